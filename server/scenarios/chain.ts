import type { Instant } from "#core/clock";
import { type Actor, can } from "#core/permissions";
import { pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

/** Brief › passage › scenario: where something comes from, for the top of every page below a brief. */
export interface ChainOfScenario {
  teamId: string;
  briefId: string;
  briefTitle: string;
  /** Which version of the brief, if any, and whether it is the newest there is. */
  briefVersion: number | null;
  newestBrief: boolean;
  /** Null for a scenario without a quote. */
  quote: { exact: string; passage: number | null; orphaned: boolean } | null;
  scenarioId: string;
  /** 1, 2, … within the brief. */
  number: number;
  statement: string;
  /** When the scenario was made, or read from a world file. */
  madeAt: Date;
  /** Whether it came with a world file: its log may be older than it. */
  imported: boolean;
  archivedAt: Date | null;
}

type Row = Omit<ChainOfScenario, "quote" | "briefTitle"> & {
  briefTitle: string | null;
  exact: string | null;
  passage: number | null;
  orphaned: boolean | null;
};

/**
 * What was there before an instant: the newest record, or the first where none was there yet (it then says what there
 * was to come). `$2` null: now.
 */
const THEN = (table: string) => `ORDER BY ($2::timestamptz IS NULL OR ${table}."createdAt" < $2) DESC,
  CASE WHEN $2::timestamptz IS NULL OR ${table}."createdAt" < $2 THEN ${table}."number" ELSE -${table}."number" END DESC LIMIT 1`;

const CHAIN = `
  SELECT s."id" AS "scenarioId", s."teamId", s."briefId", s."number", s."createdAt" AS "madeAt",
    s."externalId" IS NOT NULL AS "imported", said."statement",
    CASE WHEN NOT said."archived" THEN NULL WHEN $2::timestamptz IS NULL THEN s."archivedAt" ELSE said."createdAt" END AS "archivedAt",
    brief."title" AS "briefTitle", brief."number" AS "briefVersion",
    NOT EXISTS (SELECT FROM "BriefVersion" w WHERE w."briefId" = s."briefId" AND w."number" > brief."number") AS "newestBrief",
    quote."exact", quote."state" = 'ORPHANED' AS orphaned, passage."number" AS passage
  FROM "Scenario" s
  JOIN LATERAL (
    SELECT v."statement", v."archived", v."createdAt" FROM "ScenarioVersion" v WHERE v."scenarioId" = s."id" ${THEN("v")}
  ) said ON true
  LEFT JOIN LATERAL (
    SELECT v."title", v."number" FROM "BriefVersion" v WHERE v."briefId" = s."briefId" ${THEN("v")}
  ) brief ON true
  LEFT JOIN LATERAL (
    SELECT a."exact", a."state", a."start", a."briefVersionId" FROM "PassageAnchor" a
    WHERE a."scenarioId" = s."id" AND (a."carriesId" IS NULL OR $2::timestamptz IS NULL OR a."createdAt" < $2)
      AND NOT EXISTS (SELECT FROM "PassageAnchor" later
        WHERE later."scenarioId" = a."scenarioId" AND later."carriesId" = a."id" AND ($2::timestamptz IS NULL OR later."createdAt" < $2))
    ORDER BY ($2::timestamptz IS NULL OR a."createdAt" < $2) DESC, a."createdAt", a."id" LIMIT 1
  ) quote ON true
  LEFT JOIN LATERAL (
    SELECT "number" FROM "Passage"
    WHERE quote."state" = 'ANCHORED' AND "briefVersionId" = quote."briefVersionId" AND "start" <= quote."start"
    ORDER BY "position" DESC LIMIT 1
  ) passage ON true
  WHERE s."id" = $1`;

/**
 * @param at as it stood then (the whole millisecond counts); null for now
 * @throws NOT_FOUND for a scenario that the actor may not read
 */
export async function chainOfScenario(
  actor: Actor,
  scenarioId: string,
  at: Instant | null = null,
): Promise<ChainOfScenario> {
  const { rows } = await pool.query<Row>({
    name: "scenario-chain",
    text: CHAIN,
    values: [scenarioId, at === null ? null : new Date(at + 1)],
  });
  const [row] = rows;
  if (!row || !can(actor, "scenario.read", { teamId: row.teamId })) throw notFound();
  const { exact, passage, orphaned, briefTitle, ...scenario } = row;
  return {
    ...scenario,
    briefTitle: briefTitle ?? "Brief without a text",
    quote: exact === null ? null : { exact, passage, orphaned: orphaned === true },
  };
}
