import type { Prisma } from "#prisma/client/client";

/**
 * Closes what would open a person's account anew: links that sign in or set a password. Whoever ends every session of somebody
 * asks for it in the same transaction, since whoever else had the account may hold such a link.
 */
export async function closeLinksOf(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.accessLink.updateMany({
    where: { userId, kind: { in: ["SIGN_IN", "PASSWORD_RESET"] }, usedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}
