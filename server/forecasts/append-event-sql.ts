import type { StoredState } from "#core/resolution";
import type { Interval } from "#core/round";
import type { StoredType, VersionSpec } from "#server/forecasts/read-specs";

/** Instants travel as ISO text with microseconds: a Date would lose them, and this form compares as text. */
const iso = (instant: string) => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export interface LockedHead {
  teamId: string;
  sequence: number;
  at: string;
  state: StoredState;
}

/** Keeps verdicts (which lock FOR UPDATE) off the question ($1), then takes the next number of the person ($2) and, holding both, the instant. */
export const LOCK_HEAD = {
  name: "forecast-lock-head",
  text: `WITH question AS MATERIALIZED (SELECT "id", "teamId", "state" FROM "Question" WHERE "id" = $1 FOR KEY SHARE)
    INSERT INTO "ForecastHead" AS head ("teamId", "questionId", "memberId", "sequence")
      SELECT "teamId", "id", $2::uuid, 1 FROM question
    ON CONFLICT ("questionId", "memberId") DO UPDATE SET "sequence" = head."sequence" + 1
    RETURNING head."teamId", head."sequence", ${iso("clock_timestamp()")} AS at, (SELECT "state" FROM question) AS state`,
};

export interface Standing extends VersionSpec {
  type: StoredType;
  versionId: string;
  closesAt: string;
  archived: boolean;
  lastKind: "FORECAST" | "WITHDRAWAL" | "REAFFIRMATION" | null;
  /** What the last event states; null for none. */
  last: { probabilities: number[]; levels: number[]; values: number[]; cdf: number[] } | null;
  lastInterval: Interval | null;
  lastAt: string | null;
  /** The latest round, and when it ends. */
  roundNumber: number | null;
  roundEndsAt: string | null;
}

/** The wording in force of the question ($1) and the last event of the person ($2). */
export const READ_STANDING = {
  name: "forecast-read-standing",
  text: `SELECT v."id" AS "versionId", ${iso('v."closesAt"')} AS "closesAt", s."archivedAt" IS NOT NULL AS archived,
      q."type", v."options", v."rangeMin", v."rangeMax", v."openLower", v."openUpper", v."zeroPoint", v."unit",
      last."kind" AS "lastKind", last."stated" AS "last", last."interval" AS "lastInterval",
      ${iso('last."madeAt"')} AS "lastAt", round."number" AS "roundNumber", ${iso('round."endsAt"')} AS "roundEndsAt"
    FROM "Question" q
    JOIN "Scenario" s ON s."id" = q."scenarioId"
    JOIN LATERAL (
      SELECT * FROM "QuestionVersion" WHERE "questionId" = q."id" ORDER BY "number" DESC LIMIT 1
    ) v ON true
    LEFT JOIN LATERAL (
      SELECT "kind", "madeAt", json_build_object('probabilities', "probabilities", 'levels', "quantileLevels",
          'values', "quantileValues", 'cdf', "cdf") AS "stated",
        CASE WHEN "low" IS NOT NULL THEN
          json_build_object('low', "low", 'high', "high", 'confidence', "confidence") END AS "interval" FROM "Forecast"
      WHERE "questionId" = q."id" AND "memberId" = $2 ORDER BY "sequence" DESC LIMIT 1
    ) last ON true
    LEFT JOIN LATERAL (
      SELECT "number", coalesce("endedAt", "endsAt") AS "endsAt" FROM "Round"
      WHERE "questionId" = q."id" ORDER BY "number" DESC LIMIT 1
    ) round ON true
    WHERE q."id" = $1`,
};

/** The event, its journal row and its audit entry. */
export const WRITE_EVENT = {
  name: "forecast-write-event",
  text: `WITH event AS (
      INSERT INTO "Forecast" ("id", "teamId", "questionId", "questionVersionId", "memberId", "kind", "probabilities",
        "sequence", "madeAt", "reason", "reasonSalt", "low", "high", "confidence", "quantileLevels", "quantileValues",
        "cdf")
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $19, $20, $21, $22, $23, $24)
    ), entry AS (
      INSERT INTO "JournalEntry" ("id", "teamId", "kind", "recordId", "topicId", "body", "salt", "leaf")
      VALUES ($12, $2, 'forecast', $1, $3, $13, $14, $15)
    )
    INSERT INTO "AuditEntry" ("id", "actorId", "teamId", "action", "subjectId") VALUES ($16, $17, $2, $18, $3::uuid::text)`,
};
