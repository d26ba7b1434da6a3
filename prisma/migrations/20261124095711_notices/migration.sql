-- CreateEnum
CREATE TYPE "NoticeKind" AS ENUM ('RESOLVED', 'CORRECTED', 'PROPOSAL', 'CLOSING', 'STALE', 'MENTION');

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "teamId" UUID NOT NULL,
    "recipientId" UUID NOT NULL,
    "kind" "NoticeKind" NOT NULL,
    "questionId" UUID,
    "scenarioId" UUID,
    "resolutionId" UUID,
    "proposalId" UUID,
    "commentId" UUID,
    "actorId" UUID,
    "occasion" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoticeRead" (
    "noticeId" UUID NOT NULL,
    "recipientId" UUID NOT NULL,
    "readAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "NoticeRead_pkey" PRIMARY KEY ("noticeId","recipientId")
);

-- CreateTable
CREATE TABLE "NoticeKindOff" (
    "userId" UUID NOT NULL,
    "kind" "NoticeKind" NOT NULL,

    CONSTRAINT "NoticeKindOff_pkey" PRIMARY KEY ("userId","kind")
);

-- CreateTable
CREATE TABLE "NoticeMute" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "scenarioId" UUID,
    "questionId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NoticeMute_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Notice_recipientId_createdAt_idx" ON "Notice"("recipientId", "createdAt");

-- CreateIndex
CREATE INDEX "Notice_createdAt_idx" ON "Notice"("createdAt");

-- CreateIndex
CREATE INDEX "Notice_questionId_idx" ON "Notice"("questionId");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_id_recipientId_key" ON "Notice"("id", "recipientId");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_recipientId_kind_occasion_key" ON "Notice"("recipientId", "kind", "occasion");

-- CreateIndex
CREATE UNIQUE INDEX "NoticeMute_userId_teamId_scenarioId_questionId_key" ON "NoticeMute"("userId", "teamId", "scenarioId", "questionId") NULLS NOT DISTINCT;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_recipientId_fkey" FOREIGN KEY ("recipientId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_teamId_scenarioId_fkey" FOREIGN KEY ("teamId", "scenarioId") REFERENCES "Scenario"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_teamId_questionId_resolutionId_fkey" FOREIGN KEY ("teamId", "questionId", "resolutionId") REFERENCES "Resolution"("teamId", "questionId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_teamId_questionId_proposalId_fkey" FOREIGN KEY ("teamId", "questionId", "proposalId") REFERENCES "ResolutionProposal"("teamId", "questionId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_questionId_commentId_fkey" FOREIGN KEY ("questionId", "commentId") REFERENCES "QuestionComment"("questionId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeRead" ADD CONSTRAINT "NoticeRead_noticeId_recipientId_fkey" FOREIGN KEY ("noticeId", "recipientId") REFERENCES "Notice"("id", "recipientId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeKindOff" ADD CONSTRAINT "NoticeKindOff_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeMute" ADD CONSTRAINT "NoticeMute_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeMute" ADD CONSTRAINT "NoticeMute_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeMute" ADD CONSTRAINT "NoticeMute_teamId_scenarioId_fkey" FOREIGN KEY ("teamId", "scenarioId") REFERENCES "Scenario"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeMute" ADD CONSTRAINT "NoticeMute_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Each kind refers to what it speaks of, and to nothing else.
ALTER TABLE "Notice"
  ADD CONSTRAINT "Notice_refers_check" CHECK (
    CASE WHEN "kind" IN ('RESOLVED', 'CORRECTED') THEN
        num_nonnulls("questionId", "resolutionId") = 2 AND num_nonnulls("scenarioId", "proposalId", "commentId", "actorId") = 0
      WHEN "kind" = 'PROPOSAL' THEN
        num_nonnulls("questionId", "proposalId") = 2 AND num_nonnulls("scenarioId", "resolutionId", "commentId", "actorId") = 0
      WHEN "kind" IN ('CLOSING', 'STALE') THEN
        "questionId" IS NOT NULL AND num_nonnulls("scenarioId", "resolutionId", "proposalId", "commentId", "actorId") = 0
      ELSE num_nonnulls("resolutionId", "proposalId") = 0 AND "actorId" IS NOT NULL AND ("scenarioId" IS NULL) = ("questionId" IS NOT NULL)
        AND ("commentId" IS NULL) = ("questionId" IS NULL)
    END),
  ADD CONSTRAINT "Notice_occasion_check" CHECK (length("occasion") BETWEEN 1 AND 200);
ALTER TABLE "NoticeMute" ADD CONSTRAINT "NoticeMute_one_check" CHECK (num_nonnulls("scenarioId", "questionId") <= 1);

-- A notice stays as it was written until it goes with its subject or with age: marks of reading stand beside it.
CREATE TRIGGER "notice_stays" BEFORE UPDATE ON "Notice" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
