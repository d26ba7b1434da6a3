import { median, weightedQuantile } from "#core/math/quantile";
import { mean, sum } from "#core/math/sum";
import { answeredIn, type Interval, type RoundSpan, requireRounds } from "#core/round";
import { applyEvent, canonicalOrder, type ForecastEvent, type Standing } from "#core/standing";

/** An event of the log, with what was stated around it. */
export type RoundEvent = ForecastEvent<number> & {
  readonly reason: string | null;
  readonly interval: Interval | null;
};

/** What somebody held when a round ended. */
export interface RoundEstimate {
  readonly person: string;
  readonly value: number;
  readonly interval: Interval | null;
  /** What they last gave as a reason in that round; null where they gave none, or did not answer in it. */
  readonly reason: string | null;
  /** Whether they answered in that very round, or what they had said before still stood. */
  readonly answered: boolean;
}

/** How far apart a group is. */
export interface RoundSpread {
  readonly count: number;
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  /** Sample standard deviation (n − 1); null for one person. */
  readonly deviation: number | null;
  /** Mean of high − low over those who gave an interval; null where nobody did. */
  readonly width: number | null;
}

export interface RoundMove {
  readonly person: string;
  readonly from: number;
  readonly to: number;
  readonly reason: string | null;
}

export interface RoundSummary {
  readonly round: RoundSpan;
  readonly estimates: readonly RoundEstimate[];
  /** Null where nobody took part. */
  readonly spread: RoundSpread | null;
  /** Those who took part in the round before, too, and hold something else now; the largest move first. */
  readonly moves: readonly RoundMove[];
  /** How many of them hold what they held. */
  readonly stayed: number;
  /** How many stated something after its end and before the next round. */
  readonly late: number;
}

/**
 * What the rounds of a question came to, each with the one before as its comparison.
 *
 * Whoever answered in a round takes part from then on: a later round counts what they hold at its end, said in it or not, so
 * that before and after compare the same people. What is stated at the end's instant or later is late for the round.
 *
 * @param log every event on the question, in any order; values and bounds in one unit, the answer's own
 * @param rounds of the question, in order, those that have ended
 * @throws {RangeError} on a malformed log or malformed rounds
 */
export function summariseRounds(log: readonly RoundEvent[], rounds: readonly RoundSpan[]): RoundSummary[] {
  const ordered = canonicalOrder(log);
  const taking = new Set<string>();
  const summaries: RoundSummary[] = [];
  for (const [index, round] of requireRounds(rounds).entries()) {
    const answered = answeredIn(ordered, round);
    for (const person of answered) taking.add(person);
    const estimates = estimatesAt(ordered, round, taking, answered);
    const before = summaries.at(-1)?.estimates ?? [];
    const until = rounds[index + 1]?.opensAt ?? Number.POSITIVE_INFINITY;
    const held = pairs(before, estimates);
    summaries.push({
      round,
      estimates,
      spread: spreadOf(estimates),
      moves: held.filter(({ from, to }) => from !== to).toSorted((a, b) => distance(b) - distance(a)),
      stayed: held.filter(({ from, to }) => from === to).length,
      late: new Set(
        ordered
          .filter(({ kind, at }) => kind !== "withdrawal" && at >= round.endsAt && at < until)
          .map((e) => e.person),
      ).size,
    });
  }
  return summaries;
}

function estimatesAt(
  log: readonly RoundEvent[],
  round: RoundSpan,
  taking: ReadonlySet<string>,
  answered: ReadonlySet<string>,
): RoundEstimate[] {
  const standing = new Map<string, Standing<number>>();
  const intervals = new Map<string, Interval | null>();
  const reasons = new Map<string, string>();
  for (const event of log) {
    if (event.at >= round.endsAt) break;
    applyEvent(standing, event);
    if (event.kind === "forecast") intervals.set(event.person, event.interval);
    if (event.at >= round.opensAt && event.reason !== null) reasons.set(event.person, event.reason);
  }
  return [...standing.values()]
    .filter(({ person }) => taking.has(person))
    .map(({ person, value }) => ({
      person,
      value,
      interval: intervals.get(person) ?? null,
      reason: reasons.get(person) ?? null,
      answered: answered.has(person),
    }));
}

function spreadOf(estimates: readonly RoundEstimate[]): RoundSpread | null {
  if (estimates.length === 0) return null;
  const values = estimates.map(({ value }) => value);
  const widths = estimates.flatMap(({ interval }) => (interval ? [interval.high - interval.low] : []));
  return {
    count: values.length,
    median: median(values),
    lower: weightedQuantile(values, 0.25),
    upper: weightedQuantile(values, 0.75),
    deviation: deviationOf(values),
    width: widths.length === 0 ? null : mean(widths),
  };
}

function deviationOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const centre = mean(values);
  return Math.sqrt(sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
}

function pairs(before: readonly RoundEstimate[], after: readonly RoundEstimate[]): RoundMove[] {
  const held = new Map(before.map(({ person, value }) => [person, value]));
  return after.flatMap(({ person, value, reason }) => {
    const from = held.get(person);
    return from === undefined ? [] : [{ person, from, to: value, reason }];
  });
}

const distance = ({ from, to }: RoundMove) => Math.abs(to - from);
