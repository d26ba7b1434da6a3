import type { Prisma } from "#prisma/client/client";
import { AppError } from "#server/platform/errors";

interface Place {
  teamId: string;
  questionId: string;
  proposalId: string;
  byUserId: string;
}

/**
 * Names files in a proposal, in their order. Only what the proposer handed in themselves for this very question counts, and
 * each file once: the id of somebody else's file gives nothing away.
 *
 * @throws {AppError} INVALID at `files`
 */
export async function attachFiles(
  tx: Prisma.TransactionClient,
  { teamId, questionId, proposalId, byUserId }: Place,
  ids: readonly string[],
): Promise<{ id: string; sha256: string; size: number }[]> {
  if (ids.length === 0) return [];
  // Locked against being deleted as left over: a file that was is not found, rather than named and gone.
  const found = await tx.$queryRaw<{ id: string; sha256: Uint8Array; size: number }[]>`
    SELECT f."id", f."sha256", f."size" FROM "EvidenceFile" f
    WHERE f."id" = ANY(${[...ids]}::uuid[]) AND f."teamId" = ${teamId}::uuid AND f."questionId" = ${questionId}::uuid
      AND f."uploadedById" = ${byUserId}::uuid
      AND NOT EXISTS (SELECT FROM "ProposalFile" p WHERE p."teamId" = f."teamId" AND p."questionId" = f."questionId"
        AND p."fileId" = f."id")
    FOR KEY SHARE`;
  const files = ids.map((id) => {
    const file = found.find((candidate) => candidate.id === id);
    if (!file) throw new AppError("INVALID", "A file is not here any more: choose it again.", "files");
    return { id, sha256: Buffer.from(file.sha256).toString("hex"), size: file.size };
  });
  await tx.proposalFile.createMany({
    data: ids.map((fileId, at) => ({ teamId, questionId, proposalId, fileId, position: at + 1 })),
  });
  return files;
}
