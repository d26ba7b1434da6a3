-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('UPLOADING', 'CHECKING', 'CHECKED', 'IMPORTING', 'IMPORTED', 'UNDOING', 'UNDONE', 'CANCELLED', 'FAILED');

-- CreateEnum
CREATE TYPE "ImportBounds" AS ENUM ('REFUSE', 'RECORD');

-- AlterTable
ALTER TABLE "Brief" ADD COLUMN     "importId" UUID;

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "importId" UUID;

-- AlterTable
ALTER TABLE "Question" ADD COLUMN     "importId" UUID;

-- AlterTable
ALTER TABLE "Scenario" ADD COLUMN     "importId" UUID;

-- CreateTable
CREATE TABLE "WorldImport" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "fileName" TEXT NOT NULL,
    "state" "ImportState" NOT NULL,
    "bounds" "ImportBounds" NOT NULL DEFAULT 'REFUSE',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "phase" TEXT NOT NULL DEFAULT '',
    "heartbeatAt" TIMESTAMPTZ(6),
    "preview" JSONB,
    "faults" INTEGER NOT NULL DEFAULT 0,
    "outside" INTEGER NOT NULL DEFAULT 0,
    "report" JSONB,
    "failure" TEXT,
    "importedAt" TIMESTAMPTZ(6),
    "undoneAt" TIMESTAMPTZ(6),
    "undoneById" UUID,

    CONSTRAINT "WorldImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorldImportChunk" (
    "importId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "WorldImportChunk_pkey" PRIMARY KEY ("importId","number")
);

-- CreateTable
CREATE TABLE "WorldImportFault" (
    "importId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "bounds" BOOLEAN NOT NULL,

    CONSTRAINT "WorldImportFault_pkey" PRIMARY KEY ("importId","number")
);

-- CreateIndex
CREATE INDEX "WorldImport_teamId_createdAt_idx" ON "WorldImport"("teamId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "WorldImport_teamId_id_key" ON "WorldImport"("teamId", "id");

-- CreateIndex
CREATE INDEX "Brief_importId_idx" ON "Brief"("importId");

-- CreateIndex
CREATE INDEX "Member_importId_idx" ON "Member"("importId");

-- CreateIndex
CREATE INDEX "Question_importId_idx" ON "Question"("importId");

-- CreateIndex
CREATE INDEX "Scenario_importId_idx" ON "Scenario"("importId");

-- AddForeignKey
ALTER TABLE "Brief" ADD CONSTRAINT "Brief_teamId_importId_fkey" FOREIGN KEY ("teamId", "importId") REFERENCES "WorldImport"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_teamId_importId_fkey" FOREIGN KEY ("teamId", "importId") REFERENCES "WorldImport"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorldImport" ADD CONSTRAINT "WorldImport_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorldImport" ADD CONSTRAINT "WorldImport_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorldImport" ADD CONSTRAINT "WorldImport_undoneById_fkey" FOREIGN KEY ("undoneById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorldImportChunk" ADD CONSTRAINT "WorldImportChunk_importId_fkey" FOREIGN KEY ("importId") REFERENCES "WorldImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorldImportFault" ADD CONSTRAINT "WorldImportFault_importId_fkey" FOREIGN KEY ("importId") REFERENCES "WorldImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_teamId_importId_fkey" FOREIGN KEY ("teamId", "importId") REFERENCES "WorldImport"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_teamId_importId_fkey" FOREIGN KEY ("teamId", "importId") REFERENCES "WorldImport"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "WorldImport"
  ADD CONSTRAINT "WorldImport_times_check" CHECK (
    ("undoneAt" IS NOT NULL) = ("state" = 'UNDONE')
    AND ("importedAt" IS NOT NULL) = ("state" IN ('IMPORTED', 'UNDOING', 'UNDONE'))),
  ADD CONSTRAINT "WorldImport_progress_check" CHECK ("progress" BETWEEN 0 AND 1);

-- What an import brought may leave with it: once the import is marked undone, in the same transaction. Rows that anybody
-- made since (another origin, or under a question, brief or version of nobody's import) stay append-only as before.
CREATE FUNCTION "leaves_with_its_import"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE undone boolean := false;
BEGIN
  IF TG_OP = 'DELETE' THEN
    CASE TG_ARGV[0]
      WHEN 'record' THEN
        SELECT OLD."origin" = 'IMPORT' AND i."undoneAt" IS NOT NULL INTO undone
        FROM "Question" q JOIN "WorldImport" i ON i."id" = q."importId" WHERE q."id" = OLD."questionId";
      WHEN 'question' THEN
        SELECT i."undoneAt" IS NOT NULL INTO undone
        FROM "Question" q JOIN "WorldImport" i ON i."id" = q."importId" WHERE q."id" = OLD."questionId";
      WHEN 'brief' THEN
        SELECT i."undoneAt" IS NOT NULL INTO undone
        FROM "Brief" b JOIN "WorldImport" i ON i."id" = b."importId" WHERE b."id" = OLD."briefId";
      ELSE
        SELECT i."undoneAt" IS NOT NULL INTO undone
        FROM "BriefVersion" v JOIN "Brief" b ON b."id" = v."briefId" JOIN "WorldImport" i ON i."id" = b."importId"
        WHERE v."id" = OLD."briefVersionId";
    END CASE;
    IF undone THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;

DO $$
DECLARE kept text[];
BEGIN
  FOREACH kept SLICE 1 IN ARRAY ARRAY[['Forecast', 'record'], ['Resolution', 'record'], ['QuestionVersion', 'question'],
    ['BriefVersion', 'brief'], ['Passage', 'version'], ['BriefSource', 'version']] LOOP
    EXECUTE format('DROP TRIGGER "append_only" ON %I', kept[1]);
    EXECUTE format('CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "leaves_with_its_import"(%L)', kept[1], kept[2]);
  END LOOP;
END $$;
