-- A record is null only where every field of it is: whether there was a version before is told by FOUND.
CREATE OR REPLACE FUNCTION "version_fits"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kind text; before record;
BEGIN
  SELECT "type"::text INTO kind FROM "Question" WHERE "id" = NEW."questionId";
  IF (kind = 'MULTIPLE_CHOICE') <> (cardinality(NEW."options") > 0)
    OR (kind IN ('NUMERIC', 'DATE')) <> (NEW."rangeMin" IS NOT NULL) THEN
    RAISE EXCEPTION 'a version of a % question must have what that type asks for', kind USING ERRCODE = 'check_violation';
  END IF;
  IF (SELECT count(DISTINCT o) FROM unnest(NEW."options") AS o) <> cardinality(NEW."options") THEN
    RAISE EXCEPTION 'options must differ from each other' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."amendment" IS NULL THEN RETURN NEW; END IF;
  SELECT * INTO before FROM "QuestionVersion" WHERE "questionId" = NEW."questionId" ORDER BY "number" DESC LIMIT 1;
  IF FOUND AND (NOT before."options" <@ NEW."options"
    OR before."options"[cardinality(before."options")] IS DISTINCT FROM NEW."options"[cardinality(NEW."options")]
    OR (before."rangeMin", before."rangeMax", before."openLower", before."openUpper", before."zeroPoint", before."unit")
      IS DISTINCT FROM (NEW."rangeMin", NEW."rangeMax", NEW."openLower", NEW."openUpper", NEW."zeroPoint", NEW."unit")) THEN
    RAISE EXCEPTION 'published options stay, the last one last, and so does a range' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
