import type { Prisma } from "#prisma/client/client";

/**
 * Makes those who change relations of a team wait for each other: whether a set leaves a possible world is a question
 * about all of them. Taken after the locks on questions, never before.
 */
export async function lockRelations(tx: Prisma.TransactionClient, teamId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('relations ' || ${teamId}, 0))`;
}
