import { encode } from "next-auth/jwt";
import { beforeAll, expect, it } from "vitest";
import { readSession } from "#server/identity/session-token";

const secret = "for-this-test-only-0123456789abcdef";
const claim = {
  userId: "0199a0a0-0000-7000-8000-000000000001",
  tokenVersion: 3,
  sessionId: "0199a0a0-0000-7000-8000-000000000002",
};
const cookie = async (name: string, token: object = claim, options = { secret, maxAge: 60 }) =>
  `theme=dark; ${name}=${await encode({ token: { ...token }, ...options })}`;

beforeAll(() => {
  // Before anything here reads the environment.
  process.env.APP_URL = "https://bellwether.example";
  process.env.AUTH_SECRET = secret;
});

it("behind https only a cookie counts that a browser kept for https and this host alone", async () => {
  expect(await readSession(await cookie("__Host-next-auth.session-token"))).toEqual(claim);
  expect(await readSession(await cookie("__Secure-next-auth.session-token"))).toBeNull();
  expect(await readSession(await cookie("next-auth.session-token"))).toBeNull();
});

it("what is expired, of another secret, of another shape or no token is no session", async () => {
  const name = "__Host-next-auth.session-token";
  expect(await readSession(await cookie(name, claim, { secret, maxAge: -60 }))).toBeNull();
  expect(await readSession(await cookie(name, claim, { secret: "another", maxAge: 60 }))).toBeNull();
  expect(await readSession(await cookie(name, { ...claim, userId: "x" }))).toBeNull();
  const { sessionId: _, ...nameless } = claim;
  expect(await readSession(await cookie(name, nameless)), "from before sessions had names").toBeNull();
  expect(await readSession(`${name}=nonsense`)).toBeNull();
  expect(await readSession(null)).toBeNull();
});
