import type { ForecastEvent } from "#core/standing";
import type { Prisma } from "#prisma/client/client";

interface Row {
  questionId: string;
  memberId: string;
  kind: "FORECAST" | "WITHDRAWAL" | "REAFFIRMATION";
  probability: number | null;
  sequence: number;
  at: number;
}

/**
 * The forecast logs of binary questions in canonical order, instants to the microsecond. For computing what is derived
 * from them; what of them a person may see is decided by `core/visibility`.
 *
 * @returns one entry per question that has a log
 */
export async function readLogs(
  tx: Prisma.TransactionClient,
  questionIds: readonly string[],
): Promise<Map<string, ForecastEvent<number>[]>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "questionId", "memberId", "kind"::text AS "kind", "probabilities"[1] AS "probability", "sequence",
      (extract(epoch FROM "madeAt") * 1000)::float8 AS "at"
    FROM "Forecast" WHERE "questionId" = ANY(${[...questionIds]}::uuid[])
    ORDER BY "questionId", "madeAt", "sequence", "memberId"`;
  const logs = new Map<string, ForecastEvent<number>[]>();
  for (const row of rows) {
    const log = logs.get(row.questionId);
    if (log) log.push(toEvent(row));
    else logs.set(row.questionId, [toEvent(row)]);
  }
  return logs;
}

function toEvent({ memberId: person, at, sequence, kind, probability }: Row): ForecastEvent<number> {
  switch (kind) {
    case "FORECAST":
      return { person, at, sequence, kind: "forecast", value: probability ?? Number.NaN };
    case "REAFFIRMATION":
      return { person, at, sequence, kind: "reaffirmation" };
    case "WITHDRAWAL":
      return { person, at, sequence, kind: "withdrawal" };
  }
}
