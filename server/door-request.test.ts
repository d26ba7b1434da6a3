import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { refusedAsLong, refusedAsOdd } from "#server/door-request";

const server = createServer((asked, answer) => {
  if (!refusedAsLong(asked, answer) && !refusedAsOdd(asked, answer)) answer.end();
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close());

/** The status that the head of a request meets, with nothing of its body sent. */
async function statusOf(path: string, headers: Record<string, string>, method = "POST"): Promise<number | undefined> {
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, path, method, headers, agent: false });
  asked.on("error", () => {}); // it is cut off in the end
  asked.flushHeaders();
  const [answer] = await once(asked, "response");
  asked.destroy();
  return answer.statusCode;
}

it("a body longer than any form, or of untold length, is refused at its head; the door of files bounds its own", async () => {
  const chunked = { "transfer-encoding": "chunked" };
  expect(await statusOf("/api/enter/password", { "content-length": "65536" })).toBe(200);
  expect(await statusOf("/api/enter/password", { "content-length": "65537" })).toBe(413);
  for (const path of ["/api/enter/password", "/api/auth/signout", "/sign-in", "/api/exchange/upload/../../enter/link"])
    expect(await statusOf(path, chunked), path).toBe(413);
  for (const method of ["PUT", "DELETE", "OPTIONS"]) expect(await statusOf("/sign-in", chunked, method)).toBe(413);
  expect(await statusOf("/api/exchange/upload?team=x", { "content-length": "99999999" })).toBe(200);
  expect(await statusOf("/api/auth/signout", { "content-length": "0" })).toBe(200);
});

it("pages are only read, and doors take what is sent: every other method is refused", async () => {
  for (const method of ["GET", "HEAD"]) expect(await statusOf("/sign-in", {}, method), method).toBe(200);
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE"])
    expect(await statusOf("/sign-in", { "content-length": "0" }, method), method).toBe(405);
  for (const method of ["GET", "HEAD", "POST", "OPTIONS"])
    expect(await statusOf("/api/auth/session", { "content-length": "0" }, method), method).toBe(200);
  for (const method of ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
    expect(await statusOf("/api/auth/session", { "content-length": "0" }, method), method).toBe(405);
});
