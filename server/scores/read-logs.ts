import type { TypedLog } from "#core/forecast-value";
import type { Prisma } from "#prisma/client/client";
import { typedLog, VALUE_COLUMNS, type ValueRow } from "#server/forecasts/log-rows";
import { BINARY, readSpecs } from "#server/forecasts/read-specs";

/**
 * The forecast logs of questions in canonical order, instants to the microsecond. For computing what is derived from
 * them; what of them a person may see is decided by `core/visibility`.
 *
 * @returns an entry for every question asked for; nobody has forecast where its log is empty
 */
export async function readLogs(
  tx: Prisma.TransactionClient,
  questionIds: readonly string[],
): Promise<Map<string, TypedLog>> {
  const run = <R>(text: string, values: readonly unknown[]) => tx.$queryRawUnsafe<R[]>(text, ...values);
  const specs = await readSpecs(run, questionIds);
  const rows = await run<ValueRow & { questionId: string }>(
    `SELECT f."questionId", f."memberId" AS "person", f."kind"::text AS "kind", ${VALUE_COLUMNS}, f."sequence",
      (extract(epoch FROM f."madeAt") * 1000)::float8 AS "at"
    FROM "Forecast" f WHERE f."questionId" = ANY ($1::uuid[])
    ORDER BY f."questionId", f."madeAt", f."sequence", f."memberId"`,
    [[...questionIds]],
  );
  const byQuestion = new Map<string, ValueRow[]>(questionIds.map((id) => [id, []]));
  for (const row of rows) byQuestion.get(row.questionId)?.push(row);
  return new Map(
    Array.from(byQuestion, ([id, log]) => [id, typedLog(log, specs.get(id) ?? BINARY, () => ({}))] as const),
  );
}
