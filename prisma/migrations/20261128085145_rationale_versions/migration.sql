-- CreateEnum
CREATE TYPE "DocumentVersionKind" AS ENUM ('NAMED', 'FIRST_OF_DAY', 'ROUND_END', 'RESOLUTION', 'BEFORE_RESTORE', 'RESTORE', 'BEFORE_SCHEMA_CHANGE', 'REDACTION');

-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "DocumentVersion" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "DocumentVersionKind" NOT NULL,
    "title" TEXT,
    "seq" INTEGER NOT NULL,
    "day" DATE,
    "questionId" UUID,
    "restoredSeq" INTEGER,
    "textSalt" BYTEA,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "DocumentVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentRedaction" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "reasonSalt" BYTEA NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "DocumentRedaction_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "DocumentVersion_documentId_number_key" ON "DocumentVersion"("documentId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "DocumentVersion_documentId_day_key" ON "DocumentVersion"("documentId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "DocumentRedaction_documentId_generation_key" ON "DocumentRedaction"("documentId", "generation");

-- AddForeignKey
ALTER TABLE "DocumentVersion" ADD CONSTRAINT "DocumentVersion_teamId_documentId_fkey" FOREIGN KEY ("teamId", "documentId") REFERENCES "Document"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentVersion" ADD CONSTRAINT "DocumentVersion_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentVersion" ADD CONSTRAINT "DocumentVersion_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentRedaction" ADD CONSTRAINT "DocumentRedaction_teamId_documentId_fkey" FOREIGN KEY ("teamId", "documentId") REFERENCES "Document"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentRedaction" ADD CONSTRAINT "DocumentRedaction_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "Document" ADD CONSTRAINT "Document_generation_check" CHECK ("generation" >= 0);
ALTER TABLE "DocumentVersion"
  ADD CONSTRAINT "DocumentVersion_counts_check" CHECK ("number" >= 1 AND "seq" >= 0 AND "restoredSeq" >= 0),
  ADD CONSTRAINT "DocumentVersion_title_check" CHECK (
    CASE "kind" WHEN 'NAMED' THEN coalesce(length("title") BETWEEN 1 AND 200 AND length(btrim("title")) > 0, true)
    ELSE "title" IS NULL END),
  ADD CONSTRAINT "DocumentVersion_day_check" CHECK (("kind" = 'FIRST_OF_DAY') = ("day" IS NOT NULL)),
  ADD CONSTRAINT "DocumentVersion_question_check" CHECK (("kind" IN ('ROUND_END', 'RESOLUTION')) = ("questionId" IS NOT NULL)),
  ADD CONSTRAINT "DocumentVersion_restored_check" CHECK (("kind" = 'RESTORE') = ("restoredSeq" IS NOT NULL)),
  ADD CONSTRAINT "DocumentVersion_salt_check" CHECK (octet_length("textSalt") = 32);
ALTER TABLE "DocumentRedaction"
  ADD CONSTRAINT "DocumentRedaction_counts_check" CHECK ("generation" >= 1 AND "seq" >= 1),
  ADD CONSTRAINT "DocumentRedaction_reason_check" CHECK (length("reason") BETWEEN 1 AND 1000 AND length(btrim("reason")) > 0),
  ADD CONSTRAINT "DocumentRedaction_salt_check" CHECK (octet_length("reasonSalt") = 32);
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "DocumentRedaction" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "DocumentRedaction" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Updates that a recorded redaction covers may leave the log; no others ever do.
CREATE FUNCTION "leaves_by_redaction"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "DocumentRedaction" r WHERE r."documentId" = OLD."documentId" AND r."seq" >= OLD."seq") THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'DocumentUpdate is append-only: DELETE refused' USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP TRIGGER "append_only_delete" ON "DocumentUpdate";
CREATE TRIGGER "append_only_delete" BEFORE DELETE ON "DocumentUpdate" FOR EACH ROW EXECUTE FUNCTION "leaves_by_redaction"();

-- A version stays as it was taken. One whose text a redaction removed loses the salt of its text's hash, and its title when that
-- holds removed words.
CREATE FUNCTION "version_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."id", NEW."teamId", NEW."documentId", NEW."number", NEW."kind", NEW."seq", NEW."createdAt")
      = (OLD."id", OLD."teamId", OLD."documentId", OLD."number", OLD."kind", OLD."seq", OLD."createdAt")
    AND (NEW."day", NEW."questionId", NEW."restoredSeq", NEW."createdById")
      IS NOT DISTINCT FROM (OLD."day", OLD."questionId", OLD."restoredSeq", OLD."createdById")
    AND (NEW."title" IS NULL OR NEW."title" = OLD."title") AND NEW."textSalt" IS NULL
    AND EXISTS (SELECT FROM "DocumentRedaction" r WHERE r."documentId" = OLD."documentId" AND r."seq" >= OLD."seq") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'DocumentVersion is append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "append_only" BEFORE UPDATE ON "DocumentVersion" FOR EACH ROW EXECUTE FUNCTION "version_stays"();
CREATE TRIGGER "append_only_delete" BEFORE DELETE ON "DocumentVersion" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "DocumentVersion" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
