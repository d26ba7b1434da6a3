import { once } from "node:events";
import { type ClientRequest, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { handleCall } from "#server/calls";
import { db } from "#server/platform/db";
import { E2E_SECRET } from "../e2e/fixtures/accounts";
import { cookieOf } from "../e2e/fixtures/sessions";
import { buildWorld, type World } from "../e2e/fixtures/world";

let world: World;
let url = "";
process.env.AUTH_SECRET = E2E_SECRET;
const handle = handleCall(false);
const server = createServer((request, response) => void handle(request, response));

beforeAll(async () => {
  world = await buildWorld(db);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const post = (path: string, body: string, cookie: string) =>
  fetch(`${url}/api/trpc/${path}`, {
    method: "POST",
    headers: { origin: url, "content-type": "application/json", cookie },
    body,
  });
const preview = (length: number) =>
  JSON.stringify({
    json: { teamId: world.own.teamId, upload: { kind: "file", name: "x.txt", base64: "A".repeat(length) } },
  });

it("a body that is long is read for who is signed in, and so is refused by its own rule; for nobody else", async () => {
  const lead = await cookieOf(world.people.lead);
  const refused = await post("brief.preview", preview(5 << 20), lead);
  expect(refused.status).toBe(413);
  expect(await refused.text()).toContain("This text has 3.8 MB; a brief may have 2 MB.");
  for (const cookie of ["", "next-auth.session-token=made-up"]) {
    expect((await post("brief.preview", preview(5 << 20), cookie)).status).toBe(401);
    const long = JSON.stringify({ json: { email: "a".repeat(1 << 17) } });
    expect((await post("access.requestReset", long, cookie)).status).toBe(413);
  }
});

it("while as many long bodies arrive as there is room for, one more is told to come again", async () => {
  const cookie = await cookieOf(world.people.lead);
  const held = Array.from({ length: 9 }, () => holdBack(cookie));
  const [answer] = await Promise.race(held.map((call) => once(call, "response")));
  expect(answer.statusCode).toBe(429);
  for (const call of held) call.destroy();
  await vi.waitUntil(async () => (await post("brief.preview", preview(5 << 20), cookie)).status === 413);
});

/** Sends the head of a long body and no more, so that the server waits for the rest. */
function holdBack(cookie: string): ClientRequest {
  const headers = { origin: url, "content-type": "application/json", "content-length": 5 << 20, cookie };
  const call = request(`${url}/api/trpc/brief.preview`, { method: "POST", headers, agent: false });
  call.on("error", () => {}); // it is cut off in the end
  call.flushHeaders();
  return call;
}

it("a request makes twenty calls and no more", async () => {
  const lead = await cookieOf(world.people.lead);
  const many = (calls: number) =>
    fetch(`${url}/api/trpc/${Array(calls).fill("notice.unread").join(",")}?batch=1`, { headers: { cookie: lead } });
  expect((await many(20)).status).toBe(200);
  expect((await many(21)).status).toBe(400);
});

it("no answer may be kept, a stream of events neither", async () => {
  const lead = await cookieOf(world.people.lead);
  for (const path of ["notice.unread", "no.such", "live.events?input=%7B%22json%22%3A%7B%7D%7D"]) {
    const cancel = new AbortController();
    const answer = await fetch(`${url}/api/trpc/${path}`, { headers: { cookie: lead }, signal: cancel.signal });
    expect(answer.headers.get("cache-control"), path).toContain("no-store");
    cancel.abort();
  }
});
