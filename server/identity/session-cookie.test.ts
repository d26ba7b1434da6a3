import { beforeAll, expect, it } from "vitest";
import { issuerIntentCookie } from "#server/identity/oidc/issuer-intent";
import { cookiesOfNextAuth, formTokenSetter, newFormToken, sessionSetter } from "#server/identity/session-cookie";

beforeAll(() => {
  // Before anything here reads the environment.
  process.env.APP_URL = "https://bellwether.example";
  process.env.AUTH_SECRET = "for-this-test-only-0123456789abcdef";
});

it("by https every cookie of the doors is bound to this host, kept from scripts and sent by https alone", async () => {
  for (const { name, options } of Object.values(cookiesOfNextAuth())) {
    expect(name).toMatch(/^__Host-next-auth\./);
    expect(options).toMatchObject({ secure: true, httpOnly: true, sameSite: "lax", path: "/" });
    expect(options).not.toHaveProperty("domain");
  }
  const claim = { userId: "0199a0a0-0000-7000-8000-000000000001", tokenVersion: 0, sessionId: "x" };
  const again = { again: claim.userId };
  const ours = [await sessionSetter(claim), formTokenSetter(newFormToken()), await issuerIntentCookie(again)];
  for (const line of [...ours, await issuerIntentCookie(null)])
    expect(line).toMatch(/^__Host-[\w.-]+=[^;]*; Path=\/; HttpOnly; SameSite=Lax; Secure(; Max-Age=\d+)?$/);
});
