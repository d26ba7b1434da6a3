-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'DEPUTY_NAMED';
ALTER TYPE "NoticeKind" ADD VALUE 'DEPUTY_BEGAN';
ALTER TYPE "NoticeKind" ADD VALUE 'DEPUTY_ENDED';

-- AlterTable
ALTER TABLE "ApiToken" ADD COLUMN     "way" "SignInWay" NOT NULL DEFAULT 'PASSWORD';

-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "network" TEXT;

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "deputyshipId" UUID;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "issuerSid" TEXT,
ADD COLUMN     "vouchedUntil" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "IssuerMessage" (
    "id" BYTEA NOT NULL,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "IssuerMessage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "IssuerMessage_expiresAt_idx" ON "IssuerMessage"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Deputy_teamId_id_key" ON "Deputy"("teamId", "id");

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_teamId_deputyshipId_fkey" FOREIGN KEY ("teamId", "deputyshipId") REFERENCES "Deputy"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Each kind refers to what it speaks of, and to nothing else. As text, since the new kinds are not usable yet.
ALTER TABLE "Notice" DROP CONSTRAINT "Notice_refers_check";
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_refers_check" CHECK (
  CASE WHEN "kind"::text IN ('DEPUTY_NAMED', 'DEPUTY_BEGAN', 'DEPUTY_ENDED') THEN
      "deputyshipId" IS NOT NULL
        AND num_nonnulls("questionId", "scenarioId", "resolutionId", "proposalId", "commentId", "versionId", "remarkId", "roundId") = 0
    ELSE "deputyshipId" IS NULL AND
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
  END END END);

-- An entry stays as it is, save that from where somebody came is forgotten with them.
CREATE FUNCTION "audit_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."network" IS NULL AND to_jsonb(OLD) - 'network' = to_jsonb(NEW) - 'network'
    AND EXISTS (SELECT FROM "Erasure" e WHERE e."userId" = OLD."actorId" OR e."userId"::text = OLD."subjectId") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'AuditEntry is append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP TRIGGER "append_only" ON "AuditEntry";
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION "audit_stays"();
