-- CreateEnum
CREATE TYPE "RelationAct" AS ENUM ('WITHDRAWN', 'RESTORED', 'SUSPENDED');

-- AlterEnum
ALTER TYPE "QuestionRole" ADD VALUE 'CONDITIONAL';

-- AlterTable
ALTER TABLE "Resolution" ADD COLUMN     "followsId" UUID;

-- AlterTable
ALTER TABLE "ScenarioRelation" ADD COLUMN     "createdById" UUID,
ADD COLUMN     "deadlinesConfirmed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ScenarioRelationChange" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "relationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "act" "RelationAct" NOT NULL,
    "reason" TEXT,
    "deadlinesConfirmed" BOOLEAN NOT NULL DEFAULT false,
    "byId" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "ScenarioRelationChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConditionalQuestion" (
    "questionId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "antecedentId" UUID NOT NULL,
    "consequentId" UUID NOT NULL,
    "holds" BOOLEAN NOT NULL,

    CONSTRAINT "ConditionalQuestion_pkey" PRIMARY KEY ("questionId")
);

-- CreateIndex
CREATE UNIQUE INDEX "ScenarioRelationChange_relationId_number_key" ON "ScenarioRelationChange"("relationId", "number");

-- CreateIndex
CREATE INDEX "ConditionalQuestion_antecedentId_idx" ON "ConditionalQuestion"("antecedentId");

-- CreateIndex
CREATE INDEX "ConditionalQuestion_consequentId_idx" ON "ConditionalQuestion"("consequentId");

-- CreateIndex
CREATE UNIQUE INDEX "ConditionalQuestion_teamId_questionId_key" ON "ConditionalQuestion"("teamId", "questionId");

-- CreateIndex
CREATE UNIQUE INDEX "Resolution_teamId_id_key" ON "Resolution"("teamId", "id");

-- AddForeignKey
ALTER TABLE "ScenarioRelation" ADD CONSTRAINT "ScenarioRelation_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScenarioRelationChange" ADD CONSTRAINT "ScenarioRelationChange_teamId_relationId_fkey" FOREIGN KEY ("teamId", "relationId") REFERENCES "ScenarioRelation"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScenarioRelationChange" ADD CONSTRAINT "ScenarioRelationChange_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionalQuestion" ADD CONSTRAINT "ConditionalQuestion_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionalQuestion" ADD CONSTRAINT "ConditionalQuestion_teamId_antecedentId_fkey" FOREIGN KEY ("teamId", "antecedentId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionalQuestion" ADD CONSTRAINT "ConditionalQuestion_teamId_consequentId_fkey" FOREIGN KEY ("teamId", "consequentId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resolution" ADD CONSTRAINT "Resolution_teamId_followsId_fkey" FOREIGN KEY ("teamId", "followsId") REFERENCES "Resolution"("teamId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "ConditionalQuestion" ADD CONSTRAINT "ConditionalQuestion_two_questions_check"
  CHECK ("antecedentId" <> "consequentId" AND "questionId" <> "antecedentId" AND "questionId" <> "consequentId");

-- A relation is declared once; what becomes of it is a change of its own. What an import brought may leave with it.
DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['ScenarioRelation', 'ScenarioRelationMember'] LOOP
    EXECUTE format('CREATE TRIGGER "declared_once" BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', kept);
    EXECUTE format('CREATE TRIGGER "declared_once_whole" BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', kept);
  END LOOP;
END $$;
CREATE TRIGGER "declared_once" BEFORE UPDATE OR DELETE ON "ConditionalQuestion"
  FOR EACH ROW EXECUTE FUNCTION "leaves_with_its_import"('question');
CREATE TRIGGER "declared_once_whole" BEFORE TRUNCATE ON "ConditionalQuestion"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "ScenarioRelationChange"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "ScenarioRelationChange"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
