import { pool } from "#server/platform/db";

export interface Totals {
  score: number;
  coverage: number;
  questions: number;
}

/** What everybody's peer points in a team add up to, by member id, one question left out. */
export async function peerTotals(teamId: string, exceptQuestionId: string): Promise<Map<string, Totals>> {
  const { rows } = await pool.query<Totals & { memberId: string }>(
    `SELECT "memberId", sum("value") AS score, sum("coverage") AS coverage, count(*)::int AS questions
     FROM "Score" WHERE "teamId" = $1 AND "rule" = 'PEER' AND "questionId" <> $2
     GROUP BY "memberId"`,
    [teamId, exceptQuestionId],
  );
  return new Map(rows.map(({ memberId, ...totals }) => [memberId, totals]));
}
