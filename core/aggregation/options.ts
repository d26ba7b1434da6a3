import type { AggregationMethod, CrowdValue } from "#core/aggregation/binary";
import type { CrowdPeriod } from "#core/aggregation/history";
import { eventsUntil, followHistory } from "#core/aggregation/history";
import {
  extremisedPool,
  geometricMeanOfOdds,
  neymanExponent,
  recencyWeights,
  TRIMMED_SHARE,
  trimmedMean,
} from "#core/aggregation/methods";
import { runningCrowd } from "#core/aggregation/running";
import type { Instant } from "#core/clock";
import { weightedQuantile } from "#core/math/quantile";
import { requireInteger, requireProbability, requireSome } from "#core/math/require";
import { weightedMean } from "#core/math/sum";
import { PROBABILITY_MIN } from "#core/question";
import { requireProbabilityVector } from "#core/scoring/brier";
import type { ForecastEvent } from "#core/standing";

/** What a crowd says about exclusive options; every list is in their order. */
export interface OptionsCrowd {
  readonly count: number;
  /** The aggregate: each at least 0.001, together 1. */
  readonly values: number[];
  /** Quartiles per option, scaled as the aggregate was, so that the band surrounds it. They sum to nothing in particular. */
  readonly lower: number[];
  readonly upper: number[];
}

/**
 * Shares made to sum to 1, those at the floor of 0.001 staying there: (m − 0.001)/Σ(m − 0.001) · (1 − 0.001 · n) + 0.001.
 *
 * @param shares at least two, each in [0, 1], together above their floors
 * @throws {RangeError} outside those ranges
 * @see Metaculus, utils/the_math/aggregations.py
 */
export function floorPreserving(shares: readonly number[]): number[] {
  requireInteger("number of options", shares.length, 2);
  let above = 0;
  for (const share of shares) {
    above += requireProbability("share", share) - PROBABILITY_MIN;
  }
  if (!(above > 0)) throw new RangeError(`shares must sum to more than their floors, got ${above} above them`);
  const free = 1 - PROBABILITY_MIN * shares.length;
  return shares.map((share) => ((share - PROBABILITY_MIN) / above) * free + PROBABILITY_MIN);
}

/**
 * One forecast and its quartile band from standing multiple choice forecasts: each option by the method, then made to sum to 1.
 * A mean sums to 1 already and is left as it is.
 *
 * @param forecasts oldest first, each one probability per option, summing to 1 within 1e-9, of the same length
 * @throws {RangeError} for none, or one that is no such forecast
 */
export function aggregateOptions(method: AggregationMethod, forecasts: readonly (readonly number[])[]): OptionsCrowd {
  requireSome("forecasts", forecasts);
  const options = forecasts[0]?.length ?? 0;
  for (const forecast of forecasts) requireOptions(forecast, options);
  const weights = method === "recency_weighted_median" ? recencyWeights(forecasts.length) : undefined;
  const columns = Array.from({ length: options }, (_, k) => forecasts.map((forecast) => forecast[k] ?? 0));
  const pooled = columns.map((column) => poolOption(method, column, weights));
  const quartiles = (q: number) => columns.map((column) => weightedQuantile(column, q, weights));
  return crowdOfOptions(method, forecasts.length, pooled, quartiles(0.25), quartiles(0.75));
}

/** Options pooled one by one, made to sum to 1, and their quartiles scaled with them. */
function crowdOfOptions(
  method: AggregationMethod,
  count: number,
  pooled: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
): OptionsCrowd {
  const values = method === "mean" ? [...pooled] : floorPreserving(pooled);
  const scaled = (quartiles: readonly number[]) =>
    quartiles.map((quartile, k) => (quartile * (values[k] ?? 0)) / (pooled[k] || 1)); // 0 is scaled to 0
  return { count, values, lower: scaled(lower), upper: scaled(upper) };
}

/**
 * The crowd of a multiple choice question over time, as {@link aggregateOptions} at each of its instants; kept from event to
 * event, option by option.
 *
 * @param log every forecast with the same number of options, in any order
 * @param period as for a binary question: forecasts before `from` enter there, `until` null leaves the last entry open
 * @throws {RangeError} on a malformed log, a forecast that is none, or instants that are not finite or not in order
 */
export function aggregateOptionsHistory(
  method: AggregationMethod,
  log: readonly ForecastEvent<readonly number[]>[],
  period: { readonly from: Instant; readonly until: Instant | null },
): CrowdPeriod<OptionsCrowd>[] {
  const events = eventsUntil(log, period);
  const stated = events.flatMap((event) => (event.kind === "forecast" ? [event.value] : []));
  const options = stated[0]?.length ?? 0;
  for (const forecast of stated) requireOptions(forecast, options);
  const crowds = Array.from({ length: options }, (_, k) =>
    runningCrowd(
      method,
      stated.map((forecast) => forecast[k] ?? 0),
    ),
  );
  return followHistory(
    events,
    {
      enter: (person, at, forecast) => crowds.forEach((crowd, k) => void crowd.enter(person, at, forecast[k] ?? 0)),
      renew: (person, at) => crowds.forEach((crowd) => void crowd.renew(person, at)),
      leave: (person) => crowds.forEach((crowd) => void crowd.leave(person)),
      say() {
        const said = crowds.map((crowd) => crowd.say());
        const column = (pick: (one: CrowdValue) => number) => said.map(pick);
        return crowdOfOptions(
          method,
          said[0]?.count ?? 0,
          column(({ value }) => value),
          column(({ lower }) => lower),
          column(({ upper }) => upper),
        );
      },
    },
    period,
  );
}

/** @throws {RangeError} unless it is a forecast over this many options */
function requireOptions(forecast: readonly number[], options: number): void {
  requireProbabilityVector(forecast);
  if (forecast.length !== options) {
    throw new RangeError(`forecasts must have ${options} options, got ${forecast.length}`);
  }
}

function poolOption(
  method: AggregationMethod,
  column: readonly number[],
  weights: readonly number[] | undefined,
): number {
  switch (method) {
    case "median":
    case "recency_weighted_median":
      return weightedQuantile(column, 0.5, weights);
    case "mean":
      return weightedMean(
        column,
        column.map(() => 1),
      );
    case "geometric_mean_of_odds":
      return geometricMeanOfOdds(column);
    case "trimmed_mean":
      return trimmedMean(column, TRIMMED_SHARE);
    case "extremised":
      return extremisedPool(column, neymanExponent(column.length));
  }
}
