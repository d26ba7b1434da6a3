import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { CookieJar } from "./fixtures/cookie-jar";
import { expect, test } from "./fixtures/server";
import { cookieOf } from "./fixtures/sessions";
import { buildWorld, type World } from "./fixtures/world";
import { inDatabase } from "./fixtures/world-database";

/** What every door says of itself, and whom it refuses. */
test.use({ world: "empty" });

let world: World;
test.beforeAll(async ({ server }) => {
  world = await inDatabase(server.databaseUrl, (db) => buildWorld(db));
});

const ON_EVERY_ANSWER: Readonly<Record<string, string>> = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

test("nobody holds a connection by asking for hot reload of a server that runs", async ({ server }) => {
  for (const path of ["/_next/webpack-hmr", "/_next/x"]) {
    const headers = { Connection: "Upgrade", Upgrade: "websocket" };
    const asked = httpRequest(`${server.url}${path}`, { headers }).end();
    const [answer] = await once(asked, "response");
    expect([path, answer.statusCode, answer.headers.connection]).toEqual([path, 404, "close"]);
  }
});

test("what the page server says to itself is not believed of a client", async ({ server }) => {
  const plain = await (await fetch(`${server.url}/sign-in`)).text();
  const headers = {
    "x-nextjs-data": "1",
    "x-middleware-prefetch": "1",
    "x-middleware-rewrite": "/how-you-are-scored",
    "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware",
    "x-invoke-path": "/how-you-are-scored",
    "x-matched-path": "/how-you-are-scored",
    "x-forwarded-host": "elsewhere.example",
  };
  const answer = await fetch(`${server.url}/sign-in`, { headers });
  const text = await answer.text();
  expect([answer.status, text.length > 0.9 * plain.length]).toEqual([200, true]);
  expect(text).not.toContain("elsewhere.example");
});

test("nonsense costs no page: about where a browser is, or in the address of a scenario's past", async ({ server }) => {
  const cookie = await cookieOf(world.people.lead);
  for (const tree of ["x", "%", "[]", "%7B%7D"])
    for (const path of ["/nothing", "/sign-in", "/"]) {
      const headers = { cookie, rsc: "1", "next-router-state-tree": tree };
      const answer = await fetch(`${server.url}${path}`, { headers, redirect: "manual" });
      expect(answer.status, `${path} ${tree}`).toBeLessThan(500);
    }
  const said = server.output().length;
  const past = await fetch(`${server.url}/scenarios/no-id-at-all?at=2026-01-01T00:00:00Z`, { headers: { cookie } });
  expect([past.status, server.output().slice(said)]).toEqual([404, ""]);
});

test("what the doors of signing in cannot read they refuse, in a word of ours and with nothing of the fault", async ({
  server,
}) => {
  const jar = new CookieJar(server.url);
  const { csrfToken }: { csrfToken: string } = await (await jar.get("/api/auth/csrf")).json();
  const password = "long enough to be one";
  for (const email of ["a\u0000b@world.example", "\ud800", "%", "x".repeat(5_000)])
    for (const door of ["/api/auth/callback/credentials", "/api/enter/password"]) {
      const answer = await jar.post(door, { email, password, csrfToken });
      expect([answer.status, answer.headers.get("location")], `${door} ${email.slice(0, 30)}`).toEqual([
        door.startsWith("/api/auth") ? 302 : 303,
        expect.stringMatching(/\?error=CredentialsSignin(&|$)/),
      ]);
    }
  const json = {
    method: "POST",
    headers: { origin: server.url, cookie: jar.header, "content-type": "application/json" },
  };
  for (const body of [JSON.stringify({ csrfToken, email: { a: 1 }, password: [1] }), "[", "null"])
    expect((await fetch(`${server.url}/api/auth/callback/credentials`, { ...json, body })).status, body).toBe(415);
  for (const door of ["/api/auth/callback/credentials", "/api/enter/password", "/sign-in"])
    expect((await jar.post(door, { email: "x".repeat(1 << 17) })).status, door).toBe(413);
});

test("every kind of answer carries the headers that fit it", async ({ server }) => {
  const cookie = await cookieOf(world.people.lead);
  const { own } = world;
  const page = await fetch(`${server.url}/sign-in`);
  const asset = /\/_next\/static\/[^"]+\.js/.exec(await page.text())?.[0] ?? "";
  const kinds: Record<string, [path: string, status: number, init?: RequestInit]> = {
    "a page": ["/how-you-are-scored", 200],
    "a page with content": [`/briefs/${own.briefId}`, 200],
    "no such page": ["/nowhere/at/all", 404],
    "a redirection": ["/briefs", 307, { headers: {} }],
    "a download by a page": [`/exchange/export?team=${own.teamId}&file=world`, 200],
    "a rationale as a file": [`/scenarios/${own.questions.OPEN.scenarioId}/rationale/html`, 200],
    "a file of evidence": [`/api/evidence/${own.fileId}`, 200],
    "a call": ["/api/trpc/notice.unread", 200],
    "a call of nothing": ["/api/trpc/no.such", 404],
    "a stream of events": ["/api/trpc/live.events?input=%7B%22json%22%3A%7B%7D%7D", 200],
    "a call of REST": ["/api/v1/teams", 401],
    "the document of REST": ["/api/v1/openapi.json", 200],
    "no such route of REST": ["/api/v1/nowhere", 404],
    "an upload by nobody": [
      "/api/evidence?name=a.txt",
      401,
      { method: "POST", headers: { origin: server.url }, body: "a" },
    ],
    health: ["/api/health", 200],
    "a session": ["/api/auth/session", 200],
    "a report": ["/api/csp-report", 204, { method: "POST", body: "{}" }],
    "a refusal of who comes from elsewhere": ["/api/trpc/notice.markAll", 403, { method: "POST", body: "{}" }],
    "a hashed file": [asset, 200],
    "no such hashed file": ["/_next/static/chunks/no-such.js", 404],
    "an unreadable address": ["/%zz", 400],
  };
  for (const [kind, [path, status, init]] of Object.entries(kinds)) {
    const cancel = new AbortController();
    const answer = await fetch(`${server.url}${path}`, {
      headers: { cookie },
      redirect: "manual",
      signal: cancel.signal,
      ...init,
    });
    cancel.abort();
    expect(answer.status, kind).toBe(status);
    for (const [name, value] of Object.entries(ON_EVERY_ANSWER))
      expect(answer.headers.get(name), `${kind}: ${name}`).toBe(value);
    expect(answer.headers.get("referrer-policy"), kind).toMatch(/^(same-origin|no-referrer)$/);
    expect(answer.headers.get("permissions-policy"), kind).toContain("camera=()");
    expect(answer.headers.get("x-powered-by"), kind).toBeNull();
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy, kind).toContain("frame-ancestors 'none'");
    // The page of next-auth that asks before signing out has a style sheet of its own.
    const styles = kind === "a session" ? /style-src(-attr|-elem)? [^;]*/g : /style-src(-attr)? [^;]*/g;
    expect(policy.replace(styles, ""), kind).not.toContain("unsafe");
    expect(answer.headers.get("cache-control"), kind).toMatch(
      kind === "a hashed file" ? /public.*immutable/ : /no-store/,
    );
    if (kind.startsWith("a page"))
      for (const rule of [
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "script-src-attr 'none'",
        "frame-src 'none'",
      ])
        expect(policy, kind).toContain(rule);
  }
});

/** Everything that takes what changes something, found in the sources. */
function writingDoors(): string[] {
  const routes = globSync("app/**/route.ts").filter((file) =>
    /\b(POST|PUT|PATCH|DELETE)\b/.test(readFileSync(file, "utf8")),
  );
  const paths = routes.map((file) =>
    file
      .replace(/^app/, "")
      .replace(/\/\([^)]*\)/g, "")
      .replace(/\/route\.ts$/, ""),
  );
  const pages = globSync("app/**/page.tsx").map((file) =>
    file
      .replace(/^app/, "")
      .replace(/\/\([^)]*\)/g, "")
      .replace(/\/page\.tsx$/, ""),
  );
  return [...paths, ...pages, "/api/trpc/forecast.submit", "/api/trpc/brief.create,team.update", "/api/evidence"].map(
    (path) => path.replace(/\[\.\.\.\w+\]/, "callback/credentials").replace(/\[\w+\]/g, "x") || "/",
  );
}

/** `fetch` says of itself where it comes from; this says only what it is told to. */
function post(url: string, headers: Record<string, string>, body: string, method = "POST"): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on("error", reject).end(body);
  });
}

test("every door that changes something refuses what comes from elsewhere, in every form a page could send", async ({
  server,
}) => {
  const cookie = await cookieOf(world.people.lead);
  const { origin, host } = new URL(server.url);
  const doors = writingDoors();
  expect(doors.length).toBeGreaterThan(30);
  const bodies = [
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
  ];
  const from: Record<string, string>[] = [
    {},
    { origin: "null" },
    { origin: "https://elsewhere.example" },
    { origin: `${origin}.elsewhere.example` },
    { origin, "sec-fetch-site": "cross-site" },
    { origin, "sec-fetch-site": "same-site" },
    { origin: "https://elsewhere.example", authorization: "Bearer x" },
  ];
  const wrong: string[] = [];
  for (const [index, door] of doors.entries())
    for (const [turn, headers] of from.entries()) {
      const type = bodies[(index + turn) % bodies.length] ?? "";
      const status = await post(
        `${server.url}${door}`,
        { host, cookie, "content-type": type, ...headers },
        '--x\r\n\r\n{"json":{}}',
      );
      if (status !== 403) wrong.push(`${door} ${JSON.stringify(headers)} ${type}: ${status}`);
    }
  expect(wrong.join("\n")).toBe("");
  for (const method of ["PUT", "PATCH", "DELETE"])
    expect(await post(`${server.url}/api/trpc/x`, { host, cookie }, "", method)).toBe(403);
  expect(
    await post(
      `${server.url}/api/trpc/notice.markAll`,
      { host, cookie, origin, "sec-fetch-site": "same-origin", "content-type": "application/json" },
      "{}",
    ),
  ).toBe(400);
  const upgrade = {
    host,
    cookie,
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  };
  for (const headers of from.slice(0, 6))
    expect(await post(`${server.url}/collab`, { ...upgrade, ...headers }, "", "GET")).toBe(403);
});
