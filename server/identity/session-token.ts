import { decode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "#server/platform/env";

/** Twelve hours from the last visit: `/api/auth/session` gives a fresh cookie with a fresh end. */
export const SESSION_SECONDS = 12 * 60 * 60;

/**
 * What a session carries: who, the version of their sessions, and which one of them this is. All three are compared with the
 * database at every door.
 */
export type SessionClaim = { userId: string; tokenVersion: number; sessionId: string };

const Claim = z.object({ userId: z.uuid(), tokenVersion: z.number().int(), sessionId: z.uuid() });
const Expiry = z.object({ exp: z.number() });

/** Cookies are `Secure`, and named so, exactly where people reach the application by https. */
export const secureCookies = () => env().appUrl.startsWith("https:");

/**
 * The name of a cookie of ours. By https it has the prefix with which browsers take it from this very host alone: no site beside it
 * in the same domain can plant one.
 */
export const cookieNamed = (name: string): string => `${secureCookies() ? "__Host-" : ""}${name}`;

export const sessionCookie = () => cookieNamed("next-auth.session-token");

/** Decrypting a token takes longer than most calls, and a browser sends the same one with each: this many are remembered. */
const REMEMBERED = 2000;
const remembered = new Map<string, { claim: SessionClaim; until: number }>();

/**
 * Reads the session from a Cookie header, wherever it came in: page, API, event stream or socket. Says nothing yet about
 * whether the session still holds: `loadActor` does.
 */
export async function readSession(cookieHeader: string | null | undefined): Promise<SessionClaim | null> {
  const token = readCookie(sessionCookie(), cookieHeader ?? "");
  if (!token) return null;
  const known = remembered.get(token);
  if (known && known.until > Date.now()) return known.claim;
  remembered.delete(token);
  // Decoding throws at what is expired, forged or no token at all: each of them is no session.
  const decoded: unknown = await decode({ token, secret: env().authSecret ?? "" }).catch(() => null);
  const claim = claimOf(decoded);
  const ends = Expiry.safeParse(decoded);
  if (claim && ends.success) remember(token, { claim, until: ends.data.exp * 1000 });
  return claim;
}

function remember(token: string, session: { claim: SessionClaim; until: number }): void {
  remembered.set(token, session);
  const [oldest] = remembered.keys();
  if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
}

/** The claim in a decrypted token; null where it is none of ours. */
export function claimOf(token: unknown): SessionClaim | null {
  const claim = Claim.safeParse(token);
  return claim.success ? claim.data : null;
}

export function readCookie(name: string, header: string): string | undefined {
  const pair = header.split(";").find((candidate) => candidate.trimStart().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf("=") + 1).trim();
}
