import { pool } from "#server/platform/db";

/**
 * The scenarios whose headline question is among some questions that hide what others do: who dissented there or commented on
 * the rationale, and when, is hidden with its numbers. The headline is chosen as the page of a scenario chooses it
 * (`server/rationales/threads/threads-shown`). One query.
 *
 * @param hidden what `hiddenQuestions` gives
 * @returns their ids
 */
export async function hiddenScenarios(hidden: readonly string[]): Promise<string[]> {
  if (hidden.length === 0) return [];
  const { rows } = await pool.query<{ id: string }>(
    `SELECT h."scenarioId" AS "id" FROM (
       SELECT DISTINCT ON (q."scenarioId") q."scenarioId", q."id" FROM "Question" q
       WHERE q."role" = 'HEADLINE' AND q."state" <> 'DRAFT'
         AND q."scenarioId" IN (SELECT "scenarioId" FROM "Question" WHERE "id" = ANY ($1::uuid[]))
       ORDER BY q."scenarioId", q."state" = 'VOID', q."createdAt" DESC, q."id") h
     WHERE h."id" = ANY ($1::uuid[])`,
    [[...hidden]],
  );
  return rows.map(({ id }) => id);
}
