import type { Clocks } from "#core/clock";
import type { StoredState } from "#core/resolution";
import type { Prisma } from "#prisma/client/client";
import { notFound } from "#server/platform/errors";

export interface LockedQuestion {
  id: string;
  teamId: string;
  scenarioId: string;
  state: StoredState;
  /** The version in force. */
  versionId: string;
  clocks: Pick<Clocks, "opensAt" | "closesAt">;
  /** The database's clock, read under the lock. */
  now: number;
}

/**
 * Locks a question's row for the rest of the transaction, so that its state moves once at a time. It also waits for
 * every forecast that is being written: each holds a share of this row through its foreign key.
 *
 * Under READ COMMITTED each later statement sees what those writers committed, so read the log after this.
 */
export async function lockQuestion(tx: Prisma.TransactionClient, questionId: string): Promise<LockedQuestion> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Question" WHERE "id" = ${questionId}::uuid FOR UPDATE`;
  if (!locked.length) throw notFound();
  const [row] = await tx.$queryRaw<(Omit<LockedQuestion, "clocks"> & { opensAt: number; closesAt: number })[]>`
    SELECT q."id", q."teamId", q."scenarioId", q."state"::text AS "state", v."id" AS "versionId",
      (extract(epoch FROM v."opensAt") * 1000)::float8 AS "opensAt",
      (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
      (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "now"
    FROM "Question" q JOIN "QuestionVersion" v ON v."questionId" = q."id"
    WHERE q."id" = ${questionId}::uuid ORDER BY v."number" DESC LIMIT 1`;
  if (!row) throw notFound();
  const { opensAt, closesAt, ...question } = row;
  return { ...question, clocks: { opensAt, closesAt } };
}
