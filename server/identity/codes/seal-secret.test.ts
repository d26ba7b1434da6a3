import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { openSecret, sealSecret } from "#server/identity/codes/seal-secret";

beforeAll(() => {
  process.env.AUTH_SECRET = "for-this-test-only-0123456789abcdef"; // before anything here reads the environment
});

it("a secret opens for its person alone, and never twice looks the same", () => {
  const secret = Uint8Array.from(randomBytes(20));
  const sealed = sealSecret(secret, "ada");
  expect(openSecret(sealed, "ada")).toEqual(secret);
  expect(sealSecret(secret, "ada")).not.toEqual(sealed);
  expect(Buffer.from(sealed).includes(Buffer.from(secret))).toBe(false);
  expect(() => openSecret(sealed, "ben")).toThrow();
});

it("a changed byte anywhere opens nothing", () => {
  const sealed = sealSecret(Uint8Array.from(randomBytes(20)), "ada");
  for (let at = 0; at < sealed.length; at++) {
    const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
    expect(() => openSecret(changed, "ada")).toThrow();
  }
});
