-- CreateEnum
CREATE TYPE "RationaleThreadEntryKind" AS ENUM ('COMMENT', 'REWORDING', 'WITHDRAWAL', 'RESOLVED', 'REOPENED');

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'REPLY';

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "remarkId" UUID;

-- CreateTable
CREATE TABLE "RationaleThread" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "scenarioId" UUID NOT NULL,
    "start" BYTEA NOT NULL,
    "end" BYTEA NOT NULL,
    "exact" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "suffix" TEXT NOT NULL,
    "stood" INTEGER NOT NULL,
    "alike" INTEGER NOT NULL,
    "twins" INTEGER NOT NULL,
    "quoteSalt" BYTEA,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "RationaleThread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RationaleThreadEntry" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "memberId" UUID NOT NULL,
    "kind" "RationaleThreadEntryKind" NOT NULL,
    "commentId" UUID,
    "body" TEXT,
    "bodySalt" BYTEA,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "RationaleThreadEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RationaleThread_scenarioId_createdAt_idx" ON "RationaleThread"("scenarioId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "RationaleThread_teamId_id_key" ON "RationaleThread"("teamId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "RationaleThreadEntry_threadId_id_key" ON "RationaleThreadEntry"("threadId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "RationaleThreadEntry_teamId_id_key" ON "RationaleThreadEntry"("teamId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "RationaleThreadEntry_threadId_number_key" ON "RationaleThreadEntry"("threadId", "number");

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_teamId_remarkId_fkey" FOREIGN KEY ("teamId", "remarkId") REFERENCES "RationaleThreadEntry"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RationaleThread" ADD CONSTRAINT "RationaleThread_teamId_scenarioId_fkey" FOREIGN KEY ("teamId", "scenarioId") REFERENCES "Scenario"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RationaleThreadEntry" ADD CONSTRAINT "RationaleThreadEntry_teamId_threadId_fkey" FOREIGN KEY ("teamId", "threadId") REFERENCES "RationaleThread"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RationaleThreadEntry" ADD CONSTRAINT "RationaleThreadEntry_teamId_memberId_fkey" FOREIGN KEY ("teamId", "memberId") REFERENCES "Member"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RationaleThreadEntry" ADD CONSTRAINT "RationaleThreadEntry_threadId_commentId_fkey" FOREIGN KEY ("threadId", "commentId") REFERENCES "RationaleThreadEntry"("threadId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "RationaleThread"
  ADD CONSTRAINT "RationaleThread_positions" CHECK (octet_length("start") <= 64 AND octet_length("end") <= 64),
  ADD CONSTRAINT "RationaleThread_quote" CHECK (length("exact") <= 2000 AND length("prefix") <= 32 AND length("suffix") <= 32),
  ADD CONSTRAINT "RationaleThread_counts" CHECK ("twins" >= 0 AND "alike" >= "twins" AND "stood" >= "alike"),
  ADD CONSTRAINT "RationaleThread_salted" CHECK (octet_length("quoteSalt") = 32);
ALTER TABLE "RationaleThreadEntry"
  ADD CONSTRAINT "RationaleThreadEntry_number" CHECK ("number" >= 1 AND ("number" > 1 OR "kind" = 'COMMENT')),
  ADD CONSTRAINT "RationaleThreadEntry_body" CHECK (length("body") BETWEEN 1 AND 8000 AND ("body" IS NOT NULL) = ("kind" IN ('COMMENT', 'REWORDING'))),
  ADD CONSTRAINT "RationaleThreadEntry_salted" CHECK (("body" IS NULL) = ("bodySalt" IS NULL) AND octet_length("bodySalt") = 32),
  ADD CONSTRAINT "RationaleThreadEntry_about" CHECK (("commentId" IS NOT NULL) = ("kind" IN ('REWORDING', 'WITHDRAWAL')));
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "RationaleThreadEntry" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "RationaleThreadEntry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- A thread stays as it was opened. A redaction takes or renews its quote, and with it the salt by which the ledger knew the quote.
CREATE FUNCTION "thread_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."quoteSalt" IS NULL
    AND (NEW."id", NEW."teamId", NEW."scenarioId", NEW."createdAt") = (OLD."id", OLD."teamId", OLD."scenarioId", OLD."createdAt") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a thread stays as it was opened: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "thread_stays" BEFORE UPDATE ON "RationaleThread" FOR EACH ROW EXECUTE FUNCTION "thread_stays"();
CREATE TRIGGER "append_only_delete" BEFORE DELETE ON "RationaleThread" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "RationaleThread" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- A kind just added cannot be written as one in its own transaction: kinds are compared as words.
ALTER TABLE "Notice" DROP CONSTRAINT "Notice_refers_check";
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_refers_check" CHECK (
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
  END);
