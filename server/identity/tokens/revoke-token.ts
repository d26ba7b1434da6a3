import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { reachingTeam } from "#server/identity/tokens/token-queries";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

type Ctx = { actor: Actor };

/** Revokes a token of one's own. It is out at its next call. */
export function revokeOwnToken({ actor }: Ctx, tokenId: string): Promise<void> {
  return revoke(actor, { id: tokenId, userId: actor.userId });
}

/** Revokes anybody's token: for who manages all. */
export function revokeAnyToken({ actor }: Ctx, tokenId: string): Promise<void> {
  return revoke(actor, { id: tokenId });
}

/** Revokes a token of somebody in a team that reaches the team. */
export function revokeTeamToken({ actor, teamId }: Ctx & { teamId: string }, tokenId: string): Promise<void> {
  return revoke(actor, { AND: [{ id: tokenId }, reachingTeam(teamId)] });
}

/** Twice is once: whoever revokes a token wants it gone. */
async function revoke({ userId: actorId }: Actor, which: Prisma.ApiTokenWhereInput): Promise<void> {
  await db.$transaction(async (tx) => {
    const token = await tx.apiToken.findFirst({ where: which, select: { id: true, userId: true, teamId: true } });
    if (!token) throw notFound();
    const { id, teamId, userId: ofUser } = token;
    const data = { revokedAt: new Date(), revokedById: actorId };
    const { count } = await tx.apiToken.updateMany({ where: { id, revokedAt: null }, data });
    if (count === 0) return;
    await recordAudit(tx, { actorId, teamId, action: "token.revoke", subjectId: id, detail: { of: ofUser } });
  });
}

/** Ends every token of a person, inside the caller's transaction: whoever else had their account may have made one. */
export async function revokeTokensOf(
  tx: Prisma.TransactionClient,
  { userId, actorId }: { userId: string; actorId: string | null },
): Promise<void> {
  const data = { revokedAt: new Date(), revokedById: actorId };
  const { count } = await tx.apiToken.updateMany({ where: { userId, revokedAt: null }, data });
  if (count === 0) return;
  await recordAudit(tx, { actorId, action: "token.revoke_all", subjectId: userId, detail: { tokens: count } });
}
