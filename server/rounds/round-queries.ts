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
 * @returns an entry for each question that has any
 */
export async function roundRecords(questionIds: readonly string[]): Promise<Map<string, RoundRecord[]>> {
  const rounds = await db.round.findMany({
    where: { questionId: { in: [...questionIds] } },
    orderBy: [{ questionId: "asc" }, { number: "asc" }],
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
  const records = rounds.map(({ questionId, teamId, openedBy, endedBy, settledAt, version, ...round }) => ({
    questionId,
    record: {
      ...round,
      openedBy: deputies.nameOf(openedBy, teamId, round.opensAt),
      endedBy: deputies.nameOf(endedBy, teamId, round.endedAt),
      rationale: version && { number: version.number, scenarioId: version.documentId },
      settled: settledAt !== null,
    },
  }));
  return new Map(
    [...Map.groupBy(records, ({ questionId }) => questionId)].map(([id, of]) => [id, of.map(({ record }) => record)]),
  );
}

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
