import type { RoundSpan } from "#core/round";
import { pool } from "#server/platform/db";

/**
 * The rounds that hide the forecasts on question `q`: its own, or where it is conditional those of the question that it is
 * about, which its numbers could be worked out to. In order, as an expression of a query: JSON with instants in
 * milliseconds since 1970.
 */
export const ROUND_SPANS = `(SELECT coalesce(json_agg(json_build_object('number', r."number",
    'opensAt', extract(epoch FROM r."opensAt") * 1000,
    'endsAt', extract(epoch FROM coalesce(r."endedAt", r."endsAt")) * 1000) ORDER BY r."number"), '[]')
  FROM "Round" r WHERE r."questionId" = coalesce(
    (SELECT c."consequentId" FROM "ConditionalQuestion" c WHERE c."questionId" = q."id"), q."id"))`;

/**
 * The rounds of some questions, in order: one query, however many questions. Read them after the forecasts that they hide:
 * read before, they would not know of a round that opened in between.
 *
 * @returns an entry for each question that has any
 */
export async function roundSpans(questionIds: readonly string[]): Promise<Map<string, RoundSpan[]>> {
  if (questionIds.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; rounds: RoundSpan[] }>({
    name: "round-spans",
    text: `SELECT q."id", ${ROUND_SPANS} AS "rounds" FROM "Question" q
      WHERE q."id" = ANY ($1::uuid[])`,
    values: [questionIds],
  });
  return new Map(rows.flatMap(({ id, rounds }) => (rounds.length > 0 ? [[id, rounds] as const] : [])));
}
