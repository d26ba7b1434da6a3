import { type Actor, can } from "#core/permissions";
import { SCORING_VERSION } from "#core/scoring/version";
import { pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export interface RescoringRun {
  id: string;
  scoringVersion: number;
  onlyOlder: boolean;
  /** Null: it started by itself. */
  startedBy: string | null;
  startedAt: Date;
  finishedAt: Date | null;
  total: number;
  /** Questions dealt with, those with a problem among them. Of a finished run: all. */
  done: number;
  problems: { questionId: string; title: string; problem: string }[];
  /** Questions a second over the last minute of its work; null before the first. */
  perSecond: number | null;
}

export interface RescoringState {
  /** Of the running code. */
  scoringVersion: number;
  /** Stored score rows by the version that wrote them, newest first. */
  rows: { scoringVersion: number; scores: number; questions: number }[];
  /** The one under way first, then the latest. */
  runs: RescoringRun[];
}

/** Where stored scores stand. @throws NOT_FOUND for whoever may not recompute them */
export async function rescoringState(actor: Actor): Promise<RescoringState> {
  if (!can(actor, "score.recompute")) throw notFound();
  const [rows, runs] = await Promise.all([
    pool.query<RescoringState["rows"][number]>(
      `SELECT "scoringVersion", count(*)::int AS scores, count(DISTINCT "questionId")::int AS questions
       FROM "Score" GROUP BY "scoringVersion" ORDER BY "scoringVersion" DESC`,
    ),
    pool.query<RescoringRun>(RUNS),
  ]);
  return { scoringVersion: SCORING_VERSION, rows: rows.rows, runs: runs.rows };
}

const RUNS = `
  SELECT run."id", run."scoringVersion", run."onlyOlder", u."name" AS "startedBy", run."startedAt", run."finishedAt", run."total",
    CASE WHEN run."finishedAt" IS NULL THEN step."done" ELSE run."total" END AS "done",
    coalesce(step."problems", '[]') AS "problems", step."perSecond"
  FROM "RescoringRun" run
  LEFT JOIN "User" u ON u."id" = run."startedById"
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS "done",
      json_agg(json_build_object('questionId', t."questionId", 'problem', t."problem", 'title', v."title"))
        FILTER (WHERE t."problem" IS NOT NULL) AS "problems",
      (count(*) FILTER (WHERE t."at" > latest."at" - interval '1 minute')
        / greatest(extract(epoch FROM least(interval '1 minute', max(latest."at") - run."startedAt")), 0.001))::float8 AS "perSecond"
    FROM "RescoringStep" t
    CROSS JOIN (SELECT max("at") AS "at" FROM "RescoringStep" WHERE "runId" = run."id") latest
    LEFT JOIN LATERAL (SELECT "title" FROM "QuestionVersion" WHERE "questionId" = t."questionId"
      ORDER BY "number" DESC LIMIT 1) v ON t."problem" IS NOT NULL
    WHERE t."runId" = run."id") step ON true
  ORDER BY run."finishedAt" IS NOT NULL, run."startedAt" DESC LIMIT 20`;

/** The run under way, for the frame of every page: boards mix two versions of the rules until it is done. Null without one. */
export async function rescoringUnderWay(): Promise<{ done: number; total: number } | null> {
  const { rows } = await pool.query<{ done: number; total: number }>({
    name: "rescoring-under-way",
    text: `SELECT run."total", (SELECT count(*)::int FROM "RescoringStep" WHERE "runId" = run."id") AS "done"
      FROM "RescoringRun" run WHERE run."finishedAt" IS NULL`,
  });
  return rows[0] ?? null;
}
