import { type ReliabilityBin, reliabilityBins } from "#core/calibration/bins";
import { type PersonalPair, pairsAtHorizon } from "#core/calibration/horizon";
import {
  type CalibrationSummary,
  calibrationSummary,
  type MurphyDecomposition,
  murphyDecomposition,
} from "#core/calibration/murphy";
import { type Actor, can } from "#core/permissions";
import type { BinaryOutcome } from "#core/question";
import { db, pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { readLogs } from "#server/scores/read-logs";

export interface Calibration {
  /** People whose own diagram the reader may choose. */
  people: { memberId: string; name: string; own: boolean }[];
  bins: ReliabilityBin[];
  pairs: number;
  /** Questions with a pair. */
  questions: number;
  /** Resolved questions without one: their close is still to come, or their answer was known by the horizon. */
  waiting: number;
  settled: number;
  murphy: MurphyDecomposition | null;
  summary: CalibrationSummary | null;
  /** The questions behind the chosen bin. */
  behind: { id: string; title: string; outcome: BinaryOutcome; forecasts: number }[];
}

interface Resolved {
  id: string;
  title: string;
  outcome: "YES" | "NO";
  opensAt: number;
  closesAt: number;
  knownAt: number;
}

const RESOLVED = `
  SELECT q."id", v."title", r."outcome", (extract(epoch FROM r."knownAt") * 1000)::float8 AS "knownAt",
    (extract(epoch FROM v."opensAt") * 1000)::float8 AS "opensAt",
    (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt"
  FROM "Question" q
  JOIN LATERAL (SELECT "outcome", "knownAt" FROM "Resolution" WHERE "questionId" = q."id"
    ORDER BY "version" DESC LIMIT 1) r ON r."outcome" IN ('YES', 'NO')
  JOIN LATERAL (SELECT "title", "opensAt", "closesAt" FROM "QuestionVersion" WHERE "questionId" = q."id"
    ORDER BY "number" DESC LIMIT 1) v ON true
  WHERE q."teamId" = ANY ($1::uuid[]) AND q."state" = 'RESOLVED'
  ORDER BY r."knownAt" DESC, q."id"`;

/**
 * How well what was said at the horizon agrees with what happened, for some teams or one person in them. Only resolved
 * questions count, and those show every forecast to whoever may read them. Three queries, however much there is.
 *
 * @param choice `who`: a member whose record the actor may read, everybody otherwise; `bin`: the lower edge of the bin to
 *   list, or null
 * @throws NOT_FOUND for a board that the actor may not read
 */
export async function calibrationOf(
  actor: Actor,
  teamIds: readonly string[],
  choice: { who: string | null; bin: number | null },
): Promise<Calibration> {
  for (const teamId of teamIds) if (!can(actor, "board.read", { teamId })) throw notFound();
  if (teamIds.length > 1 && !can(actor, "board.across")) throw notFound();
  const [{ rows: resolved }, members] = await Promise.all([
    pool.query<Resolved>(RESOLVED, [teamIds]),
    db.member.findMany({
      where: { teamId: { in: [...teamIds] }, forecastHeads: { some: {} } },
      select: { id: true, teamId: true, name: true },
      orderBy: { name: "asc" },
    }),
  ]);
  const people = members
    .filter(({ id, teamId }) => can(actor, "person.read", { teamId, memberId: id }))
    .map(({ id, name }) => ({
      memberId: id,
      name,
      own: actor.memberships.some(({ memberId }) => memberId === id),
    }));
  const who = people.find(({ memberId }) => memberId === choice.who)?.memberId ?? null;

  const logs = await readLogs(
    db,
    resolved.map(({ id }) => id),
  );
  const now = Date.now();
  const pairs = resolved.flatMap(({ id, outcome, opensAt, closesAt, knownAt }): PersonalPair[] =>
    pairsAtHorizon(
      { id, clocks: { opensAt, closesAt, knownAt }, log: logs.get(id) ?? [], outcome: binary(outcome) },
      now,
    ).filter(({ person }) => who === null || person === who),
  );
  const paired = new Set(pairs.map(({ question }) => question));
  const bins = reliabilityBins(pairs);
  return {
    people,
    bins,
    pairs: pairs.length,
    questions: paired.size,
    waiting: resolved.filter(({ closesAt }) => closesAt > now).length,
    settled: resolved.length,
    murphy: pairs.length > 0 ? murphyDecomposition(pairs) : null,
    summary: pairs.length > 0 ? calibrationSummary(pairs) : null,
    behind: behindOf(
      resolved,
      pairs,
      bins.find(({ low }) => Math.abs(low - (choice.bin ?? -1)) < 1e-6),
    ),
  };
}

const binary = (outcome: "YES" | "NO"): BinaryOutcome => (outcome === "YES" ? "yes" : "no");

function behindOf(
  resolved: readonly Resolved[],
  pairs: readonly PersonalPair[],
  bin: ReliabilityBin | undefined,
): Calibration["behind"] {
  if (!bin) return [];
  const inside = pairs.filter(({ forecast }) => (forecast > bin.low || bin.low === 0) && forecast <= bin.high);
  const counts = Map.groupBy(inside, ({ question }) => question);
  return resolved.flatMap(({ id, title, outcome }) => {
    const forecasts = counts.get(id)?.length ?? 0;
    return forecasts > 0 ? [{ id, title, outcome: binary(outcome), forecasts }] : [];
  });
}
