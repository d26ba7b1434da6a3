import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { settleEnv } from "#server/platform/settle-env";
import { weaknessOf } from "#server/platform/weak-secret";

const GUESSABLE = [
  "changemechangemechangemechangeme",
  "please-change-this-to-something-random-1",
  "REPLACE_ME_WITH_32_RANDOM_CHARACTERS",
  "a-secret-of-at-least-thirty-two-characters",
  "your-32-character-string-goes-here-ok",
  "x".repeat(32),
  "ab".repeat(20),
  "7f3k9q2w".repeat(5),
  "0123456789abcdef0123456789abcdef",
  "kZ81hgfedcbaP0x9vTq3wRm5nYb7sUdJ",
  "password-password-password-password",
];

it.each(GUESSABLE)("%s protects nothing", (secret) => {
  expect(weaknessOf(secret)).not.toBeNull();
});

it("what is random is taken, in every spelling that tools give it", () => {
  for (const encoding of ["hex", "base64", "base64url"] as const)
    for (let i = 0; i < 200; i++) {
      const secret = randomBytes(48).toString(encoding);
      expect(weaknessOf(secret), secret).toBeNull();
    }
});

it("whatever is repeated is refused, whole or cut off", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 15 }), fc.integer({ min: 32, max: 80 }), (unit, length) => {
      expect(weaknessOf(unit.repeat(80).slice(0, length))).not.toBeNull();
    }),
  );
});

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

it("a server of real people does not start with a guessable secret, and never says which; a demo does", () => {
  const url = "postgresql://u@localhost/x";
  for (const secret of GUESSABLE) {
    process.env = { NODE_ENV: "test", DATABASE_URL: url, AUTH_SECRET: secret, DEMO: "0" };
    expect(() => settleEnv(url, 3000), secret).toThrow(/^AUTH_SECRET .* outside the demo that is refused/);
    process.env = { NODE_ENV: "test", DATABASE_URL: url, AUTH_SECRET: secret, DEMO: "0" };
    expect(() => settleEnv(url, 3000)).not.toThrow(secret);
    process.env = {
      NODE_ENV: "test",
      DATABASE_URL: url,
      AUTH_SECRET: secret,
      DEMO: "1",
      DEMO_PASSWORD: "shown at start",
    };
    expect(settleEnv(url, 3000).authSecret).toBe(secret);
  }
  process.env = { NODE_ENV: "test", DATABASE_URL: url, AUTH_SECRET: randomBytes(48).toString("base64"), DEMO: "0" };
  expect(settleEnv(url, 3000).demo).toBe(false);
});
