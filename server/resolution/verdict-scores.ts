import type { Clocks, Instant } from "#core/clock";
import type { TypedLog } from "#core/forecast-value";
import type { VersionAnswer } from "#core/outcome";
import type { QuestionScores } from "#core/scoring/sweep";
import { pool } from "#server/platform/db";
import { scoresUnder } from "#server/scores/score-question";

/** A verdict as scoring sees it. */
export interface Verdict extends VersionAnswer {
  /** Milliseconds, with the database's microseconds. */
  knownAt: Instant;
}

export interface VerdictVersion extends Verdict {
  resolutionId: string;
  version: number;
}

/** What a verdict gives everybody whose time counted, by member id; nobody where it is no outcome. */
export function verdictScores(
  clocks: Pick<Clocks, "opensAt" | "closesAt">,
  question: TypedLog,
  { knownAt, ...verdict }: Verdict,
): Map<string, QuestionScores> {
  const { opensAt, closesAt } = clocks;
  const scores = scoresUnder({ clocks: { opensAt, closesAt, knownAt }, question, verdict });
  return new Map(scores.map((score) => [score.person, score]));
}

/**
 * The clocks and every resolution version of a question, oldest first, as exactly as scoring reads them. The clocks are
 * those of all versions: a close never moves once a verdict was proposed.
 */
export async function verdictsOn(
  questionId: string,
): Promise<{ clocks: Pick<Clocks, "opensAt" | "closesAt">; versions: VerdictVersion[] }> {
  const { rows } = await pool.query<{ opensAt: number; closesAt: number; versions: VerdictVersion[] }>(
    `SELECT (extract(epoch FROM v."opensAt") * 1000)::float8 AS "opensAt",
       (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
       coalesce((SELECT json_agg(json_build_object('resolutionId', r."id", 'version', r."version", 'outcome', r."outcome",
         'option', r."option", 'value', r."value",
         'knownAt', (extract(epoch FROM r."knownAt") * 1000)::float8) ORDER BY r."version")
         FROM "Resolution" r WHERE r."questionId" = $1), '[]') AS versions
     FROM "QuestionVersion" v WHERE v."questionId" = $1 ORDER BY v."number" DESC LIMIT 1`,
    [questionId],
  );
  const [row] = rows;
  if (!row) throw new RangeError(`question ${questionId} must have a version`);
  const { versions, ...clocks } = row;
  return { clocks, versions };
}
