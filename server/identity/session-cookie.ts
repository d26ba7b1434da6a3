import { createHash, randomBytes } from "node:crypto";
import type { CookieOption, CookiesOptions } from "next-auth";
import { encode } from "next-auth/jwt";
import {
  cookieNamed,
  SESSION_SECONDS,
  type SessionClaim,
  secureCookies,
  sessionCookie,
} from "#server/identity/session-token";
import { env } from "#server/platform/env";

const attributes = () => `Path=/; HttpOnly; SameSite=Lax${secureCookies() ? "; Secure" : ""}`;

/** Seconds that somebody may take at their issuer. */
const AT_THE_ISSUER = 15 * 60;
/** The cookies of next-auth, all of them bound to this host; by itself it binds one. */
export function cookiesOfNextAuth(): Record<keyof CookiesOptions, CookieOption> {
  const secure = secureCookies();
  const bound = (name: string, maxAge?: number): CookieOption => ({
    name: cookieNamed(`next-auth.${name}`),
    options: { httpOnly: true, sameSite: "lax", path: "/", secure, ...(maxAge ? { maxAge } : {}) },
  });
  return {
    sessionToken: bound("session-token"),
    callbackUrl: bound("callback-url"),
    csrfToken: bound("csrf-token"),
    pkceCodeVerifier: bound("pkce.code_verifier", AT_THE_ISSUER),
    state: bound("state", AT_THE_ISSUER),
    nonce: bound("nonce", AT_THE_ISSUER),
  };
}

/** The Set-Cookie of a new session, as next-auth writes it and renews it. */
export async function sessionSetter(claim: SessionClaim): Promise<string> {
  const value = await encode({ token: { ...claim }, secret: env().authSecret ?? "", maxAge: SESSION_SECONDS });
  return `${sessionCookie()}=${value}; ${attributes()}; Max-Age=${SESSION_SECONDS}`;
}

/** A token for a form that goes on to next-auth without script. */
export const newFormToken = (): string => randomBytes(32).toString("hex");

/** The cookie to which next-auth holds such a form; null for what is no token of ours. */
export function formTokenSetter(token: string): string | null {
  const cookie = formTokenCookie(token);
  return cookie && `${cookie.name}=${encodeURIComponent(cookie.value)}; ${attributes()}`;
}

/** The same as name and value. */
export function formTokenCookie(token: string): { name: string; value: string } | null {
  if (!/^[0-9a-f]{64}$/.test(token)) return null;
  const hash = createHash("sha256")
    .update(`${token}${env().authSecret ?? ""}`)
    .digest("hex");
  return { name: cookieNamed("next-auth.csrf-token"), value: `${token}|${hash}` };
}
