import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { bareAnswer, setBaseHeaders } from "#server/platform/base-headers";

afterEach(() => vi.unstubAllEnvs());

/** What an answer carries before whoever gives it has said anything, and what is written straight to a socket. */
function answers(): Record<string, string>[] {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  setBaseHeaders(response);
  const [, ...lines] = bareAnswer("403 Forbidden").trimEnd().split("\r\n");
  const bare = lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 2)]);
  return [
    Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)])),
    Object.fromEntries(bare),
  ];
}

it("every answer by https asks for https from then on, whoever gives it; none by http does", () => {
  for (const answer of answers()) expect(answer).not.toHaveProperty("strict-transport-security");
  vi.stubEnv("APP_URL", "https://bellwether.example");
  for (const answer of answers())
    expect(answer["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
});

it("an answer of no door at all is not sniffed, framed, kept, run, or read from elsewhere", () => {
  for (const answer of answers())
    expect(answer).toMatchObject({
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "permissions-policy": expect.stringContaining("camera=()"),
    });
});
