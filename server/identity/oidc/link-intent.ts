import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { cookieNamed, readCookie, secureCookies } from "#server/identity/session-token";
import { env } from "#server/platform/env";

/** Longer than anybody takes at their issuer. */
const SECONDS = 15 * 60;
const SALT = "single sign-on to link";
const Intent = z.object({ linkFor: z.string() });

const name = () => cookieNamed("bellwether.link");

/** A cookie that remembers, while a person is away at their issuer, that they went there to link it to their account. */
export async function linkIntentCookie(sessionId: string | null): Promise<string> {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secureCookies() ? "; Secure" : ""}`;
  if (!sessionId) return `${name()}=; ${attributes}; Max-Age=0`;
  const value = await encode({
    token: { linkFor: sessionId },
    secret: env().authSecret ?? "",
    salt: SALT,
    maxAge: SECONDS,
  });
  return `${name()}=${value}; ${attributes}; Max-Age=${SECONDS}`;
}

/** The session for which a person went to their issuer; null where they went to sign in. */
export async function readLinkIntent(cookieHeader: string | null): Promise<string | null> {
  const token = readCookie(name(), cookieHeader ?? "");
  if (!token) return null;
  const decoded: unknown = await decode({ token, secret: env().authSecret ?? "", salt: SALT }).catch(() => null);
  const intent = Intent.safeParse(decoded);
  return intent.success ? intent.data.linkFor : null;
}
