import type { Actor } from "#core/permissions";
import type { TokenScope } from "#prisma/client/client";
import { actorOf } from "#server/identity/actor";
import { apiTokenHash } from "#server/identity/tokens/token";
import { SCOPE } from "#server/identity/tokens/token-queries";
import { pool } from "#server/platform/db";

interface Row {
  id: string;
  userId: string;
  scopes: TokenScope[];
  teamId: string | null;
  stale: boolean;
}

/** How coarse the last use is kept. */
const LAST_USE = "15 minutes";

const TOKENS = `
  SELECT "id", "userId", "scopes"::text[] AS "scopes", "teamId",
    coalesce("lastUsedAt" < clock_timestamp() - interval '${LAST_USE}', true) AS "stale"
  FROM "ApiToken" WHERE "revokedAt" IS NULL AND "expiresAt" > clock_timestamp()`;
const BY_HASH = `${TOKENS} AND "tokenHash" = $1`;
const BY_ID = `${TOKENS} AND "id" = $1`;

const USED = `
  UPDATE "ApiToken" SET "lastUsedAt" = clock_timestamp()
  WHERE "id" = $1 AND coalesce("lastUsedAt" < clock_timestamp() - interval '${LAST_USE}', true)`;

/** An actor who certainly came by a token. */
export type TokenActor = Actor & { grant: NonNullable<Actor["grant"]> };

/**
 * The person in whose place a token acts, held to its scopes, with the rights of this instant. Null for a token that is
 * unknown, revoked or past its time, and for a person who is disabled: asked anew at every call, so all of these hold at
 * the next one. A new password does not end tokens; revoking them does, and so does a reset link.
 */
export async function tokenActor(token: string): Promise<TokenActor | null> {
  const hash = apiTokenHash(token);
  if (!hash) return null;
  return actorBehind({ name: "api-token", text: BY_HASH, values: [hash] });
}

/** The same for a token that was known before, for what outlives a call. */
export const tokenActorById = (tokenId: string): Promise<TokenActor | null> =>
  actorBehind({ name: "api-token-by-id", text: BY_ID, values: [tokenId] });

async function actorBehind(query: { name: string; text: string; values: unknown[] }): Promise<TokenActor | null> {
  const { rows } = await pool.query<Row>(query);
  const [row] = rows;
  const person = row && (await actorOf(row.userId));
  if (!row || !person) return null;
  const { id: tokenId, teamId, scopes, stale } = row;
  if (stale) await pool.query({ name: "api-token-used", text: USED, values: [tokenId] });
  return {
    ...person,
    memberships: person.memberships.filter((membership) => teamId === null || membership.teamId === teamId),
    grant: { tokenId, teamId, scopes: scopes.map((scope) => SCOPE[scope]) },
  };
}
