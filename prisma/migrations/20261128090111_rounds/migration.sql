-- AlterTable
ALTER TABLE "Forecast" ADD COLUMN     "confidence" DOUBLE PRECISION,
ADD COLUMN     "high" DOUBLE PRECISION,
ADD COLUMN     "low" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "Round" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "opensAt" TIMESTAMPTZ(6) NOT NULL,
    "endsAt" TIMESTAMPTZ(6) NOT NULL,
    "endedAt" TIMESTAMPTZ(6),
    "openedById" UUID,
    "endedById" UUID,
    "message" TEXT,
    "messageSalt" BYTEA,
    "settledAt" TIMESTAMPTZ(6),
    "versionId" UUID,

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Round_questionId_number_key" ON "Round"("questionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Round_teamId_questionId_id_key" ON "Round"("teamId", "questionId", "id");

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_teamId_questionId_fkey" FOREIGN KEY ("teamId", "questionId") REFERENCES "Question"("teamId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_openedById_fkey" FOREIGN KEY ("openedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_endedById_fkey" FOREIGN KEY ("endedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "Forecast" ADD CONSTRAINT "Forecast_interval_check" CHECK (
  CASE WHEN "low" IS NULL THEN "high" IS NULL AND "confidence" IS NULL
  ELSE "high" IS NOT NULL AND cardinality("probabilities") = 1 AND 0.001 <= "low" AND "low" <= "probabilities"[1]
    AND "probabilities"[1] <= "high" AND "high" <= 0.999 AND coalesce("confidence" BETWEEN 0.5 AND 1, true) END);

ALTER TABLE "Round"
  ADD CONSTRAINT "Round_number_check" CHECK ("number" >= 1),
  ADD CONSTRAINT "Round_clocks_check" CHECK ("endsAt" > "opensAt" AND "endedAt" > "opensAt" AND "endedAt" < "endsAt"),
  ADD CONSTRAINT "Round_ended_check" CHECK ("endedById" IS NULL OR "endedAt" IS NOT NULL),
  ADD CONSTRAINT "Round_settled_check" CHECK (
    CASE WHEN "settledAt" IS NULL THEN "versionId" IS NULL ELSE "settledAt" >= coalesce("endedAt", "endsAt") END),
  ADD CONSTRAINT "Round_message_check" CHECK (
    length("message") BETWEEN 1 AND 2000 AND length(btrim("message")) > 0 AND ("message" IS NULL) = ("messageSalt" IS NULL)
    AND octet_length("messageSalt") = 32);

-- What the job still has to settle, soonest end first.
CREATE INDEX "Round_unsettled" ON "Round" ("endsAt") WHERE "settledAt" IS NULL;

-- Numbers have no gaps, and no round begins before the one before has ended.
CREATE FUNCTION "round_follows"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last_number int; last_end timestamptz;
BEGIN
  SELECT r."number", coalesce(r."endedAt", r."endsAt") INTO last_number, last_end
    FROM "Round" r WHERE r."questionId" = NEW."questionId" ORDER BY r."number" DESC LIMIT 1;
  IF NEW."number" <> coalesce(last_number, 0) + 1 OR NEW."opensAt" < last_end THEN
    RAISE EXCEPTION 'Round % must follow the last one of its question', NEW."number" USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "round_follows" BEFORE INSERT ON "Round" FOR EACH ROW EXECUTE FUNCTION "round_follows"();

-- A round is ended early once and settled once; nothing else of it changes.
CREATE FUNCTION "round_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."id", NEW."teamId", NEW."questionId", NEW."number", NEW."opensAt", NEW."endsAt")
      = (OLD."id", OLD."teamId", OLD."questionId", OLD."number", OLD."opensAt", OLD."endsAt")
    AND (NEW."openedById", NEW."message", NEW."messageSalt") IS NOT DISTINCT FROM (OLD."openedById", OLD."message", OLD."messageSalt")
    AND (OLD."endedAt" IS NULL OR (NEW."endedAt", NEW."endedById") IS NOT DISTINCT FROM (OLD."endedAt", OLD."endedById"))
    AND (OLD."settledAt" IS NULL OR (NEW."settledAt", NEW."versionId", NEW."endedAt")
      IS NOT DISTINCT FROM (OLD."settledAt", OLD."versionId", OLD."endedAt")) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Round is append-only: only its early end and what was kept of it may be set, once'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "round_stays" BEFORE UPDATE ON "Round" FOR EACH ROW EXECUTE FUNCTION "round_stays"();
CREATE TRIGGER "append_only_delete" BEFORE DELETE ON "Round" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "Round" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Whoever asks a question alone, and no round, is told that its forecasts are hidden until its last round has ended.
CREATE FUNCTION "round_reveals"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Question" SET "revealPolicy" = 'AFTER_ROUND', "revealAt" = coalesce(NEW."endedAt", NEW."endsAt")
    WHERE "id" = NEW."questionId"
      AND NOT EXISTS (SELECT FROM "Round" r WHERE r."questionId" = NEW."questionId" AND r."number" > NEW."number");
  RETURN NULL;
END $$;
CREATE TRIGGER "round_reveals" AFTER INSERT OR UPDATE OF "endedAt" ON "Round" FOR EACH ROW EXECUTE FUNCTION "round_reveals"();
