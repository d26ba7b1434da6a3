-- CreateEnum
CREATE TYPE "CrowdMethod" AS ENUM ('MEDIAN', 'MEAN', 'GEOMETRIC_MEAN_OF_ODDS');

-- AlterEnum
ALTER TYPE "ScoreRule" ADD VALUE 'SPOT_BASELINE';
ALTER TYPE "ScoreRule" ADD VALUE 'SPOT_PEER';

-- AlterTable
ALTER TABLE "Question" ADD COLUMN     "scoreMark" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "CrowdScore" (
    "teamId" UUID NOT NULL,
    "resolutionId" UUID NOT NULL,
    "method" "CrowdMethod" NOT NULL,
    "rule" "ScoreRule" NOT NULL,
    "scoringVersion" INTEGER NOT NULL,
    "questionId" UUID NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "coverage" DOUBLE PRECISION NOT NULL,
    "attendance" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "CrowdScore_pkey" PRIMARY KEY ("resolutionId","method","rule","scoringVersion")
);

-- CreateIndex
CREATE INDEX "CrowdScore_questionId_idx" ON "CrowdScore"("questionId");

-- AddForeignKey
ALTER TABLE "CrowdScore" ADD CONSTRAINT "CrowdScore_teamId_questionId_resolutionId_fkey" FOREIGN KEY ("teamId", "questionId", "resolutionId") REFERENCES "Resolution"("teamId", "questionId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "CrowdScore" ADD CONSTRAINT "CrowdScore_shares_check" CHECK (
  "coverage" > 0 AND "coverage" <= 1 + 1e-9 AND "attendance" > 0 AND "attendance" <= 1 + 1e-9);

-- Whoever writes scores, by whatever way, raises the mark of their questions in the same transaction.
CREATE FUNCTION "raise_score_mark"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Question" SET "scoreMark" = "scoreMark" + 1 WHERE "id" IN (SELECT "questionId" FROM "changed");
  RETURN NULL;
END $$;

DO $$
DECLARE derived text;
BEGIN
  FOREACH derived IN ARRAY ARRAY['Score', 'CrowdScore'] LOOP
    EXECUTE format('CREATE TRIGGER "score_mark_insert" AFTER INSERT ON %I REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "raise_score_mark"()', derived);
    EXECUTE format('CREATE TRIGGER "score_mark_update" AFTER UPDATE ON %I REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "raise_score_mark"()', derived);
    EXECUTE format('CREATE TRIGGER "score_mark_delete" AFTER DELETE ON %I REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "raise_score_mark"()', derived);
  END LOOP;
END $$;
