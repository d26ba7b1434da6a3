import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { cookieNamed, readCookie, secureCookies } from "#server/identity/session-token";
import { env } from "#server/platform/env";

/** Longer than anybody takes at their issuer. */
const SECONDS = 15 * 60;
const SALT = "single sign-on to link";

/** Why somebody who has a session goes to their issuer: to link it to their account, or to be vouched for again. */
const Intent = z.union([z.object({ linkFor: z.uuid() }), z.object({ again: z.uuid() })]);
export type IssuerIntent = z.infer<typeof Intent>;

const name = () => cookieNamed("bellwether.link");

/** A cookie that remembers, while a person is away at their issuer, why they went; null takes it away. */
export async function issuerIntentCookie(intent: IssuerIntent | null): Promise<string> {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secureCookies() ? "; Secure" : ""}`;
  if (!intent) return `${name()}=; ${attributes}; Max-Age=0`;
  const value = await encode({ token: intent, secret: env().authSecret ?? "", salt: SALT, maxAge: SECONDS });
  return `${name()}=${value}; ${attributes}; Max-Age=${SECONDS}`;
}

/** Why a person went to their issuer; null where they went to sign in. */
export async function readIssuerIntent(cookieHeader: string | null): Promise<IssuerIntent | null> {
  const token = readCookie(name(), cookieHeader ?? "");
  if (!token) return null;
  const decoded: unknown = await decode({ token, secret: env().authSecret ?? "", salt: SALT }).catch(() => null);
  const intent = Intent.safeParse(decoded);
  return intent.success ? intent.data : null;
}
