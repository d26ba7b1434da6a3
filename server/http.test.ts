import { once } from "node:events";
import { request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { type Doors, listen } from "#server/http";

const doors = (changes: Partial<Doors> = {}): Doors => ({
  health: async (_request, response) => void response.end("health"),
  pages: async (_request, response) => void response.end("page"),
  calls: async (_request, response) => void response.end("call"),
  evidence: async (_request, response) => void response.end("evidence"),
  issuer: async (_request, response) => void response.end("issuer"),
  reports: async (_request, response) => void response.end("reports"),
  rest: async (_request, response) => void response.end("rest"),
  upgrades: new Map(),
  ...changes,
});

/** The first line of what the server answers to a WebSocket upgrade, read until it closes the connection. */
async function upgrade(port: number, path: string): Promise<string> {
  const said = await answerTo(
    port,
    `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
  return said.split("\r\n")[0] ?? "";
}

/** Everything that the server answers to these bytes until it closes the connection. */
async function answerTo(port: number, bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  let said = "";
  socket.on("data", (data) => {
    said += data;
  });
  await once(socket, "close");
  return said;
}

it("answers health from the start and pages only once there are any", async () => {
  const open = doors({ pages: null });
  const server = await listen(0, open);
  const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
  expect(await (await get("/api/health?x=1")).text()).toBe("health");
  const early = await get("/");
  expect([early.status, early.headers.get("retry-after")]).toEqual([503, "2"]);
  open.pages = doors().pages;
  expect(await (await get("/")).text()).toBe("page");
  await server.close(0);
});

it("hands an upgrade to whoever takes that path; any other is 404 and closed", async () => {
  const take = (name: string) => (_request: unknown, socket: NodeJS.WritableStream) => void socket.end(`${name}\r\n`);
  const upgrades = new Map([
    ["/collab", take("collab")],
    ["/_next", take("next")],
  ]);
  const server = await listen(0, doors({ upgrades }));
  expect(await upgrade(server.port, "/collab?token=1")).toBe("collab");
  expect(await upgrade(server.port, "/_next/hmr")).toBe("next");
  for (const path of ["/", "/collab/more", "/_nextdoor", "/api/trpc"])
    expect(await upgrade(server.port, path)).toBe("HTTP/1.1 404 Not Found");
  await server.close(0);
});

it("closing lets a request under way end, and cuts one that does not", async () => {
  const held = new Map<string, () => void>();
  const pages: Doors["pages"] = async ({ url = "" }, response) => void held.set(url, () => response.end("late"));
  const server = await listen(0, doors({ pages }));
  const ask = (path: string) => request({ port: server.port, path, agent: false }).end();
  const patient = ask("/patient");
  const endless = ask("/endless");
  const cut = once(endless, "error");
  await expect.poll(() => held.size).toBe(2);
  const closed = server.close(1500);
  held.get("/patient")?.();
  const [response] = await once(patient, "response");
  expect(response.statusCode).toBe(200);
  response.resume();
  await cut;
  await closed;
});

it("a connection that is kept alive does not hold up the closing", async () => {
  const answers: ServerResponse[] = [];
  const pages: Doors["pages"] = async (_request, response) => {
    response.write("begun before");
    answers.push(response);
  };
  const server = await listen(0, doors({ pages }));
  const response = await fetch(`http://127.0.0.1:${server.port}/`); // fetch keeps its connections
  const began = performance.now();
  const closed = server.close(100_000);
  answers[0]?.end(", ended after");
  expect(await response.text()).toBe("begun before, ended after");
  await closed;
  expect(performance.now() - began).toBeLessThan(50_000);
});

it("a handler that throws is a 500 and not the end of the server", async () => {
  const server = await listen(0, doors({ pages: async () => Promise.reject(new Error("on purpose, for the test")) }));
  expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(500);
  expect((await fetch(`http://127.0.0.1:${server.port}/api/health`)).status).toBe(200);
  await server.close(0);
});

const ON_EVERY_ANSWER = [
  "cache-control: private, no-store",
  "content-security-policy: default-src 'none'",
  "cross-origin-opener-policy: same-origin",
  "cross-origin-resource-policy: same-origin",
  "permissions-policy: ",
  "referrer-policy: same-origin",
  "x-content-type-options: nosniff",
  "x-frame-options: deny",
];

it("answers that no door gives carry the headers of every answer: starting, failed, unreadable, nobody's upgrade", async () => {
  const broken = async () => Promise.reject(new Error("on purpose, for the test"));
  const server = await listen(0, doors({ pages: broken, calls: null }));
  const answers = {
    503: "GET /api/trpc/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    500: "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    400: "GET / HTTP/1.1\r\nHost: x\r\nno colon here\r\n\r\n",
    431: `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(70_000)}\r\n\r\n`,
    404: "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  };
  for (const [status, bytes] of Object.entries(answers)) {
    const said = await answerTo(server.port, bytes);
    expect(said.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    for (const header of ON_EVERY_ANSWER) expect(said.toLowerCase(), `${status}`).toContain(`\r\n${header}`);
  }
  await server.close(0);
});

it("who says half a request and then little more is cut, and others are answered meanwhile", async () => {
  const server = await listen(0, doors(), {
    headersTimeout: 400,
    requestTimeout: 600,
    connectionsCheckingInterval: 50,
  });
  const slowHead = connect(server.port, "127.0.0.1").resume();
  const cut = new Promise((resolve) => slowHead.on("error", () => {}).on("close", resolve));
  slowHead.write("GET / HTTP/1.1\r\nHost: x\r\n");
  const drip = setInterval(() => slowHead.writable && slowHead.write("X-More: a\r\n"), 50);
  const slowBody = answerTo(server.port, "POST /api/trpc/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
  expect(await (await fetch(`http://127.0.0.1:${server.port}/`)).text()).toBe("page");
  await Promise.all([cut, slowBody]);
  clearInterval(drip);
  await server.close(0);
});

it("who asks and then does not listen is cut", async () => {
  const cut = Promise.withResolvers<void>();
  const pages: Doors["pages"] = async (_request, response) => {
    response.once("close", cut.resolve).end(Buffer.alloc(64 << 20));
  };
  const server = await listen(0, doors({ pages }), { timeout: 500 });
  const deaf = connect(server.port, "127.0.0.1").pause();
  deaf.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await cut.promise;
  deaf.destroy();
  await server.close(0);
});

it("a request that names two hosts is refused, as a call and as an upgrade", async () => {
  const server = await listen(0, doors({ upgrades: new Map([["/collab", (_, socket) => void socket.end("in")]]) }));
  const two = "Host: a\r\nHost: b\r\n";
  expect(await answerTo(server.port, `GET / HTTP/1.1\r\n${two}\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  const upgraded = `GET /collab HTTP/1.1\r\n${two}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
  expect(await answerTo(server.port, upgraded)).toMatch(/^HTTP\/1\.1 404 /);
  await server.close(0);
});

it("an address that cannot be read is refused before anybody has to; a whole one is read as its path", async () => {
  const server = await listen(0, doors({ pages: async ({ url }, response) => void response.end(`page ${url}`) }));
  const ask = (target: string) =>
    answerTo(server.port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  for (const target of ["*", "x", "elsewhere.example:443", "/people/%zz", "/%", "/%ff%fe", "/a/%c0%af?b"])
    expect(await ask(target), target).toMatch(/^HTTP\/1\.1 400 /);
  expect(await ask("http://x/briefs?page=2")).toMatch(/page \/briefs\?page=2$/);
  expect(await ask("/briefs?a=%zz")).toMatch(/page \/briefs\?a=%zz$/);
  await server.close(0);
});
