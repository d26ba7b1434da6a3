import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { closeLinksOf } from "#server/identity/links/close-links";
import { revokeTokensOf } from "#server/identity/tokens/revoke-token";
import { db } from "#server/platform/db";
import { env } from "#server/platform/env";

const DEMO = "@demo.example";

/** The demo's accounts share a password that the sign-in page shows: where the demo is off they open nothing. */
export const isLeftOver = (email: string): boolean => email.endsWith(DEMO) && !env().demo;

/** Closes what was opened by the demo's accounts while the demo was on: asked at each start without it. */
export async function closeLeftOvers(): Promise<void> {
  const now = new Date();
  const open = { revokedAt: null, expiresAt: { gt: now } };
  const unused = { ...open, usedAt: null };
  const where: Prisma.UserWhereInput = {
    email: { endsWith: DEMO },
    OR: [{ sessions: { some: open } }, { tokens: { some: open } }, { linksFor: { some: unused } }],
  };
  const people = await db.user.findMany({ where, select: { id: true } });
  if (people.length === 0) return;
  await db.$transaction(async (tx) => {
    for (const { id: userId } of people) {
      await tx.user.update({ where: { id: userId }, data: { tokenVersion: { increment: 1 } }, select: { id: true } });
      await tx.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
      await revokeTokensOf(tx, { userId, actorId: null });
      await closeLinksOf(tx, userId);
      await recordAudit(tx, { actorId: null, action: "user.sign_out_everywhere", subjectId: userId });
    }
  });
}
