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
  upgrades: new Map(),
  ...changes,
});

/** The first line of what the server answers to a WebSocket upgrade, read until it closes the connection. */
async function upgrade(port: number, path: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  let said = "";
  socket.on("data", (data) => {
    said += data;
  });
  await once(socket, "close");
  return said.split("\r\n")[0] ?? "";
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
