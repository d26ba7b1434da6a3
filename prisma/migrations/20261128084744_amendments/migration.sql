-- CreateEnum
CREATE TYPE "AmendmentKind" AS ENUM ('CLARIFICATION', 'CLOSE_MOVED');

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'AMENDED';

-- AlterTable
ALTER TABLE "BriefVersion" ADD COLUMN     "reason" TEXT,
ALTER COLUMN "createdAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "versionId" UUID;

-- AlterTable
ALTER TABLE "PassageAnchor" ADD COLUMN     "carriesId" UUID,
ALTER COLUMN "createdAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "Question" ADD COLUMN     "publishedAt" TIMESTAMPTZ(6),
ADD COLUMN     "replacesId" UUID;

-- AlterTable
ALTER TABLE "QuestionVersion" ADD COLUMN     "amendment" "AmendmentKind",
ALTER COLUMN "createdAt" SET DEFAULT clock_timestamp();

-- CreateTable
CREATE TABLE "ScenarioVersion" (
    "scenarioId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "archived" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "ScenarioVersion_pkey" PRIMARY KEY ("scenarioId","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "PassageAnchor_scenarioId_id_key" ON "PassageAnchor"("scenarioId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PassageAnchor_scenarioId_carriesId_key" ON "PassageAnchor"("scenarioId", "carriesId");

-- CreateIndex
CREATE UNIQUE INDEX "Question_teamId_replacesId_key" ON "Question"("teamId", "replacesId");

-- AddForeignKey
ALTER TABLE "ScenarioVersion" ADD CONSTRAINT "ScenarioVersion_teamId_scenarioId_fkey" FOREIGN KEY ("teamId", "scenarioId") REFERENCES "Scenario"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PassageAnchor" ADD CONSTRAINT "PassageAnchor_scenarioId_carriesId_fkey" FOREIGN KEY ("scenarioId", "carriesId") REFERENCES "PassageAnchor"("scenarioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_teamId_questionId_versionId_fkey" FOREIGN KEY ("teamId", "questionId", "versionId") REFERENCES "QuestionVersion"("teamId", "questionId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_teamId_replacesId_fkey" FOREIGN KEY ("teamId", "replacesId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "QuestionVersion" DISABLE TRIGGER "append_only";
UPDATE "QuestionVersion" SET "amendment" = 'CLOSE_MOVED' WHERE "reason" IS NOT NULL;
ALTER TABLE "QuestionVersion" ENABLE TRIGGER "append_only";
ALTER TABLE "QuestionVersion" ADD CONSTRAINT "QuestionVersion_amendment_check" CHECK (
  ("amendment" IS NULL OR ("number" > 1 AND "reason" IS NOT NULL)) AND length(btrim("reason")) > 0);
ALTER TABLE "Question" ADD CONSTRAINT "Question_replaces_check" CHECK ("replacesId" <> "id");

-- When a question became more than a draft, whoever wrote it.
UPDATE "Question" q SET "publishedAt" = coalesce(
  (SELECT min(j."createdAt") FROM "JournalEntry" j WHERE j."recordId" = q."id" AND j."kind" = 'question.state'
    AND j."body" = jsonb_build_object('question', q."id", 'state', 'OPEN')), q."createdAt") WHERE "state" <> 'DRAFT';
CREATE FUNCTION "published_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."publishedAt" IS NOT NULL THEN
    NEW."publishedAt" := OLD."publishedAt";
  ELSIF NEW."state" <> 'DRAFT' AND NEW."publishedAt" IS NULL THEN
    NEW."publishedAt" := CASE TG_OP WHEN 'INSERT' THEN NEW."createdAt" ELSE clock_timestamp() END;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "published_once" BEFORE INSERT OR UPDATE OF "state", "publishedAt" ON "Question"
  FOR EACH ROW EXECUTE FUNCTION "published_once"();
ALTER TABLE "Question" ADD CONSTRAINT "Question_published_check" CHECK ("state" = 'DRAFT' OR "publishedAt" IS NOT NULL);

-- A material amendment voids a question by itself: its verdict needs no second person, and says why.
ALTER TABLE "Resolution" DROP CONSTRAINT "Resolution_proposal_check";
ALTER TABLE "Resolution" ADD CONSTRAINT "Resolution_proposal_check" CHECK (
  "proposalId" IS NOT NULL OR "origin" <> 'LIVE' OR ("outcome" = 'VOID' AND length(btrim("reason")) > 0));

-- What a scenario said and when, whoever changed it. What it said before this table existed is not known.
INSERT INTO "ScenarioVersion" ("scenarioId", "teamId", "number", "statement", "archived", "createdAt")
  SELECT "id", "teamId", 1, "statement", false, "createdAt" FROM "Scenario"
  UNION ALL SELECT "id", "teamId", 2, "statement", true, "archivedAt" FROM "Scenario" WHERE "archivedAt" IS NOT NULL;
CREATE FUNCTION "scenario_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW."statement", NEW."archivedAt" IS NULL) = (OLD."statement", OLD."archivedAt" IS NULL) THEN
    RETURN NULL;
  END IF;
  INSERT INTO "ScenarioVersion" ("scenarioId", "teamId", "number", "statement", "archived", "createdAt")
    SELECT NEW."id", NEW."teamId", coalesce(max(v."number"), 0) + 1, NEW."statement", NEW."archivedAt" IS NOT NULL,
      CASE TG_OP WHEN 'INSERT' THEN NEW."createdAt" ELSE clock_timestamp() END
    FROM "ScenarioVersion" v WHERE v."scenarioId" = NEW."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "scenario_history" AFTER INSERT OR UPDATE OF "statement", "archivedAt" ON "Scenario"
  FOR EACH ROW EXECUTE FUNCTION "scenario_history"();

-- Stays as written; it goes with its scenario alone (then the delete comes from that one's own trigger).
CREATE FUNCTION "leaves_with_its_scenario"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "ScenarioVersion" FOR EACH ROW EXECUTE FUNCTION "leaves_with_its_scenario"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "ScenarioVersion" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- An anchor stays as it was made; it leaves with the import that brought its scenario.
CREATE FUNCTION "anchor_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM "Scenario" s JOIN "WorldImport" i ON i."id" = s."importId"
    WHERE s."id" = OLD."scenarioId" AND i."undoneAt" IS NOT NULL) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "PassageAnchor" FOR EACH ROW EXECUTE FUNCTION "anchor_stays"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "PassageAnchor" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Each kind refers to what it speaks of, and to nothing else. As text, since the new kind is not usable yet.
ALTER TABLE "Notice" DROP CONSTRAINT "Notice_refers_check";
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_refers_check" CHECK (
  CASE WHEN "kind"::text IN ('RESOLVED', 'CORRECTED') THEN
      num_nonnulls("questionId", "resolutionId") = 2 AND num_nonnulls("scenarioId", "proposalId", "commentId", "versionId", "actorId") = 0
    WHEN "kind"::text = 'PROPOSAL' THEN
      num_nonnulls("questionId", "proposalId") = 2 AND num_nonnulls("scenarioId", "resolutionId", "commentId", "versionId", "actorId") = 0
    WHEN "kind"::text IN ('CLOSING', 'STALE') THEN
      "questionId" IS NOT NULL AND num_nonnulls("scenarioId", "resolutionId", "proposalId", "commentId", "versionId", "actorId") = 0
    WHEN "kind"::text = 'AMENDED' THEN
      num_nonnulls("questionId", "versionId") = 2 AND num_nonnulls("scenarioId", "resolutionId", "proposalId", "commentId", "actorId") = 0
    ELSE num_nonnulls("resolutionId", "proposalId", "versionId") = 0 AND "actorId" IS NOT NULL AND ("scenarioId" IS NULL) = ("questionId" IS NOT NULL)
      AND ("commentId" IS NULL) = ("questionId" IS NULL)
  END);
