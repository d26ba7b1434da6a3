import { STALE_DAYS } from "#server/forecasts/fresh";
import { KEPT_DAYS } from "#server/notifications/notice-rows";
import { pool } from "#server/platform/db";

/** How many hours before the close who has said nothing is told. */
export const CLOSING_HOURS = 48;

/**
 * The open questions that take forecasts and everybody who may forecast on them: the twin of `forecastingMembership`. It
 * only spares rows: who reads a notice is asked about anew.
 */
const FORECASTERS = `
  FROM "Question" q
  JOIN "Scenario" s ON s."id" = q."scenarioId" AND s."archivedAt" IS NULL
  JOIN LATERAL (SELECT "opensAt", "closesAt" FROM "QuestionVersion" WHERE "questionId" = q."id"
    ORDER BY "number" DESC LIMIT 1) v ON v."opensAt" <= now() AND v."closesAt" > now()
  JOIN "Member" m ON m."teamId" = q."teamId" AND m."leftAt" IS NULL AND m."role" <> 'OBSERVER'
  JOIN "User" u ON u."id" = m."userId" AND u."disabledAt" IS NULL AND u."orgRole" <> 'LEADER'`;

/** The occasion is the close: when it is moved, who still has said nothing is told once more. */
const CLOSING = `
  INSERT INTO "Notice" ("teamId", "recipientId", "kind", "questionId", "occasion")
  SELECT q."teamId", u."id", 'CLOSING', q."id", q."id" || ':' || (extract(epoch FROM v."closesAt") * 1000)::bigint
  ${FORECASTERS}
  WHERE q."state" = 'OPEN' AND v."closesAt" <= now() + make_interval(hours => $1)
    AND NOT EXISTS (SELECT FROM "ForecastHead" h WHERE h."questionId" = q."id" AND h."memberId" = m."id")
    AND NOT EXISTS (SELECT FROM "NoticeKindOff" o WHERE o."userId" = u."id" AND o."kind" = 'CLOSING')
  ON CONFLICT ("recipientId", "kind", "occasion") DO NOTHING`;

/** The occasion is the act that has gone stale: each change and reaffirmation may go stale once. */
const STALE = `
  INSERT INTO "Notice" ("teamId", "recipientId", "kind", "questionId", "occasion")
  SELECT q."teamId", u."id", 'STALE', q."id", q."id" || ':' || f."sequence"
  ${FORECASTERS}
  JOIN LATERAL (SELECT "kind", "madeAt", "sequence" FROM "Forecast" WHERE "questionId" = q."id" AND "memberId" = m."id"
    ORDER BY "sequence" DESC LIMIT 1) f ON f."kind" <> 'WITHDRAWAL' AND f."madeAt" <= now() - make_interval(days => $1)
  WHERE q."state" = 'OPEN'
    AND NOT EXISTS (SELECT FROM "NoticeKindOff" o WHERE o."userId" = u."id" AND o."kind" = 'STALE')
  ON CONFLICT ("recipientId", "kind", "occasion") DO NOTHING`;

/** Hours before a round's end at which who has not answered is told; a round that is shorter skips the longer one. */
export const ROUND_HOURS = [24, 2] as const;

/** The occasion is the round and the hours: whoever answers between the two is not told again. */
const ROUND_ENDING = `
  INSERT INTO "Notice" ("teamId", "recipientId", "kind", "questionId", "roundId", "occasion")
  SELECT q."teamId", u."id", 'ROUND_ENDING', q."id", r."id", r."id" || ':' || hours
  ${FORECASTERS}
  JOIN "Round" r ON r."questionId" = q."id" AND r."endedAt" IS NULL AND r."endsAt" > now()
  CROSS JOIN unnest($1::int[]) AS hours
  WHERE q."state" = 'OPEN' AND r."endsAt" <= now() + make_interval(hours => hours)
    AND r."opensAt" <= r."endsAt" - make_interval(hours => hours)
    AND NOT EXISTS (SELECT FROM unnest($1::int[]) AS nearer
      WHERE nearer < hours AND r."endsAt" <= now() + make_interval(hours => nearer))
    AND NOT EXISTS (SELECT FROM "Forecast" f WHERE f."questionId" = q."id" AND f."memberId" = m."id"
      AND f."kind" <> 'WITHDRAWAL' AND f."madeAt" >= r."opensAt")
    AND NOT EXISTS (SELECT FROM "NoticeKindOff" o WHERE o."userId" = u."id" AND o."kind" = 'ROUND_ENDING')
  ON CONFLICT ("recipientId", "kind", "occasion") DO NOTHING`;

/** Days after which nobody is told any more of what the clock did: of servers that were stopped, and of rows from before. */
const DEPUTY_DAYS = 2;

/**
 * The clock begins and ends deputyships by itself; both who are concerned are told. Who was named from at once on knows of
 * the beginning, and of an early end the one who ends it tells.
 */
const DEPUTIES = `
  INSERT INTO "Notice" ("teamId", "recipientId", "kind", "deputyshipId", "occasion")
  SELECT d."teamId", m."userId", turn."kind"::"NoticeKind", d."id", d."id"::text
  FROM "Deputy" d
  CROSS JOIN LATERAL (VALUES ('DEPUTY_BEGAN', d."from"), ('DEPUTY_ENDED', d."until")) AS turn("kind", "at")
  JOIN "Member" m ON m."id" IN (d."leadId", d."deputyId") AND m."leftAt" IS NULL AND m."userId" IS NOT NULL
  WHERE turn."at" BETWEEN now() - make_interval(days => $1) AND now() AND d."endedAt" IS NULL
    AND (turn."kind" = 'DEPUTY_ENDED' OR (d."from" > d."namedAt" + interval '1 minute' AND d."until" > now()))
    AND NOT EXISTS (SELECT FROM "NoticeKindOff" o WHERE o."userId" = m."userId" AND o."kind" = turn."kind"::"NoticeKind")
  ON CONFLICT ("recipientId", "kind", "occasion") DO NOTHING`;

/**
 * Tells of closes and of rounds whose end is near, of forecasts gone stale, and of deputies, in every team: four statements. It may run at any time, any
 * number of times and on several nodes at once: nobody is told twice of the same thing.
 *
 * @returns how many notices it wrote
 */
export async function remind(): Promise<{ closing: number; stale: number; rounds: number; deputies: number }> {
  const closing = await pool.query(CLOSING, [CLOSING_HOURS]);
  const stale = await pool.query(STALE, [STALE_DAYS]);
  const rounds = await pool.query(ROUND_ENDING, [ROUND_HOURS]);
  const deputies = await pool.query(DEPUTIES, [DEPUTY_DAYS]);
  return {
    closing: closing.rowCount ?? 0,
    stale: stale.rowCount ?? 0,
    rounds: rounds.rowCount ?? 0,
    deputies: deputies.rowCount ?? 0,
  };
}

/**
 * Deletes notices past their time, with their marks.
 *
 * @returns how many
 */
export async function expireNotices(): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM "Notice" WHERE "createdAt" < clock_timestamp() - make_interval(days => $1)`,
    [KEPT_DAYS],
  );
  return rowCount ?? 0;
}
