import { z } from "zod";
import { PASSAGE_KINDS } from "#core/brief/brief";
import type { RevealPolicy } from "#core/question";
import type { StoredState } from "#core/resolution";
import type { RoundSpan } from "#core/round";
import { ROUND_SPANS } from "#server/rounds/round-spans";

/**
 * What an export reads. A record goes by the id that it was imported with, else by its own. Instants are milliseconds
 * with microseconds; lists are ordered by those ids, byte by byte, so that equal worlds give equal files.
 */
const key = (table: string) => `coalesce(${table}."externalId", ${table}."id"::text)`;
const at = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
const VERSION = `JOIN LATERAL (SELECT * FROM "QuestionVersion" WHERE "questionId" = q."id" ORDER BY "number" DESC LIMIT 1) v ON true`;

export const PEOPLE = `
  SELECT ${key("m")} AS "id", m."name", lower(m."role"::text) AS "role" FROM "Member" m
  WHERE m."teamId" = $1 ORDER BY m."id"`;

export const BRIEFS = `
  SELECT ${key("b")} AS "id", v."title", v."language", v."author", v."publisher", v."sourceUrl",
    to_char(v."publishedOn", 'YYYY-MM-DD') AS "publishedOn",
    coalesce((SELECT json_agg(json_build_object('kind', lower(p."kind"::text), 'text', p."text") ORDER BY p."position")
      FROM "Passage" p WHERE p."briefVersionId" = v."id"), '[]') AS "passages",
    coalesce((SELECT json_agg(json_build_object('number', s."number", 'text', s."text") ORDER BY s."number")
      FROM "BriefSource" s WHERE s."briefVersionId" = v."id"), '[]') AS "sources"
  FROM "Brief" b
  JOIN LATERAL (SELECT * FROM "BriefVersion" WHERE "briefId" = b."id" ORDER BY "number" DESC LIMIT 1) v ON true
  WHERE b."teamId" = $1 ORDER BY ${key("b")} COLLATE "C"`;

export const briefContent = z.looseObject({
  passages: z.array(z.object({ kind: z.enum(PASSAGE_KINDS), text: z.string() })),
  sources: z.array(z.object({ number: z.number(), text: z.string() })),
});

export const SCENARIOS = `
  SELECT ${key("s")} AS "id", ${key("b")} AS "brief", s."statement",
    (SELECT a."exact" FROM "PassageAnchor" a WHERE a."scenarioId" = s."id" AND a."state" = 'ANCHORED'
      AND NOT EXISTS (SELECT FROM "PassageAnchor" c WHERE c."scenarioId" = a."scenarioId" AND c."carriesId" = a."id")
      ORDER BY a."createdAt", a."start" LIMIT 1) AS "quote",
    s."archivedAt" IS NOT NULL AS "archived"
  FROM "Scenario" s JOIN "Brief" b ON b."id" = s."briefId"
  WHERE s."teamId" = $1 ORDER BY ${key("b")} COLLATE "C", s."number"`;

export const RELATIONS = `
  SELECT "kind", "scenarios" FROM (
    SELECT r."id", lower(r."kind"::text) AS "kind", array_agg(${key("s")} ORDER BY m."position") AS "scenarios"
    FROM "ScenarioRelation" r JOIN "ScenarioRelationMember" m ON m."relationId" = r."id"
    JOIN "Scenario" s ON s."id" = m."scenarioId"
    WHERE r."teamId" = $1 AND coalesce((SELECT c."act" = 'RESTORED' FROM "ScenarioRelationChange" c
      WHERE c."relationId" = r."id" ORDER BY c."number" DESC LIMIT 1), true)
    GROUP BY r."id") declared
  ORDER BY "kind" COLLATE "C", "scenarios"::text COLLATE "C"`;

export const relationContent = z.object({
  kind: z.enum(["exclusive", "exhaustive", "implies", "conditional"]),
  scenarios: z.array(z.string()),
});

export const QUESTIONS = `
  SELECT ${key("q")} AS "id", ${key("s")} AS "scenario", lower(q."role"::text) AS "role",
    (SELECT ${key("a")} FROM "ConditionalQuestion" c JOIN "Question" aq ON aq."id" = c."antecedentId"
      JOIN "Scenario" a ON a."id" = aq."scenarioId" WHERE c."questionId" = q."id" AND c."holds") AS "given",
    (SELECT ${key("a")} FROM "ConditionalQuestion" c JOIN "Question" aq ON aq."id" = c."antecedentId"
      JOIN "Scenario" a ON a."id" = aq."scenarioId" WHERE c."questionId" = q."id" AND NOT c."holds") AS "givenNot",
    lower(q."type"::text) AS "type", v."title", v."criteria", v."source", v."baseRate", v."options", v."rangeMin", v."rangeMax", v."openLower", v."openUpper", v."zeroPoint", v."unit",
    (SELECT json_agg(p."options" ORDER BY p."number") FROM "QuestionVersion" p WHERE p."questionId" = q."id"
      AND q."type" = 'MULTIPLE_CHOICE' AND p."number" >= (SELECT max(f."number") FROM "QuestionVersion" f
        WHERE f."questionId" = q."id" AND f."amendment" IS NULL)) AS "offered",
    ${at(`v."opensAt"`)} AS "opensAt", ${at(`v."closesAt"`)} AS "closesAt", ${at(`q."revealAt"`)} AS "revealAt",
    lower(q."revealPolicy"::text) AS "reveal", q."state" = 'DRAFT' AS "draft",
    ARRAY(SELECT t."name" FROM "QuestionTag" qt JOIN "Tag" t ON t."id" = qt."tagId"
      WHERE qt."questionId" = q."id" ORDER BY t."name" COLLATE "C") AS "tags"
  FROM "Question" q ${VERSION} JOIN "Scenario" s ON s."id" = q."scenarioId"
  WHERE q."teamId" = $1 AND (q."state" <> 'DRAFT' OR $2::boolean) ORDER BY ${key("q")} COLLATE "C"`;

export const FORECASTS = `
  SELECT ${key("q")} AS "question", ${key("m")} AS "person", ${at(`f."madeAt"`)} AS "madeAt",
    lower(f."kind"::text) AS "kind", lower(q."type"::text) AS "type", f."probabilities", f."quantileLevels" AS "levels",
    f."quantileValues" AS "values", f."cdf", f."stated", f."reason"
  FROM "Forecast" f JOIN "Question" q ON q."id" = f."questionId" JOIN "Member" m ON m."id" = f."memberId"
  WHERE f."teamId" = $1 AND (f."questionId" <> ALL ($2::uuid[]) OR f."memberId" = $3::uuid)
  ORDER BY ${key("q")} COLLATE "C", f."madeAt", ${key("m")} COLLATE "C", f."sequence"`;

/**
 * Of each person their first entry alone: who has forecast is always shown, but a leaf more with each change would tell
 * whoever asks again and again when somebody made it.
 */
export const WITHHELD = `
  SELECT ${key("q")} AS "question", count(*)::int AS "people",
    array_agg(encode(j."leaf", 'hex') ORDER BY j."leaf") AS "leaves"
  FROM "Forecast" f JOIN "Question" q ON q."id" = f."questionId" JOIN "JournalEntry" j ON j."recordId" = f."id"
  WHERE f."teamId" = $1 AND f."questionId" = ANY ($2::uuid[]) AND f."memberId" IS DISTINCT FROM $3::uuid
    AND NOT EXISTS (SELECT FROM "Forecast" e WHERE e."questionId" = f."questionId" AND e."memberId" = f."memberId"
      AND e."sequence" < f."sequence")
  GROUP BY q."id" ORDER BY ${key("q")} COLLATE "C"`;

/** The verdict in force; one that was withdrawn is none. */
const IN_FORCE = `JOIN LATERAL (SELECT * FROM "Resolution" WHERE "questionId" = q."id" ORDER BY "version" DESC LIMIT 1) r
  ON r."outcome" IS NOT NULL`;

export const RESOLUTIONS = `
  SELECT ${key("q")} AS "question", lower(r."outcome"::text) AS "outcome", r."option", r."value", lower(q."type"::text) AS "type",
    ${at(`r."knownAt"`)} AS "knownAt", r."evidenceUrl" AS "evidence"
  FROM "Question" q ${IN_FORCE} WHERE q."teamId" = $1 ORDER BY ${key("q")} COLLATE "C"`;

export const SCORE_ROWS = `
  SELECT ${key("q")} AS "question", ${key("m")} AS "person", lower(s."rule"::text) AS "rule", s."value" AS "score",
    s."coverage", s."attendance"
  FROM "Question" q ${IN_FORCE} JOIN "Score" s ON s."resolutionId" = r."id"
  JOIN "Member" m ON m."id" = s."memberId"
  WHERE q."teamId" = $1 AND ($2::boolean OR s."memberId" = $3::uuid)
  ORDER BY ${key("q")} COLLATE "C", ${key("m")} COLLATE "C", s."rule"`;

/** What a CSV says of each question: its facts, its place in the chain, and the answer in force. */
const ASKED = `
  JOIN LATERAL (SELECT * FROM "QuestionVersion" WHERE "questionId" = q."id" ORDER BY "number" DESC LIMIT 1) v ON true
  LEFT JOIN LATERAL (SELECT * FROM "Resolution" WHERE "questionId" = q."id" ORDER BY "version" DESC LIMIT 1) r
    ON r."outcome" IS NOT NULL`;
const FACTS = `${key("q")} AS "question", lower(q."type"::text) AS "type", v."title",
    ${at(`v."opensAt"`)} AS "opensAt", ${at(`v."closesAt"`)} AS "closesAt", ${at(`r."knownAt"`)} AS "knownAt",
    lower(r."outcome"::text) AS "outcome", r."option", r."value"`;
const SHOWN = `q."teamId" = $1 AND (q."state" <> 'DRAFT' OR $4::boolean)`;

/** A row a forecast that may be seen, and one for each question without any. */
export const FORECAST_ROWS = `
  SELECT ${FACTS}, ${key("m")} AS "person", ${at(`f."madeAt"`)} AS "madeAt", lower(f."kind"::text) AS "kind",
    f."probabilities", f."quantileLevels" AS "levels", f."quantileValues" AS "values", f."cdf", f."stated",
    f."reason", m."name"
  FROM "Question" q ${ASKED}
  LEFT JOIN "Forecast" f ON f."questionId" = q."id" AND (q."id" <> ALL ($2::uuid[]) OR f."memberId" = $3::uuid)
  LEFT JOIN "Member" m ON m."id" = f."memberId"
  WHERE ${SHOWN}
  ORDER BY ${key("q")} COLLATE "C", f."madeAt", ${key("m")} COLLATE "C", f."sequence"`;

export const QUESTION_ROWS = `
  SELECT ${FACTS}, ${key("b")} AS "brief", bv."title" AS "briefTitle", ${key("s")} AS "scenario", s."statement",
    lower(q."role"::text) AS "role", v."criteria", v."source", ${at(`q."revealAt"`)} AS "revealAt",
    r."evidenceUrl" AS "evidence", v."options", v."rangeMin", v."rangeMax", v."openLower", v."openUpper", v."zeroPoint", v."unit",
    (SELECT string_agg(t."name", '; ' ORDER BY t."name" COLLATE "C") FROM "QuestionTag" qt
      JOIN "Tag" t ON t."id" = qt."tagId" WHERE qt."questionId" = q."id") AS "tags",
    CASE WHEN q."id" = ANY ($2::uuid[]) THEN (SELECT count(DISTINCT f."memberId") FROM "Forecast" f
      WHERE f."questionId" = q."id" AND f."memberId" IS DISTINCT FROM $3::uuid) ELSE 0 END::int AS "withheld"
  FROM "Question" q ${ASKED} JOIN "Scenario" s ON s."id" = q."scenarioId" JOIN "Brief" b ON b."id" = s."briefId"
  JOIN LATERAL (SELECT "title" FROM "BriefVersion" WHERE "briefId" = b."id" ORDER BY "number" DESC LIMIT 1) bv ON true
  WHERE ${SHOWN} ORDER BY ${key("q")} COLLATE "C"`;

export const PERSON_ROWS = `
  SELECT ${key("m")} AS "person", m."name", lower(m."role"::text) AS "role" FROM "Member" m
  WHERE m."teamId" = $1 ORDER BY m."id"`;

/** What `core/visibility` decides the reveal by. */
export const RULES = `
  SELECT q."id", q."revealPolicy", ${at(`q."revealAt"`)} AS "revealAt", ${ROUND_SPANS} AS "rounds", q."state", ${at(`v."closesAt"`)} AS "closesAt",
    ${at("clock_timestamp()")} AS "now",
    EXISTS (SELECT FROM "ForecastHead" h WHERE h."questionId" = q."id" AND h."memberId" = $2::uuid) AS "hasForecast"
  FROM "Question" q ${VERSION} WHERE q."teamId" = $1`;

export interface RuleRow {
  id: string;
  revealPolicy: RevealPolicy;
  revealAt: number | null;
  rounds: RoundSpan[];
  state: StoredState;
  closesAt: number;
  now: number;
  hasForecast: boolean;
}
