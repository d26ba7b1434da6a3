import {
  bindingRelations,
  checkCoherence,
  connectedScenarios,
  nearestRecordable,
  provedFalse,
  type Relation,
} from "#core/coherence";
import { type Actor, forecastingMembership } from "#core/permissions";
import { PROBABILITY_MAX, PROBABILITY_MIN } from "#core/question";
import { db, pool } from "#server/platform/db";
import { type RelatedScenario, relationBook, standingRules } from "#server/relations/relation-queries";

/** A scenario of an incoherent set, and what becomes of one's number on it. */
export interface OwnPart {
  scenarioId: string;
  questionId: string;
  number: number;
  statement: string;
  /** One's standing probability; null for none. */
  mine: number | null;
  /** Of the nearest coherent set, as it can be recorded; null where it takes no part in it. */
  nearest: number | null;
  /** Why it takes no part: there is no number, none can be entered any more, or the answer is known. */
  apart: "no forecast" | "closed" | "resolved yes" | "resolved no" | null;
}

/** Relations that one's numbers break, and the nearest numbers that break none. */
export interface OwnIncoherence {
  /** In the order of their numbers. */
  parts: OwnPart[];
  /** Broken by themselves: by how much, in probability. */
  violations: { relation: Relation; excess: number }[];
  /** Those that bind together, where no single one is broken. */
  binding: Relation[];
  /** Whether what is offered differs from what stands: it does not where nothing nearer can be recorded. */
  moves: boolean;
  /** Whether a number of the nearest set cannot be recorded and the nearest that can stands in its place. */
  bounded: boolean;
}

export interface OwnCoherence {
  teamId: string;
  sets: OwnIncoherence[];
  /** Relations that verdicts have proved false together: nothing is said of their sets. */
  disproved: Relation[][];
  /** What scenarios are called, for the words of relations. */
  names: Record<string, { number: number; statement: string }>;
}

/** Numbers nearer than this are the same: a tenth of a point is what people see. */
const SAME = 1e-6;

/**
 * How one's own standing numbers fare against the declared relations: what is broken and what lies nearest. From one's own
 * numbers and from verdicts alone, so it tells nothing of anybody else. What cannot be forecast any more takes no part: it is
 * left out, or known once it is resolved.
 *
 * @param about only sets that hold one of these scenarios; null for all of the team's
 */
export async function ownCoherence(
  actor: Actor,
  teamId: string,
  about: readonly string[] | null,
): Promise<OwnCoherence> {
  const nothing = { teamId, sets: [], disproved: [], names: {} };
  const memberId = forecastingMembership(actor, teamId)?.memberId;
  if (!memberId) return nothing;
  const { scenarios, relations } = await relationBook(db, teamId);
  const sets = connectedScenarios(standingRules(relations)).filter((set) =>
    set.scenarios.some((id) => about === null || about.includes(id)),
  );
  if (sets.length === 0) return nothing;
  const ids = sets.flatMap((set) => set.scenarios);
  const mine = await ownNumbers(
    memberId,
    ids.flatMap((id) => scenarios.get(id)?.headline?.questionId ?? []),
  );
  const known = knownOf(ids, scenarios);
  const names = Object.fromEntries(
    ids.flatMap((id) => {
      const scenario = scenarios.get(id);
      return scenario ? [[id, { number: scenario.number, statement: scenario.statement }]] : [];
    }),
  );
  const judged = sets.flatMap((set) => judge(set, scenarios, mine, known) ?? []);
  return {
    teamId,
    sets: judged.toSorted((a, b) => firstNumber(a) - firstNumber(b)),
    disproved: sets.flatMap((set) => provedFalse(set.relations, known)),
    names,
  };
}

const firstNumber = ({ parts }: OwnIncoherence) => parts[0]?.number ?? 0;

/** Which scenarios verdicts have decided. */
export function knownOf(
  ids: readonly string[],
  scenarios: ReadonlyMap<string, RelatedScenario>,
): ReadonlyMap<string, boolean> {
  return new Map(
    ids.flatMap((id) => {
      const outcome = scenarios.get(id)?.headline?.outcome;
      return outcome ? [[id, outcome === "YES"] as const] : [];
    }),
  );
}

function judge(
  set: { scenarios: readonly string[]; relations: readonly Relation[] },
  scenarios: ReadonlyMap<string, RelatedScenario>,
  mine: ReadonlyMap<string, number>,
  known: ReadonlyMap<string, boolean>,
): OwnIncoherence | null {
  const unordered = set.scenarios.flatMap((id): OwnPart[] => {
    const scenario = scenarios.get(id);
    if (!scenario?.headline) return [];
    const { questionId, state } = scenario.headline;
    const own = mine.get(questionId) ?? null;
    const outcome = known.get(id);
    const apart =
      outcome !== undefined
        ? outcome
          ? "resolved yes"
          : "resolved no"
        : state !== "OPEN"
          ? "closed"
          : own === null
            ? "no forecast"
            : null;
    const { number, statement } = scenario;
    return [{ scenarioId: id, questionId, number, statement, mine: own, nearest: null, apart }];
  });
  // As the brief lists them: ids differ from one database to the next.
  const parts = unordered.toSorted((a, b) => a.number - b.number || (a.scenarioId < b.scenarioId ? -1 : 1));
  const movable = new Map(
    parts.flatMap(({ scenarioId, mine: own, apart }) =>
      apart === null && own !== null ? [[scenarioId, own] as const] : [],
    ),
  );
  const check = checkCoherence(movable, set.relations, known);
  if (check.distance <= SAME) return null;
  const recordable = nearestRecordable(movable, set.relations, known, [PROBABILITY_MIN, PROBABILITY_MAX]);
  const offered = parts.map((part) => ({ ...part, nearest: recordable.get(part.scenarioId) ?? null }));
  return {
    parts: offered,
    violations: [...check.violations],
    binding: bindingRelations(movable, set.relations, known).flat(),
    moves: offered.some(({ mine: own, nearest }) => nearest !== null && Math.abs(nearest - (own ?? 0)) > SAME),
    bounded: [...check.nearest].some(([id, p]) => Math.abs((recordable.get(id) ?? p) - p) > SAME),
  };
}

/** One's standing probabilities on binary questions, by question id. */
export async function ownNumbers(memberId: string, questionIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ questionId: string; probability: number | null }>({
    name: "own-standing-numbers",
    text: `SELECT DISTINCT ON ("questionId") "questionId",
        CASE WHEN "kind" <> 'WITHDRAWAL' THEN "probabilities"[1] END AS "probability"
      FROM "Forecast" WHERE "memberId" = $1 AND "questionId" = ANY ($2::uuid[])
      ORDER BY "questionId", "sequence" DESC`,
    values: [memberId, questionIds],
  });
  return new Map(
    rows.flatMap(({ questionId, probability }) => (probability === null ? [] : [[questionId, probability] as const])),
  );
}
