import type { StoredState } from "#core/resolution";
import { Prisma } from "#prisma/client/client";

/** The latest round of a question. Instants are ISO text with microseconds, which compares as text. */
export interface LatestRound {
  id: string;
  number: number;
  opensAt: string;
  /** The end in force. */
  endsAt: string;
  settled: boolean;
}

export interface QuestionInRounds {
  id: string;
  scenarioId: string;
  state: StoredState;
  archived: boolean;
  title: string;
  closesAt: Date;
  round: LatestRound | null;
}

const iso = (instant: string) => Prisma.raw(`to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

/**
 * Locks some questions of a team for the rest of the transaction, in an order that is everybody's, and reads what decides
 * about their rounds. A forecast holds a share of its question's row, so each is before the instant that is read here or
 * after it.
 *
 * @returns those that the team has, with the database's clock under the locks
 */
export async function lockedQuestions(
  tx: Prisma.TransactionClient,
  teamId: string,
  questionIds: readonly string[],
): Promise<{ at: string; questions: QuestionInRounds[] }> {
  await tx.$queryRaw`
    SELECT "id" FROM "Question" WHERE "teamId" = ${teamId}::uuid AND "id" = ANY (${[...questionIds]}::uuid[])
    ORDER BY "id" FOR UPDATE`;
  const [clock] = await tx.$queryRaw<{ at: string }[]>`SELECT ${iso("clock_timestamp()")} AS "at"`;
  const questions = await tx.$queryRaw<QuestionInRounds[]>`
    SELECT q."id", q."scenarioId", q."state"::text AS "state", s."archivedAt" IS NOT NULL AS "archived", v."title",
      v."closesAt",
      (SELECT json_build_object('id', r."id", 'number', r."number", 'opensAt', ${iso('r."opensAt"')},
          'endsAt', ${iso('coalesce(r."endedAt", r."endsAt")')}, 'settled', r."settledAt" IS NOT NULL)
        FROM "Round" r WHERE r."questionId" = q."id" ORDER BY r."number" DESC LIMIT 1) AS "round"
    FROM "Question" q
    JOIN "Scenario" s ON s."id" = q."scenarioId"
    JOIN LATERAL (SELECT "title", "closesAt" FROM "QuestionVersion" WHERE "questionId" = q."id"
      ORDER BY "number" DESC LIMIT 1) v ON true
    WHERE q."teamId" = ${teamId}::uuid AND q."id" = ANY (${[...questionIds]}::uuid[]) ORDER BY q."id"`;
  return { at: clock?.at ?? "", questions };
}
