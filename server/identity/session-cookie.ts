import { createHash, randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { SESSION_SECONDS, type SessionClaim, secureCookies, sessionCookie } from "#server/identity/session-token";
import { env } from "#server/platform/env";

const attributes = () => `Path=/; HttpOnly; SameSite=Lax${secureCookies() ? "; Secure" : ""}`;

/** The Set-Cookie of a new session, as next-auth writes it and renews it. */
export async function sessionSetter(claim: SessionClaim): Promise<string> {
  const value = await encode({ token: { ...claim }, secret: env().authSecret ?? "", maxAge: SESSION_SECONDS });
  return `${sessionCookie()}=${value}; ${attributes()}; Max-Age=${SESSION_SECONDS}`;
}

/** A token for a form that goes on to next-auth without script. */
export const newFormToken = (): string => randomBytes(32).toString("hex");

/** The cookie to which next-auth holds such a form; null for what is no token of ours. */
export function formTokenSetter(token: string): string | null {
  if (!/^[0-9a-f]{64}$/.test(token)) return null;
  const hash = createHash("sha256")
    .update(`${token}${env().authSecret ?? ""}`)
    .digest("hex");
  const name = `${secureCookies() ? "__Host-" : ""}next-auth.csrf-token`;
  return `${name}=${encodeURIComponent(`${token}|${hash}`)}; ${attributes()}`;
}
