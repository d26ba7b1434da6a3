import { eventsUntil, followHistory, oldestFirst } from "#core/aggregation/history";
import {
  extremisedPool,
  geometricMeanOfOdds,
  meanPool,
  neymanExponent,
  recencyWeights,
  TRIMMED_SHARE,
  trimmedMean,
} from "#core/aggregation/methods";
import { runningCrowd } from "#core/aggregation/running";
import type { Instant } from "#core/clock";
import { median, weightedQuantile } from "#core/math/quantile";
import { requireSome } from "#core/math/require";
import type { ForecastEvent } from "#core/standing";
import { standingAt } from "#core/standing";

/** The named ways of making one number of a crowd. The first is the default of a team. */
export const AGGREGATION_METHODS = [
  "median",
  "mean",
  "geometric_mean_of_odds",
  "recency_weighted_median",
  "trimmed_mean",
  "extremised",
] as const;
export type AggregationMethod = (typeof AGGREGATION_METHODS)[number];

/** What a crowd says at an instant. */
export interface CrowdValue {
  /** How many forecasts stand, at least 1. */
  readonly count: number;
  /** The aggregate, a probability. */
  readonly value: number;
  /** First quartile of what stands, by the method's own weights. */
  readonly lower: number;
  /** Third quartile. */
  readonly upper: number;
}

/** A stretch of time in which a crowd said one thing; `end` is null where it still says it. */
export interface CrowdSpan extends CrowdValue {
  readonly start: Instant;
  readonly end: Instant | null;
}

/**
 * One number and its quartile band from standing probabilities.
 *
 * @param probabilities oldest first (only the recency weights care), each in (0, 1) where log-odds are taken, else [0, 1]
 * @throws {RangeError} for none, or one outside that range
 */
export function aggregate(method: AggregationMethod, probabilities: readonly number[]): CrowdValue {
  requireSome("probabilities", probabilities);
  const weights = method === "recency_weighted_median" ? recencyWeights(probabilities.length) : undefined;
  return {
    count: probabilities.length,
    value: pool(method, probabilities, weights),
    lower: weightedQuantile(probabilities, 0.25, weights),
    upper: weightedQuantile(probabilities, 0.75, weights),
  };
}

function pool(method: AggregationMethod, probabilities: readonly number[], weights: readonly number[] | undefined) {
  switch (method) {
    case "median":
      return median(probabilities);
    case "mean":
      return meanPool(probabilities);
    case "geometric_mean_of_odds":
      return geometricMeanOfOdds(probabilities);
    case "recency_weighted_median":
      return weightedQuantile(probabilities, 0.5, weights);
    case "trimmed_mean":
      return trimmedMean(probabilities, TRIMMED_SHARE);
    case "extremised":
      return extremisedPool(probabilities, neymanExponent(probabilities.length));
  }
}

/**
 * The crowd at an instant: an aggregate of what stands there; null when nothing does.
 *
 * @param log of a binary question, in any order
 * @throws {RangeError} on a malformed log or an instant that is not finite
 */
export function aggregateAt(
  method: AggregationMethod,
  log: readonly ForecastEvent<number>[],
  at: Instant,
): CrowdValue | null {
  const standing = standingAt(log, at);
  return standing.size === 0 ? null : aggregate(method, oldestFirst(standing));
}

/**
 * The crowd over time: one entry per stretch between two instants at which something was recorded, for charts.
 * A stretch in which nobody stands has no entry.
 *
 * @param log of a binary question, in any order
 * @param period forecasts before `from` enter there; `until` ends the history, null leaves the last entry open
 * @throws {RangeError} on a malformed log or instants that are not finite or not in order
 */
export function aggregateHistory(
  method: AggregationMethod,
  log: readonly ForecastEvent<number>[],
  period: { readonly from: Instant; readonly until: Instant | null },
): CrowdSpan[] {
  const events = eventsUntil(log, period);
  const stated = events.flatMap((event) => (event.kind === "forecast" ? [event.value] : []));
  return followHistory(events, runningCrowd(method, stated), period).map(({ start, end, crowd }) => ({
    start,
    end,
    ...crowd,
  }));
}
