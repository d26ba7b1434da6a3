-- AlterTable
ALTER TABLE "User" ADD COLUMN     "erasedAt" TIMESTAMPTZ(6),
ADD COLUMN     "erasureAskedAt" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "Deputy" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "leadId" UUID NOT NULL,
    "deputyId" UUID NOT NULL,
    "from" TIMESTAMPTZ(6) NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,
    "namedById" UUID NOT NULL,
    "namedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "endedAt" TIMESTAMPTZ(6),
    "endedById" UUID,

    CONSTRAINT "Deputy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Erasure" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "memberIds" UUID[],
    "reason" TEXT NOT NULL,
    "reasonSalt" BYTEA NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "Erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Deputy_deputyId_idx" ON "Deputy"("deputyId");

-- CreateIndex
CREATE INDEX "Deputy_leadId_until_idx" ON "Deputy"("leadId", "until");

-- CreateIndex
CREATE INDEX "Deputy_teamId_from_idx" ON "Deputy"("teamId", "from");

-- CreateIndex
CREATE UNIQUE INDEX "Erasure_userId_key" ON "Erasure"("userId");

-- AddForeignKey
ALTER TABLE "Deputy" ADD CONSTRAINT "Deputy_teamId_leadId_fkey" FOREIGN KEY ("teamId", "leadId") REFERENCES "Member"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deputy" ADD CONSTRAINT "Deputy_teamId_deputyId_fkey" FOREIGN KEY ("teamId", "deputyId") REFERENCES "Member"("teamId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deputy" ADD CONSTRAINT "Deputy_namedById_fkey" FOREIGN KEY ("namedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deputy" ADD CONSTRAINT "Deputy_endedById_fkey" FOREIGN KEY ("endedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Erasure" ADD CONSTRAINT "Erasure_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Erasure" ADD CONSTRAINT "Erasure_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "Deputy"
  ADD CONSTRAINT "Deputy_another_check" CHECK ("leadId" <> "deputyId"),
  ADD CONSTRAINT "Deputy_order_check" CHECK ("until" > "from"),
  ADD CONSTRAINT "Deputy_ended_check" CHECK (("endedAt" IS NULL) = ("endedById" IS NULL));

-- What was named stays as it was named; it ends early once.
CREATE FUNCTION "deputy_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."endedAt" IS NULL AND to_jsonb(NEW) - '{endedAt,endedById}'::text[] = to_jsonb(OLD) - '{endedAt,endedById}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Deputy is append-only: only its early end may be set, once' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "deputy_stays" BEFORE UPDATE ON "Deputy" FOR EACH ROW EXECUTE FUNCTION "deputy_stays"();

ALTER TABLE "Erasure"
  ADD CONSTRAINT "Erasure_reason_check" CHECK (length(btrim("reason")) BETWEEN 1 AND 1000),
  ADD CONSTRAINT "Erasure_salt_check" CHECK (octet_length("reasonSalt") = 32);

-- Who was erased stays so: no name, address, password or right comes back to the row.
CREATE FUNCTION "stays_erased"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."erasedAt" IS DISTINCT FROM OLD."erasedAt" OR NEW."disabledAt" IS NULL OR NEW."passwordHash" IS NOT NULL
    OR (NEW."name", NEW."email", NEW."orgRole") IS DISTINCT FROM (OLD."name", OLD."email", OLD."orgRole") THEN
    RAISE EXCEPTION 'an erased person stays erased' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "stays_erased" BEFORE UPDATE ON "User" FOR EACH ROW WHEN (OLD."erasedAt" IS NOT NULL) EXECUTE FUNCTION "stays_erased"();

-- The words that a row holds in its author's own voice, with the salts by which the ledger knew them.
CREATE FUNCTION "own_words"(of text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE of
    WHEN 'Forecast' THEN '{reason,reasonSalt}'::text[]
    WHEN 'Dissent' THEN '{body,bodySalt}'
    WHEN 'RationaleThreadEntry' THEN '{body,bodySalt}'
    WHEN 'ResolutionProposal' THEN '{note,textSalt}'
    WHEN 'ResolutionDecision' THEN '{note}'
    WHEN 'Resolution' THEN '{reason}'
    WHEN 'Round' THEN '{message,messageSalt}'
    WHEN 'DocumentRedaction' THEN '{reason,reasonSalt}'
    ELSE '{}' END
$$;

-- Whether a change takes an erased person's own words out of a row and touches nothing else of it. Where a row must say
-- something, the words below stand in; where it must have a salt, new random bytes do.
CREATE FUNCTION "only_erases"(of text, was jsonb, becomes jsonb) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE words text[] := "own_words"(of); author uuid;
BEGIN
  IF words = '{}' OR was - words <> becomes - words THEN RETURN false; END IF;
  IF EXISTS (SELECT FROM unnest(words) AS word WHERE word NOT LIKE '%Salt'
    AND coalesce(becomes->>word, '') NOT IN ('', 'Erased with its author.')) THEN RETURN false; END IF;
  IF of <> 'DocumentRedaction' AND EXISTS (SELECT FROM unnest(words) AS word WHERE word LIKE '%Salt' AND becomes->>word IS NOT NULL) THEN
    RETURN false;
  END IF;
  IF was ? 'memberId' THEN
    RETURN EXISTS (SELECT FROM "Erasure" e WHERE (was->>'memberId')::uuid = ANY (e."memberIds"));
  END IF;
  IF of = 'Resolution' THEN
    SELECT p."proposedById" INTO author FROM "ResolutionProposal" p WHERE p."id" = (was->>'proposalId')::uuid;
  ELSE
    author := coalesce(was->>'proposedById', was->>'decidedById', was->>'openedById', was->>'createdById')::uuid;
  END IF;
  RETURN EXISTS (SELECT FROM "Erasure" e WHERE e."userId" = author);
END $$;

CREATE OR REPLACE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF "only_erases"(TG_TABLE_NAME, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- As before; besides, an erased person's own words leave a forecast and the reason of a correction.
CREATE OR REPLACE FUNCTION "leaves_with_its_import"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE undone boolean := false;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF "only_erases"(TG_TABLE_NAME, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
  ELSIF TG_OP = 'DELETE' THEN
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

CREATE OR REPLACE FUNCTION "round_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."id", NEW."teamId", NEW."questionId", NEW."number", NEW."opensAt", NEW."endsAt")
      = (OLD."id", OLD."teamId", OLD."questionId", OLD."number", OLD."opensAt", OLD."endsAt")
    AND (NEW."openedById", NEW."message", NEW."messageSalt") IS NOT DISTINCT FROM (OLD."openedById", OLD."message", OLD."messageSalt")
    AND (OLD."endedAt" IS NULL OR (NEW."endedAt", NEW."endedById") IS NOT DISTINCT FROM (OLD."endedAt", OLD."endedById"))
    AND (OLD."settledAt" IS NULL OR (NEW."settledAt", NEW."versionId", NEW."endedAt")
      IS NOT DISTINCT FROM (OLD."settledAt", OLD."versionId", OLD."endedAt")) THEN
    RETURN NEW;
  END IF;
  IF "only_erases"(TG_TABLE_NAME, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'Round is append-only: only its early end and what was kept of it may be set, once'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "Erasure" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only_whole" BEFORE TRUNCATE ON "Erasure" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- A comment without words is one whose author was erased: it is never written so.
ALTER TABLE "RationaleThreadEntry" DROP CONSTRAINT "RationaleThreadEntry_body";
ALTER TABLE "RationaleThreadEntry"
  ADD CONSTRAINT "RationaleThreadEntry_body" CHECK (length("body") BETWEEN 1 AND 8000 AND ("body" IS NULL OR "kind" IN ('COMMENT', 'REWORDING')));
CREATE FUNCTION "says_something"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."body" IS NULL AND NEW."kind" IN ('COMMENT', 'REWORDING') THEN
    RAISE EXCEPTION 'a comment says something' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "says_something" BEFORE INSERT ON "RationaleThreadEntry" FOR EACH ROW EXECUTE FUNCTION "says_something"();
