import type { Actor } from "#core/permissions";
import type { SignInWay, TokenScope } from "#prisma/client/client";
import { actorOf, owesCodes } from "#server/identity/actor";
import { apiTokenHash } from "#server/identity/tokens/token";
import { SCOPE } from "#server/identity/tokens/token-queries";
import { pool } from "#server/platform/db";
import { env } from "#server/platform/env";

interface Row {
  id: string;
  userId: string;
  scopes: TokenScope[];
  teamId: string | null;
  way: SignInWay;
  stale: boolean;
  revoked: boolean;
  expired: boolean;
  owesCodes: boolean;
  unvouched: boolean;
}

/** How coarse the last use is kept. */
const LAST_USE = "15 minutes";

/** An issuer's word is asked for only where its groups give roles ($2): others keep theirs whatever it says. */
const TOKENS = `
  SELECT k."id", k."userId", k."scopes"::text[] AS "scopes", k."teamId",
    coalesce(k."lastUsedAt" < clock_timestamp() - interval '${LAST_USE}', true) AS "stale",
    k."revokedAt" IS NOT NULL AS "revoked", k."expiresAt" <= clock_timestamp() AS "expired",
    ${owesCodes(`k."way"`)} AS "owesCodes",
    coalesce($2::int IS NOT NULL AND (SELECT max(i."lastUsedAt") FROM "ExternalIdentity" i WHERE i."userId" = u."id")
      < clock_timestamp() - make_interval(days => $2), false) AS "unvouched"
  FROM "ApiToken" k JOIN "User" u ON u."id" = k."userId"`;
const BY_HASH = `${TOKENS} WHERE k."tokenHash" = $1`;
const BY_ID = `${TOKENS} WHERE k."id" = $1`;

const USED = `
  UPDATE "ApiToken" SET "lastUsedAt" = clock_timestamp()
  WHERE "id" = $1 AND coalesce("lastUsedAt" < clock_timestamp() - interval '${LAST_USE}', true)`;

/** An actor who certainly came by a token. */
export type TokenActor = Actor & { grant: NonNullable<Actor["grant"]> };

/** Why a token lets nobody in. With the last two it would, once its person has done something. */
export type TokenProblem =
  | "unknown token"
  | "revoked token"
  | "expired token"
  | "disabled account"
  | "one-time codes owed"
  | "not confirmed by the issuer";

/** A token that was refused, and whose it is where that is known. */
export interface RefusedToken {
  because: TokenProblem;
  tokenId: string | null;
  userId: string | null;
  teamId: string | null;
}

/**
 * The person in whose place a token acts, held to its scopes, with the rights of this instant; or why it lets nobody in. It is
 * asked anew at every call, so that revoking it, disabling its person and what they owe hold at the next one. A new password
 * does not end tokens; revoking them does, and so does a reset link.
 */
export async function askToken(token: string): Promise<{ actor: TokenActor } | { refused: RefusedToken }> {
  const hash = apiTokenHash(token);
  return hash
    ? standing(await rowOf("api-token", BY_HASH, hash))
    : { refused: { because: "unknown token", tokenId: null, userId: null, teamId: null } };
}

/** The same for who asks no more than whether it leads anywhere. */
export async function tokenActor(token: string): Promise<TokenActor | null> {
  const answer = await askToken(token);
  return "actor" in answer ? answer.actor : null;
}

/** The same for a token that was known before, for what outlives a call. */
export async function tokenActorById(tokenId: string): Promise<TokenActor | null> {
  const answer = await standing(await rowOf("api-token-by-id", BY_ID, tokenId));
  return "actor" in answer ? answer.actor : null;
}

async function rowOf(name: string, text: string, by: Uint8Array | string): Promise<Row | undefined> {
  const { oidc } = env();
  const { rows } = await pool.query<Row>({ name, text, values: [by, oidc?.groups ? oidc.tokenDays : null] });
  return rows[0];
}

async function standing(row: Row | undefined): Promise<{ actor: TokenActor } | { refused: RefusedToken }> {
  const person = row && (await actorOf(row.userId));
  const because = problemOf(row, person ?? null);
  if (!row || !person || because) {
    const { id: tokenId = null, userId = null, teamId = null } = row ?? {};
    return { refused: { because: because ?? "unknown token", tokenId, userId, teamId } };
  }
  const { id: tokenId, teamId, scopes, stale } = row;
  if (stale) await pool.query({ name: "api-token-used", text: USED, values: [tokenId] });
  const memberships = person.memberships.filter((membership) => teamId === null || membership.teamId === teamId);
  const grant = { tokenId, teamId, scopes: scopes.map((scope) => SCOPE[scope]) };
  return { actor: { ...person, memberships, grant } };
}

function problemOf(row: Row | undefined, person: Actor | null): TokenProblem | null {
  if (!row) return "unknown token";
  if (row.revoked) return "revoked token";
  if (row.expired) return "expired token";
  if (!person) return "disabled account";
  if (row.owesCodes) return "one-time codes owed";
  return row.unvouched ? "not confirmed by the issuer" : null;
}
