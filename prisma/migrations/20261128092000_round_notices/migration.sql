-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'ROUND_OPENED';
ALTER TYPE "NoticeKind" ADD VALUE 'ROUND_ENDING';
ALTER TYPE "NoticeKind" ADD VALUE 'ROUND_ENDED';

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "roundId" UUID;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_teamId_questionId_roundId_fkey" FOREIGN KEY ("teamId", "questionId", "roundId") REFERENCES "Round"("teamId", "questionId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Each kind refers to what it speaks of, and to nothing else. As text, since the new kinds are not usable yet.
ALTER TABLE "Notice" DROP CONSTRAINT "Notice_refers_check";
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_refers_check" CHECK (
  CASE WHEN "kind"::text IN ('ROUND_OPENED', 'ROUND_ENDING', 'ROUND_ENDED') THEN
      num_nonnulls("questionId", "roundId") = 2
        AND num_nonnulls("scenarioId", "resolutionId", "proposalId", "commentId", "versionId", "remarkId", "actorId") = 0
    ELSE "roundId" IS NULL AND
  CASE WHEN "kind"::text IN ('RESOLVED', 'CORRECTED') THEN
      num_nonnulls("questionId", "resolutionId") = 2 AND num_nonnulls("scenarioId", "proposalId", "commentId", "versionId", "remarkId", "actorId") = 0
    WHEN "kind"::text = 'PROPOSAL' THEN
      num_nonnulls("questionId", "proposalId") = 2 AND num_nonnulls("scenarioId", "resolutionId", "commentId", "versionId", "remarkId", "actorId") = 0
    WHEN "kind"::text IN ('CLOSING', 'STALE') THEN
      "questionId" IS NOT NULL AND num_nonnulls("scenarioId", "resolutionId", "proposalId", "commentId", "versionId", "remarkId", "actorId") = 0
    WHEN "kind"::text = 'AMENDED' THEN
      num_nonnulls("questionId", "versionId") = 2 AND num_nonnulls("scenarioId", "resolutionId", "proposalId", "commentId", "remarkId", "actorId") = 0
    WHEN "kind"::text = 'REPLY' THEN
      num_nonnulls("scenarioId", "remarkId", "actorId") = 3 AND num_nonnulls("questionId", "resolutionId", "proposalId", "commentId", "versionId") = 0
    ELSE num_nonnulls("resolutionId", "proposalId", "versionId") = 0 AND "actorId" IS NOT NULL AND ("scenarioId" IS NULL) = ("questionId" IS NOT NULL)
      AND ("commentId" IS NULL) = ("questionId" IS NULL) AND ("remarkId" IS NULL OR "scenarioId" IS NOT NULL)
  END END);
