-- CreateTable
CREATE TABLE "RescoringRun" (
    "id" UUID NOT NULL,
    "scoringVersion" INTEGER NOT NULL,
    "onlyOlder" BOOLEAN NOT NULL,
    "startedById" UUID,
    "startedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "total" INTEGER NOT NULL,
    "finishedAt" TIMESTAMPTZ(6),

    CONSTRAINT "RescoringRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RescoringStep" (
    "runId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "people" INTEGER NOT NULL,
    "problem" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "RescoringStep_pkey" PRIMARY KEY ("runId","questionId")
);

-- CreateIndex
CREATE INDEX "RescoringRun_startedAt_idx" ON "RescoringRun"("startedAt");

-- CreateIndex
CREATE INDEX "RescoringStep_questionId_idx" ON "RescoringStep"("questionId");

-- AddForeignKey
ALTER TABLE "RescoringRun" ADD CONSTRAINT "RescoringRun_startedById_fkey" FOREIGN KEY ("startedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RescoringStep" ADD CONSTRAINT "RescoringStep_runId_fkey" FOREIGN KEY ("runId") REFERENCES "RescoringRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RescoringStep" ADD CONSTRAINT "RescoringStep_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "RescoringRun" ADD CONSTRAINT "RescoringRun_shape_check" CHECK ("scoringVersion" >= 1 AND "total" >= 0 AND "finishedAt" >= "startedAt");
ALTER TABLE "RescoringStep" ADD CONSTRAINT "RescoringStep_people_check" CHECK ("people" >= 0);

-- One at a time, however many nodes begin one.
CREATE UNIQUE INDEX "RescoringRun_one_at_a_time" ON "RescoringRun" (("finishedAt" IS NULL)) WHERE "finishedAt" IS NULL;
