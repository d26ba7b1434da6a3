import type { Actor, Membership, OrgRole } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import type { SessionClaim } from "#server/identity/session-token";
import { pool } from "#server/platform/db";

type Row = { userId: string; orgRole: OrgRole; memberships: Membership[] };

const RIGHTS = `
  SELECT u."id" AS "userId", u."orgRole",
    coalesce(
      (SELECT json_agg(json_build_object('memberId', m."id", 'teamId', m."teamId", 'role', m."role") ORDER BY m."createdAt", m."id")
       FROM "Member" m WHERE m."userId" = u."id" AND m."leftAt" IS NULL), '[]') AS "memberships"
  FROM "User" u
  WHERE u."id" = $1 AND u."disabledAt" IS NULL`;
const ACTOR = `${RIGHTS} AND u."tokenVersion" = $2`;

/**
 * The person behind a session with the rights they have at this instant: one query, at every door. A raised token version
 * or a disabled account ends every session at its next request.
 */
export async function loadActor(claim: SessionClaim | null): Promise<Actor | null> {
  if (!claim) return null;
  const { rows } = await pool.query<Row>({
    name: "actor",
    text: ACTOR,
    values: [claim.userId, claim.tokenVersion],
  });
  return rows[0] ?? null;
}

/** A person with their rights, for a door that has found out by itself who they are. Null for a disabled account. */
export async function actorOf(userId: string): Promise<Actor | null> {
  const { rows } = await pool.query<Row>({ name: "rights", text: RIGHTS, values: [userId] });
  return rows[0] ?? null;
}

/** The rights of somebody who is not at the door: what a link of theirs may still do. Null for a disabled account. */
export async function rightsOf(tx: Prisma.TransactionClient, userId: string): Promise<Actor | null> {
  const user = await tx.user.findFirst({
    where: { id: userId, disabledAt: null },
    select: { orgRole: true, members: { where: { leftAt: null }, select: { id: true, teamId: true, role: true } } },
  });
  if (!user) return null;
  const memberships = user.members.map(({ id: memberId, teamId, role }) => ({ memberId, teamId, role }));
  return { userId, orgRole: user.orgRole, memberships };
}
