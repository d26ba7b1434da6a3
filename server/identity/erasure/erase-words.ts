import { Prisma } from "#prisma/client/client";

/** Stands where a row must say something. The database knows it too (function `only_erases`). */
export const ERASED_WORDS = "Erased with its author.";

type Whose = { userId: string; memberIds: readonly string[] };

/**
 * Takes what a person said in their own voice out of every table that holds such words, with the salts by which the ledger
 * knew them. What a team wrote together (briefs, scenarios, questions, rationales) is not theirs alone and stays. An
 * `Erasure` of the person must be recorded before: the append-only tables ask for it.
 *
 * @returns how many words went, by kind
 */
export async function eraseWords(tx: Prisma.TransactionClient, { userId, memberIds }: Whose) {
  const members = Prisma.sql`"memberId" = ANY (${[...memberIds]}::uuid[])`;
  const user = Prisma.sql`${userId}::uuid`;
  return {
    reasons: await tx.$executeRaw`
      UPDATE "Forecast" SET "reason" = NULL, "reasonSalt" = NULL WHERE ${members} AND "reason" IS NOT NULL`,
    comments: await tx.$executeRaw`
      UPDATE "QuestionComment" SET "body" = '', "bodySalt" = NULL, "withdrawnAt" = coalesce("withdrawnAt", clock_timestamp())
      WHERE ${members} AND ("body" <> '' OR "bodySalt" IS NOT NULL)`,
    remarks: await tx.$executeRaw`
      UPDATE "RationaleThreadEntry" SET "body" = NULL, "bodySalt" = NULL WHERE ${members} AND "body" IS NOT NULL`,
    dissents: await tx.$executeRaw`
      UPDATE "Dissent" SET "body" = NULL, "bodySalt" = NULL WHERE ${members} AND "body" IS NOT NULL`,
    proposalNotes: await tx.$executeRaw`
      UPDATE "ResolutionProposal" SET "note" = CASE WHEN "note" = '' THEN '' ELSE ${ERASED_WORDS} END, "textSalt" = NULL
      WHERE "proposedById" = ${user} AND ("note" NOT IN ('', ${ERASED_WORDS}) OR "textSalt" IS NOT NULL)`,
    correctionReasons: await tx.$executeRaw`
      UPDATE "Resolution" r SET "reason" = ${ERASED_WORDS} FROM "ResolutionProposal" p
      WHERE p."id" = r."proposalId" AND p."proposedById" = ${user} AND r."reason" <> ${ERASED_WORDS}`,
    decisionNotes: await tx.$executeRaw`
      UPDATE "ResolutionDecision" SET "note" = NULL WHERE "decidedById" = ${user} AND "note" IS NOT NULL`,
    roundMessages: await tx.$executeRaw`
      UPDATE "Round" SET "message" = NULL, "messageSalt" = NULL WHERE "openedById" = ${user} AND "message" IS NOT NULL`,
    // The salt cannot be absent here, so other bytes take its place and the hash in the ledger says nothing any more.
    redactionReasons: await tx.$executeRaw`
      UPDATE "DocumentRedaction" SET "reason" = ${ERASED_WORDS}, "reasonSalt" = sha256(gen_random_uuid()::text::bytea)
      WHERE "createdById" = ${user} AND "reason" <> ${ERASED_WORDS}`,
  };
}
