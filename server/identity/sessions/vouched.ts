import type { SessionClaim } from "#server/identity/session-token";
import { db } from "#server/platform/db";

/**
 * Whether a session would still hold, had its issuer's word not grown old: its person goes through the issuer once more, where
 * their groups are read anew, and is back with another session.
 */
export async function isToBeVouchedAgain(claim: SessionClaim | null): Promise<boolean> {
  if (!claim) return false;
  const { sessionId, userId, tokenVersion } = claim;
  const now = new Date();
  const session = await db.session.findFirst({
    where: {
      id: sessionId,
      userId,
      tokenVersion,
      revokedAt: null,
      expiresAt: { gt: now },
      vouchedUntil: { lte: now },
      user: { tokenVersion, disabledAt: null },
    },
    select: { id: true },
  });
  return session !== null;
}
