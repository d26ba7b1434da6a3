import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { MEMBERSHIPS, membershipsSql } from "#server/identity/memberships-sql";
import type { SessionClaim } from "#server/identity/session-token";
import { noteSeen } from "#server/identity/sessions/note-seen";
import { pool } from "#server/platform/db";

/** Somebody with a session that holds. */
export interface Visitor {
  actor: Actor;
  /** An administrator who has to set up one-time codes before anything else. */
  owesCodes: boolean;
}

type Row = Actor & { owesCodes: boolean; unseen: boolean };

const RIGHTS = `
  u."id" AS "userId", u."orgRole",
  ${MEMBERSHIPS} AS "memberships"`;

/**
 * Whether the person (`u`) is an administrator who has to set up one-time codes before anything else, by the column that says how
 * they signed in: whom an issuer lets in it asks for what it thinks right.
 */
export const owesCodes = (way: string) => `(u."orgRole" = 'ADMIN' AND ${way} <> 'SINGLE_SIGN_ON'
      AND EXISTS (SELECT FROM "Organisation" o WHERE o."adminsUseCodes")
      AND NOT EXISTS (SELECT FROM "CodeSecret" c WHERE c."userId" = u."id" AND c."confirmedAt" IS NOT NULL))`;

const VISITORS = `
  SELECT ${RIGHTS}, ${owesCodes(`s."way"`)} AS "owesCodes",
    s."lastSeenAt" < now() - interval '1 minute' AS "unseen"`;
const HOLDS = `s."revokedAt" IS NULL AND s."expiresAt" > now() AND coalesce(s."vouchedUntil" > now(), true)
    AND u."disabledAt" IS NULL`;
const VISITOR = `${VISITORS}
  FROM "Session" s JOIN "User" u ON u."id" = s."userId"
  WHERE s."id" = $3 AND u."id" = $1 AND u."tokenVersion" = $2 AND ${HOLDS}`;
const MANY = `${VISITORS}, s."id" AS "sessionId", u."tokenVersion"
  FROM unnest($1::uuid[], $2::int[], $3::uuid[]) AS claim("userId", "tokenVersion", "sessionId")
  JOIN "Session" s ON s."id" = claim."sessionId" JOIN "User" u ON u."id" = s."userId"
  WHERE u."id" = claim."userId" AND u."tokenVersion" = claim."tokenVersion" AND ${HOLDS}`;

/**
 * The person behind a session with the rights they have at this instant: one query, at every door. A session that was
 * revoked, a raised token version or a disabled account ends it at its next request.
 */
export async function loadVisitor(claim: SessionClaim | null): Promise<Visitor | null> {
  if (!claim) return null;
  const { rows } = await pool.query<Row>({
    name: "visitor",
    text: VISITOR,
    values: [claim.userId, claim.tokenVersion, claim.sessionId],
  });
  const [row] = rows;
  if (!row) return null;
  if (row.unseen) noteSeen(claim.sessionId);
  const { userId, orgRole, memberships, owesCodes } = row;
  return { actor: { userId, orgRole, memberships }, owesCodes };
}

/** The same for every door but the one where codes are set up: nobody, while they owe that. */
export async function loadActor(claim: SessionClaim | null): Promise<Actor | null> {
  const visitor = await loadVisitor(claim);
  return visitor && !visitor.owesCodes ? visitor.actor : null;
}

/** The same for many sessions in one query. @returns who stands behind one of the claims */
export async function loadActors(claims: readonly SessionClaim[]): Promise<(claim: SessionClaim) => Actor | null> {
  const { rows } = await pool.query<Row & SessionClaim>({
    name: "visitors",
    text: MANY,
    values: [
      claims.map(({ userId }) => userId),
      claims.map(({ tokenVersion }) => tokenVersion),
      claims.map(({ sessionId }) => sessionId),
    ],
  });
  const found = new Map<string, Actor>();
  for (const { sessionId, tokenVersion, unseen, owesCodes, ...actor } of rows) {
    if (unseen) noteSeen(sessionId);
    if (!owesCodes) found.set(nameOf({ sessionId, tokenVersion }), actor);
  }
  return (claim) => found.get(nameOf(claim)) ?? null;
}

/** Nothing else tells the claims of a session apart: it is one person's. */
const nameOf = ({ sessionId, tokenVersion }: Omit<SessionClaim, "userId">): string => `${sessionId} ${tokenVersion}`;

/** A person with their rights, for a door that has found out by itself who they are. Null for a disabled account. */
export async function actorOf(userId: string): Promise<Actor | null> {
  const { rows } = await pool.query<Actor>({
    name: "rights",
    text: `SELECT ${RIGHTS} FROM "User" u WHERE u."id" = $1 AND u."disabledAt" IS NULL`,
    values: [userId],
  });
  return rows[0] ?? null;
}

/** The rights of somebody who is not at the door: what a link of theirs may still do. Null for a disabled account. */
export async function rightsOf(tx: Prisma.TransactionClient, userId: string): Promise<Actor | null> {
  const [person] = await tx.$queryRaw<Row[]>`
    SELECT u."id" AS "userId", u."orgRole"::text AS "orgRole", ${membershipsSql} AS "memberships"
    FROM "User" u WHERE u."id" = ${userId}::uuid AND u."disabledAt" IS NULL`;
  return person ?? null;
}
