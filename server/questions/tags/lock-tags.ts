import type { Prisma } from "#prisma/client/client";

/** Until the transaction ends nobody else changes the tags of a team: two spellings of one must not be made at once. */
export async function lockTags(tx: Prisma.TransactionClient, teamId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('tags ' || ${teamId}, 0))`;
}
