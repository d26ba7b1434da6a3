-- AlterEnum
ALTER TYPE "Outcome" ADD VALUE 'OPTION';
ALTER TYPE "Outcome" ADD VALUE 'VALUE';
ALTER TYPE "Outcome" ADD VALUE 'BELOW';
ALTER TYPE "Outcome" ADD VALUE 'ABOVE';

-- AlterEnum
ALTER TYPE "QuestionType" ADD VALUE 'MULTIPLE_CHOICE';
ALTER TYPE "QuestionType" ADD VALUE 'NUMERIC';
ALTER TYPE "QuestionType" ADD VALUE 'DATE';

-- AlterEnum
ALTER TYPE "ScoreRule" ADD VALUE 'CRPS';

-- AlterTable
ALTER TABLE "Forecast" ADD COLUMN     "cdf" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[],
ADD COLUMN     "quantileLevels" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[],
ADD COLUMN     "quantileValues" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[];

-- AlterTable
ALTER TABLE "QuestionVersion" ADD COLUMN     "openLower" BOOLEAN,
ADD COLUMN     "openUpper" BOOLEAN,
ADD COLUMN     "options" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "rangeMax" DOUBLE PRECISION,
ADD COLUMN     "rangeMin" DOUBLE PRECISION,
ADD COLUMN     "unit" TEXT,
ADD COLUMN     "zeroPoint" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "Resolution" ADD COLUMN     "option" TEXT,
ADD COLUMN     "value" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "ResolutionProposal" ADD COLUMN     "option" TEXT,
ADD COLUMN     "value" DOUBLE PRECISION;

-- What the schema language cannot say. New values of an enum cannot be used in the transaction that adds them: they are
-- compared as text here, and in triggers, which run later.

ALTER TABLE "QuestionVersion"
  ADD CONSTRAINT "QuestionVersion_options_check" CHECK (cardinality("options") = 0 OR cardinality("options") BETWEEN 2 AND 50),
  ADD CONSTRAINT "QuestionVersion_range_check" CHECK (
    CASE WHEN "rangeMin" IS NULL THEN num_nonnulls("rangeMax", "openLower", "openUpper", "zeroPoint", "unit") = 0
    ELSE num_nonnulls("rangeMax", "openLower", "openUpper") = 3 AND cardinality("options") = 0
      AND "rangeMin" > '-infinity' AND "rangeMax" < 'infinity' AND "rangeMin" < "rangeMax"
      AND ("zeroPoint" IS NULL OR "zeroPoint" NOT BETWEEN "rangeMin" AND "rangeMax") END);

-- A version says what its question's type asks for. What was published is not taken back: a list of options keeps each of
-- them and its last, and a range stays as it is. A version that amends nothing is a draft's, or the first published one.
CREATE FUNCTION "version_fits"() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF before IS NOT NULL AND (NOT before."options" <@ NEW."options"
    OR before."options"[cardinality(before."options")] IS DISTINCT FROM NEW."options"[cardinality(NEW."options")]
    OR (before."rangeMin", before."rangeMax", before."openLower", before."openUpper", before."zeroPoint", before."unit")
      IS DISTINCT FROM (NEW."rangeMin", NEW."rangeMax", NEW."openLower", NEW."openUpper", NEW."zeroPoint", NEW."unit")) THEN
    RAISE EXCEPTION 'published options stay, the last one last, and so does a range' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "version_fits" BEFORE INSERT ON "QuestionVersion" FOR EACH ROW EXECUTE FUNCTION "version_fits"();

CREATE FUNCTION "least_rise"(points float8[]) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT min(b - a) FROM unnest(points[1:cardinality(points) - 1], points[2:cardinality(points)]) AS steps(a, b) $$;

ALTER TABLE "Forecast" DROP CONSTRAINT "Forecast_probabilities_check";
ALTER TABLE "Forecast"
  ADD CONSTRAINT "Forecast_probabilities_check" CHECK (
    CASE WHEN "kind" = 'WITHDRAWAL' OR cardinality("cdf") > 0 THEN cardinality("probabilities") = 0
    ELSE cardinality("probabilities") >= 1 AND 0.001 <= ALL ("probabilities") AND 0.999 >= ALL ("probabilities")
      AND (cardinality("probabilities") = 1 OR abs("total"("probabilities") - 1) <= 1e-9) END),
  ADD CONSTRAINT "Forecast_cdf_check" CHECK (
    CASE WHEN cardinality("cdf") = 0 THEN cardinality("quantileLevels") = 0 AND cardinality("quantileValues") = 0
    ELSE "kind" <> 'WITHDRAWAL' AND cardinality("cdf") = 201 AND 0 <= ALL ("cdf") AND 1 >= ALL ("cdf")
      AND "least_rise"("cdf") >= 0.01 / 200 - 1e-12
      AND cardinality("quantileLevels") = cardinality("quantileValues") AND cardinality("quantileLevels") <> 1
      AND 0 < ALL ("quantileLevels") AND 1 > ALL ("quantileLevels") AND 'infinity' > ALL ("quantileValues")
      AND coalesce("least_rise"("quantileLevels") > 0, true) AND coalesce("least_rise"("quantileValues") > 0, true) END);

-- A forecast states what its question's type asks for, on the version that it answers. After the row, so that an import's
-- COPY still writes many at once.
CREATE FUNCTION "forecast_fits"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kind text; version record;
BEGIN
  SELECT "type"::text INTO kind FROM "Question" WHERE "id" = NEW."questionId";
  IF kind = 'BINARY' THEN
    IF cardinality(NEW."probabilities") = 1 THEN RETURN NULL; END IF;
    RAISE EXCEPTION 'a forecast of a binary question states one probability' USING ERRCODE = 'check_violation';
  END IF;
  SELECT * INTO version FROM "QuestionVersion" WHERE "id" = NEW."questionVersionId";
  IF kind = 'MULTIPLE_CHOICE' THEN
    IF cardinality(NEW."probabilities") = cardinality(version."options") THEN RETURN NULL; END IF;
    RAISE EXCEPTION 'a forecast states one probability per option' USING ERRCODE = 'check_violation';
  END IF;
  IF cardinality(NEW."cdf") = 201
    AND (CASE WHEN version."openLower" THEN NEW."cdf"[1] >= 0.001 - 1e-12 ELSE NEW."cdf"[1] <= 1e-12 END)
    AND (CASE WHEN version."openUpper" THEN NEW."cdf"[201] <= 0.999 + 1e-12 ELSE NEW."cdf"[201] >= 1 - 1e-12 END) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'a forecast states a distribution that fits the bounds of the range' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "forecast_fits" AFTER INSERT ON "Forecast" FOR EACH ROW WHEN (NEW."kind" <> 'WITHDRAWAL')
  EXECUTE FUNCTION "forecast_fits"();

DO $$
DECLARE judged text;
BEGIN
  FOREACH judged IN ARRAY ARRAY['ResolutionProposal', 'Resolution'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (
      ("outcome"::text IS NOT DISTINCT FROM ''OPTION'') = ("option" IS NOT NULL)
      AND ("outcome"::text IS NOT DISTINCT FROM ''VALUE'') = ("value" IS NOT NULL)
      AND abs("value") < ''infinity'')', judged, judged || '_outcome_check');
  END LOOP;
END $$;

-- A verdict is one that the question can have: an option that is on offer, or a value that no closed bound rules out.
CREATE FUNCTION "verdict_fits"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kind text; version record; said text := NEW."outcome"::text;
BEGIN
  IF said IS NULL OR said IN ('VOID', 'AMBIGUOUS') THEN RETURN NEW; END IF;
  SELECT "type"::text INTO kind FROM "Question" WHERE "id" = NEW."questionId";
  IF kind = 'BINARY' THEN
    IF said IN ('YES', 'NO') THEN RETURN NEW; END IF;
  ELSE
    SELECT * INTO version FROM "QuestionVersion" WHERE "questionId" = NEW."questionId" ORDER BY "number" DESC LIMIT 1;
    IF kind = 'MULTIPLE_CHOICE' THEN
      IF said = 'OPTION' AND NEW."option" = ANY (version."options") THEN RETURN NEW; END IF;
    ELSIF (said = 'VALUE' AND (version."openLower" OR NEW."value" >= version."rangeMin")
        AND (version."openUpper" OR NEW."value" <= version."rangeMax"))
      OR (said = 'BELOW' AND version."openLower") OR (said = 'ABOVE' AND version."openUpper") THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a % question cannot have the verdict %', kind, said USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "verdict_fits" BEFORE INSERT ON "ResolutionProposal" FOR EACH ROW EXECUTE FUNCTION "verdict_fits"();
CREATE TRIGGER "verdict_fits" BEFORE INSERT ON "Resolution" FOR EACH ROW EXECUTE FUNCTION "verdict_fits"();
