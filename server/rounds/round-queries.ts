import type { Instant } from "#core/clock";
import { db, pool } from "#server/platform/db";
import { Deputies } from "#server/teams/deputy-queries";

/** A round as the record has it. None of it is ever hidden. */
export interface RoundRecord {
  id: string;
  number: number;
  opensAt: Date;
  /** The end that was announced. */
  endsAt: Date;
  /** The end that a lead gave it, if one did. */
  endedAt: Date | null;
  openedBy: string | null;
  endedBy: string | null;
  message: string | null;
  /** The rationale as it stood at the end; null before it was kept, and where nothing was written. */
  rationale: { number: number; scenarioId: string } | null;
  settled: boolean;
}

/**
 * The rounds of some questions that the actor may read, in order: one query, however many questions.
 *
 * @param at as they stood then; null for now
 * @param page of one question: the number after which it begins, and how many at most
 * @returns an entry for each question that has any
 */
export async function roundRecords(
  questionIds: readonly string[],
  at: Instant | null = null,
  { after = 0, limit = null }: { after?: number; limit?: number | null } = {},
): Promise<Map<string, RoundRecord[]>> {
  const rounds = await db.round.findMany({
    where: {
      questionId: { in: [...questionIds] },
      number: { gt: after },
      ...(at === null ? {} : { opensAt: { lt: new Date(at + 1) } }),
    },
    orderBy: [{ questionId: "asc" }, { number: "asc" }],
    ...(limit === null ? {} : { take: limit }),
    select: {
      id: true,
      questionId: true,
      number: true,
      opensAt: true,
      endsAt: true,
      endedAt: true,
      settledAt: true,
      message: true,
      teamId: true,
      openedBy: { select: { id: true, name: true } },
      endedBy: { select: { id: true, name: true } },
      version: { select: { number: true, documentId: true } },
    },
  });
  const deputies = await Deputies.of(rounds.map(({ teamId }) => teamId));
  const records = rounds.map(({ questionId, teamId, openedBy, endedBy, settledAt, version, endedAt, ...round }) => {
    const ended = isBy(endedAt, at);
    const settled = isBy(settledAt, at);
    return {
      questionId,
      record: {
        ...round,
        endedAt: ended ? endedAt : null,
        openedBy: deputies.nameOf(openedBy, teamId, round.opensAt),
        endedBy: ended ? deputies.nameOf(endedBy, teamId, endedAt) : null,
        rationale: settled ? version && { number: version.number, scenarioId: version.documentId } : null,
        settled,
      },
    };
  });
  return new Map(
    [...Map.groupBy(records, ({ questionId }) => questionId)].map(([id, of]) => [id, of.map(({ record }) => record)]),
  );
}

/** Whether something had happened by an instant, of which the whole millisecond counts. */
const isBy = (instant: Date | null, at: Instant | null) => instant !== null && (at === null || instant.getTime() <= at);

/** Who may forecast in a team, by name: those whom a round waits for. The twin of `forecastingMembership`. */
export async function forecastersOf(teamId: string): Promise<{ memberId: string; name: string }[]> {
  const { rows } = await pool.query<{ memberId: string; name: string }>(
    `SELECT m."id" AS "memberId", m."name" FROM "Member" m
     JOIN "User" u ON u."id" = m."userId" AND u."disabledAt" IS NULL AND u."orgRole" <> 'LEADER'
     WHERE m."teamId" = $1 AND m."leftAt" IS NULL AND m."role" <> 'OBSERVER'`,
    [teamId],
  );
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}
