import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import type { Env } from "#server/platform/env";
import { AppError } from "#server/platform/errors";

type Oidc = NonNullable<Env["oidc"]>;

const EVENT = "http://schemas.openid.net/event/backchannel-logout";
/** A token that is older than this is not heard, and what was heard is remembered for as long. */
export const HEARD_MS = 10 * 60 * 1000;
const CLOCKS_DIFFER = 60;

/** OpenID Connect Back-Channel Logout 1.0, section 2.4. What verifying has looked at already is not asked here. */
const LogoutToken = z
  .object({
    jti: z.string().min(1).max(500),
    iat: z.number(),
    sub: z.string().min(1).max(500).optional(),
    sid: z.string().min(1).max(500).optional(),
    events: z.object({ [EVENT]: z.object({}) }),
    // A token with a nonce is an answer to somebody's sign-in, which somebody else may have got hold of.
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

export interface Logout {
  issuer: string;
  /** Whose sessions have ended, and which one; at least one of them. */
  subject: string | null;
  sid: string | null;
  jti: string;
}

/**
 * Reads what an issuer sends when somebody's session there has ended.
 *
 * @throws {AppError} INVALID where the token is not the issuer's, not for us, or not such a token
 */
export async function readLogoutToken(token: string, oidc: Oidc, issuer: IssuerKeys): Promise<Logout> {
  const { payload, protectedHeader } = await jwtVerify(token, issuer.keys, {
    issuer: issuer.issuer,
    audience: oidc.clientId,
    algorithms: SIGNED,
    maxTokenAge: HEARD_MS / 1000,
    clockTolerance: CLOCKS_DIFFER,
  }).catch((error) => {
    if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw error;
    throw notHeard();
  });
  const read = LogoutToken.safeParse(payload);
  if (!read.success || !TYPES.includes(protectedHeader.typ?.toLowerCase())) throw notHeard();
  const { sub, sid, jti } = read.data;
  return { issuer: issuer.issuer, subject: sub ?? null, sid: sid ?? null, jti };
}

/** Signed with a key of the issuer's: never with our own secret, which an ID token may be, and never not at all. */
const SIGNED = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const TYPES: readonly (string | undefined)[] = [undefined, "jwt", "logout+jwt", "application/logout+jwt"];

export const notHeard = () => new AppError("INVALID", "This is no logout token of the issuer for this application.");

export interface IssuerKeys {
  issuer: string;
  keys: JWTVerifyGetKey;
}

const Description = z.object({ issuer: z.string(), jwks_uri: z.url() });
const KEPT_MS = 60 * 60 * 1000;
const PATIENCE_MS = 5000;
let known: { of: string; until: number; keys: IssuerKeys } | null = null;

/**
 * Where the issuer's keys are, by its own description, which is kept for an hour; the keys themselves are asked for anew when one
 * is not among them.
 */
export async function issuerKeys({ issuer }: Oidc, now = Date.now()): Promise<IssuerKeys> {
  if (known?.of === issuer && known.until > now) return known.keys;
  const address = `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: "error" });
  const { issuer: called, jwks_uri: where } = Description.parse(await answer.json());
  const keys = { issuer: called, keys: createRemoteJWKSet(new URL(where), { timeoutDuration: PATIENCE_MS }) };
  known = { of: issuer, until: now + KEPT_MS, keys };
  return keys;
}
