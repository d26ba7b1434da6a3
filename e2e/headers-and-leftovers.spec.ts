import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { CookieJar } from "./fixtures/cookie-jar";
import { opens, pageTable } from "./fixtures/page-table";
import { editorOf } from "./fixtures/rationale-page";
import { expect, test } from "./fixtures/server";
import { cookieOf, signInAs } from "./fixtures/sessions";
import { sharedCache } from "./fixtures/shared-cache";
import { buildWorld, type World } from "./fixtures/world";
import { inDatabase } from "./fixtures/world-database";

/** What every door says of itself, whom it refuses, and what is left with a browser or a cache when a reader has gone. */
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

test("a cache that people share keeps nothing of one for another", async ({ server }) => {
  const cache = await sharedCache(new URL(server.url).origin);
  const { lead, outsider } = world.people;
  const rows = Object.values(pageTable(world)).flat();
  const paths = [
    ...rows.filter((row) => opens(row, lead)).map(({ path }) => path),
    `/api/evidence/${world.own.fileId}`,
    "/api/trpc/notice.unread",
    "/api/auth/session",
  ];
  const read = async (cookie: string, path: string, more: Record<string, string> = {}) =>
    (await fetch(`${cache.url}${path}`, { headers: { cookie, ...more }, redirect: "manual" })).text();
  const [first, second] = [await cookieOf(lead), await cookieOf(outsider)];
  for (const path of paths) await read(first, path);
  for (const path of paths.slice(0, 30)) await read(first, path, { rsc: "1" });
  for (const [cookie, who] of [
    [second, "another"],
    ["", "nobody"],
  ] as const)
    for (const path of paths) expect(await read(cookie, path), `${path} for ${who}`).not.toContain(world.own.mark);
  expect(cache.keeps().filter((path) => !path.startsWith("/_next/static/"))).toEqual([]);
  // It would keep what it may: the files that never change.
  const asset = /\/_next\/static\/[^"]+\.js/.exec(await read("", "/sign-in"))?.[0] ?? "";
  await read("", asset);
  await read("", asset);
  expect(cache.hits()).toBe(1);
  cache.close();
});

test("who signs out leaves nothing in the browser for the next: not by the way back, in another tab, or in what was kept", async ({
  browser,
  server,
}) => {
  const { lead, outsider } = world.people;
  const context = await browser.newContext({ baseURL: server.url });
  await signInAs(context, server.url, lead);
  const [page, other] = [await context.newPage(), await context.newPage()];
  const { mark, briefId, questions } = world.own;
  await page.goto(`/scenarios/${questions.OPEN.scenarioId}`);
  await editorOf(page).click();
  await editorOf(page).pressSequentially(`Kept of ${mark}.`);
  await page.goto(`/briefs/${briefId}`);
  await expect(page.locator("body")).toContainText(mark);
  await other.goto(`/questions/${questions.OPEN.questionId}`);
  await expect(other.locator("body")).toContainText(mark);

  const left = page.waitForResponse(
    (answer) => answer.url().endsWith("/api/auth/signout") && answer.request().method() === "POST",
  );
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('a[href="/api/auth/signout"]') ?? {}).some((key) =>
      key.startsWith("__reactProps"),
    ),
  );
  await page.getByRole("link", { name: "Sign out", exact: true }).click();
  expect((await (await left).allHeaders())["clear-site-data"]).toBe('"cache", "storage"');
  await page.waitForURL(/\/sign-in/);
  await other.waitForURL(/\/sign-in/);
  expect(await other.locator("body").innerText()).not.toContain(mark);
  for (const each of [page, other]) {
    await each.goBack().catch(() => null);
    await expect(each).toHaveURL(/\/sign-in|^about:blank$/);
    expect(await each.content()).not.toContain(mark);
  }
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ""));
  expect(databases.filter((name) => name.startsWith("bellwether:"))).toEqual([]);

  await signInAs(context, server.url, outsider);
  for (const path of [
    `/briefs/${briefId}`,
    `/questions/${questions.OPEN.questionId}`,
    `/scenarios/${questions.OPEN.scenarioId}/rationale`,
    "/briefs",
    "/",
  ]) {
    await page.goto(path);
    expect(await page.content(), path).not.toContain(mark);
    await page.reload();
    expect(await page.content(), path).not.toContain(mark);
  }
  await page.goBack();
  expect(await page.content()).not.toContain(mark);
  await context.setOffline(true);
  await page.goto(`/scenarios/${questions.OPEN.scenarioId}/rationale`).catch(() => null);
  // The page of a browser without a connection comes by a navigation of its own.
  await expect(async () => expect(await page.content()).not.toContain(mark)).toPass();
  await context.close();
});
