import { effectiveClose } from "#core/clock";
import type { AskedOf, HeldValue, TypedLog } from "#core/forecast-value";
import { type Person, revealedLog } from "#core/forecast-view";
import { saysWhatHappened } from "#core/outcome";
import type { Actor } from "#core/permissions";
import { type ForecastEvent, standingAt } from "#core/standing";
import { forecastViews, type ShownQuestion } from "#server/forecasts/forecast-queries";
import { USUAL_CHOICE } from "#server/leaderboards/board-choice";
import { type Verdict, verdictScores, verdictsOn } from "#server/resolution/verdict-scores";
import { peerTotals, type Totals } from "#server/scores/team-totals";

/** What confirming a verdict would do to one person. Points are peer points. */
export interface ImpactRow extends Person {
  own: boolean;
  /** What they held when scoring stops; null where nothing stood. */
  held: HeldValue | null;
  /** Under the verdict in force; null without one, or without a score. */
  before: number | null;
  after: number | null;
  /** Their score on the team's board with the one and the other; null without any scored question, or below its minimum. */
  board: { before: number | null; after: number | null };
}

/** What confirming would do. It is worked out each time it is looked at, by the code that will write it, and never stored. */
export interface Impact {
  /** How many people it would score. */
  people: number;
  /** Null before reveal, when no more than who has forecast may be told, and `people` is the most that it can be. */
  shown: {
    rows: ImpactRow[];
    /** Forecasts at or after the instant at which scoring stops. */
    late: number;
    /** How many people change place on the team's board. */
    places: number;
    /** By which what was held is read. */
    asked: AskedOf;
    /** How few scored questions keep somebody off the board. */
    minimum: number;
  } | null;
}

export async function impactOf(actor: Actor, question: ShownQuestion, next: Verdict): Promise<Impact> {
  const view = (await forecastViews(actor, [question])).get(question.id);
  const scores = saysWhatHappened(next.outcome);
  const log = view && revealedLog(view);
  if (!view || !log) return { people: scores ? (view?.whoHasForecast.length ?? 0) : 0, shown: null };
  const [{ clocks, versions }, totals] = await Promise.all([
    verdictsOn(question.id),
    peerTotals(question.teamId, question.id),
  ]);
  const inForce = versions.at(-1);
  const before = inForce ? verdictScores(clocks, log, inForce) : new Map();
  const after = verdictScores(clocks, log, next);
  const held = heldAtClose(
    log.log,
    next.outcome === "VOID" ? clocks.closesAt : effectiveClose({ ...clocks, knownAt: next.knownAt }),
  );
  const { k, questions: minimum } = USUAL_CHOICE;
  const boardWith = (own: typeof after, memberId: string) => {
    const total = plus(totals.get(memberId), own.get(memberId));
    return total && total.questions >= minimum ? total.score / (total.coverage + k) : null;
  };
  const rows = view.whoHasForecast
    .filter(({ memberId }) => before.has(memberId) || after.has(memberId))
    .map((person): ImpactRow => {
      const { memberId } = person;
      return {
        ...person,
        own: actor.memberships.some((membership) => membership.memberId === memberId),
        held: held.get(memberId) ?? null,
        before: before.get(memberId)?.peer ?? null,
        after: after.get(memberId)?.peer ?? null,
        board: { before: boardWith(before, memberId), after: boardWith(after, memberId) },
      };
    });
  rows.sort((a, b) => (b.after ?? b.before ?? 0) - (a.after ?? a.before ?? 0));
  const everybody = new Set([...totals.keys(), ...rows.map(({ memberId }) => memberId)]);
  const places = placesChanged(
    [...everybody].map((memberId) => ({ before: boardWith(before, memberId), after: boardWith(after, memberId) })),
  );
  const stops = next.outcome === "VOID" ? Number.POSITIVE_INFINITY : next.knownAt;
  const late = scores ? log.log.filter(({ at }) => at >= Math.min(stops, clocks.closesAt)).length : 0;
  return { people: after.size, shown: { rows, late, places, asked: askedOf(log), minimum } };
}

/** What stood just before scoring stops: what was stated at that very instant is late. */
function heldAtClose(log: TypedLog["log"], close: number): Map<string, HeldValue> {
  const events: readonly ForecastEvent<HeldValue>[] = log;
  const before = events.filter(({ at }) => at < close);
  return new Map([...standingAt(before, close)].map(([memberId, { value }]) => [memberId, value]));
}

/** Without the log. */
function askedOf(question: TypedLog): AskedOf {
  switch (question.type) {
    case "binary":
      return { type: question.type };
    case "multiple_choice":
      return { type: question.type, options: question.options };
    case "numeric":
    case "date":
      return { type: question.type, range: question.range };
  }
}

function plus(
  total: Totals | undefined,
  score: { peer: number | null; coverage: number } | undefined,
): Totals | undefined {
  if (!score || score.peer === null) return total;
  const { score: sum, coverage, questions } = total ?? { score: 0, coverage: 0, questions: 0 };
  return { score: sum + score.peer, coverage: coverage + score.coverage, questions: questions + 1 };
}

/** How many of those who stand on the board before and after have another number of people above them. */
function placesChanged(people: readonly { before: number | null; after: number | null }[]): number {
  const above = (side: "before" | "after", score: number) =>
    people.filter((other) => (other[side] ?? Number.NEGATIVE_INFINITY) > score + 1e-9).length;
  return people.filter(
    ({ before, after }) => before !== null && after !== null && above("before", before) !== above("after", after),
  ).length;
}
