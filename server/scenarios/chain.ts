import { type Actor, can } from "#core/permissions";
import { pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

/** Brief › passage › scenario: where something comes from, for the top of every page below a brief. */
export interface ChainOfScenario {
  teamId: string;
  briefId: string;
  briefTitle: string;
  /** Null for a scenario without a quote. */
  quote: { exact: string; passage: number | null; orphaned: boolean } | null;
  scenarioId: string;
  /** 1, 2, … within the brief. */
  number: number;
  statement: string;
  archivedAt: Date | null;
}

type Row = Omit<ChainOfScenario, "quote" | "briefTitle"> & {
  briefTitle: string | null;
  exact: string | null;
  passage: number | null;
  orphaned: boolean | null;
};

/** @throws NOT_FOUND for a scenario that the actor may not read */
export async function chainOfScenario(actor: Actor, scenarioId: string): Promise<ChainOfScenario> {
  const { rows } = await pool.query<Row>({
    name: "scenario-chain",
    text: `SELECT s."id" AS "scenarioId", s."teamId", s."briefId", s."number", s."statement", s."archivedAt",
        brief."title" AS "briefTitle", quote."exact", quote."state" = 'ORPHANED' AS orphaned, passage."number" AS passage
      FROM "Scenario" s
      LEFT JOIN LATERAL (
        SELECT "title" FROM "BriefVersion" WHERE "briefId" = s."briefId" ORDER BY "number" DESC LIMIT 1
      ) brief ON true
      LEFT JOIN LATERAL (
        SELECT "exact", "state", "start", "briefVersionId" FROM "PassageAnchor"
        WHERE "scenarioId" = s."id" ORDER BY "createdAt", "id" LIMIT 1
      ) quote ON true
      LEFT JOIN LATERAL (
        SELECT "number" FROM "Passage"
        WHERE "briefVersionId" = quote."briefVersionId" AND "start" <= quote."start" ORDER BY "position" DESC LIMIT 1
      ) passage ON true
      WHERE s."id" = $1`,
    values: [scenarioId],
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
