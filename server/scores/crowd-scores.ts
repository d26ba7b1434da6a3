import { aggregateAt, aggregateHistory } from "#core/aggregation/binary";
import type { Clocks, Instant } from "#core/clock";
import { effectiveClose } from "#core/clock";
import type { BinaryOutcome } from "#core/question";
import { scoreCrowdRow } from "#core/scoring/crowd-row";
import { binaryRule } from "#core/scoring/rules";
import { crowdStrictlyBefore, spotInstant } from "#core/scoring/spot";
import type { QuestionScores } from "#core/scoring/sweep";
import { type ForecastEvent, standingAt } from "#core/standing";

/** The aggregates that boards show beside people. */
export const CROWD_METHODS = ["median", "mean", "geometric_mean_of_odds"] as const;
export type CrowdMethod = (typeof CROWD_METHODS)[number];

export interface CrowdScores extends Omit<QuestionScores, "person"> {
  readonly method: CrowdMethod;
  readonly spotBaseline: number | null;
  readonly spotPeer: number | null;
}

interface ResolvedQuestion {
  readonly clocks: Clocks;
  readonly log: readonly ForecastEvent<number>[];
  readonly outcome: BinaryOutcome;
  /** When a round was revealed; null where none was. */
  readonly revealAt: Instant | null;
}

/**
 * What each aggregate of the forecasters of a resolved question scores against them, itself not among them. An aggregate
 * stands from the first forecast, changes with every one, and ends while nobody's forecast stands.
 *
 * @returns none for a question on which no time counted
 * @throws {RangeError} as the sweep
 */
export function crowdScores({ clocks, log, outcome, revealAt }: ResolvedQuestion): CrowdScores[] {
  const rule = binaryRule(outcome);
  const period = { from: clocks.opensAt, until: effectiveClose(clocks) };
  const spot = spotInstant(clocks, revealAt);
  const before = log.filter(({ at }) => at < spot);
  const people = standingAt(before, spot).size;
  const against = people === 0 ? null : crowdStrictlyBefore({ log, rule }, spot);
  return CROWD_METHODS.flatMap((method) => {
    const scores = scoreCrowdRow({ clocks, log, rule }, aggregateHistory(method, log, period));
    if (scores.coverage === 0) return [];
    const said = aggregateAt(method, before, spot);
    const spotted = said && against ? against(said.value) : null;
    // Not a forecaster, so without the n/(n − 1) that a member of the crowd is scored with.
    const spotPeer = spotted && (spotted.peer * (people - 1)) / people;
    return [{ method, ...scores, spotBaseline: spotted?.baseline ?? null, spotPeer }];
  });
}
