import type { Clocks } from "#core/clock";
import type { QuestionSpec } from "#core/question";
import type { StoredState } from "#core/resolution";
import type { Prisma } from "#prisma/client/client";
import { type StoredType, specOf, type VersionSpec } from "#server/forecasts/read-specs";
import { notFound } from "#server/platform/errors";

export interface LockedQuestion {
  id: string;
  teamId: string;
  scenarioId: string;
  state: StoredState;
  /** The version in force. */
  versionId: string;
  clocks: Pick<Clocks, "opensAt" | "closesAt">;
  /** What it asks, as the version in force says. */
  spec: QuestionSpec;
  /** The database's clock, read under the lock. */
  now: number;
}

interface Locked extends Omit<LockedQuestion, "clocks" | "spec">, VersionSpec {
  type: StoredType;
  opensAt: number;
  closesAt: number;
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
  const [row] = await tx.$queryRaw<Locked[]>`
    SELECT q."id", q."teamId", q."scenarioId", q."state"::text AS "state", q."type"::text AS "type",
      v."id" AS "versionId", v."options",
      v."rangeMin", v."rangeMax", v."openLower", v."openUpper", v."zeroPoint", v."unit",
      (extract(epoch FROM v."opensAt") * 1000)::float8 AS "opensAt",
      (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
      (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "now"
    FROM "Question" q JOIN "QuestionVersion" v ON v."questionId" = q."id"
    WHERE q."id" = ${questionId}::uuid ORDER BY v."number" DESC LIMIT 1`;
  if (!row) throw notFound();
  const { teamId, scenarioId, state, versionId, opensAt, closesAt, now } = row;
  return {
    id: row.id,
    teamId,
    scenarioId,
    state,
    versionId,
    clocks: { opensAt, closesAt },
    spec: specOf(row.type, row),
    now,
  };
}
