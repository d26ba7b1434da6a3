import type { AggregationMethod } from "#core/aggregation/binary";
import {
  extremisedPool,
  geometricMeanOfOdds,
  neymanExponent,
  recencyWeights,
  trimmedMean,
} from "#core/aggregation/methods";
import { weightedQuantile } from "#core/math/quantile";
import { requireInteger, requireProbability, requireSome } from "#core/math/require";
import { weightedMean } from "#core/math/sum";
import { PROBABILITY_MIN } from "#core/question";
import { requireProbabilityVector } from "#core/scoring/brier";

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
  for (const forecast of forecasts) {
    requireProbabilityVector(forecast);
    if (forecast.length !== options)
      throw new RangeError(`forecasts must have ${options} options, got ${forecast.length}`);
  }
  const weights = method === "recency_weighted_median" ? recencyWeights(forecasts.length) : undefined;
  const columns = Array.from({ length: options }, (_, k) => forecasts.map((forecast) => forecast[k] ?? 0));
  const pooled = columns.map((column) => poolOption(method, column, weights));
  const values = method === "mean" ? pooled : floorPreserving(pooled);
  const scaled = (q: number) =>
    columns.map((column, k) => (weightedQuantile(column, q, weights) * (values[k] ?? 0)) / (pooled[k] ?? 1));
  return { count: forecasts.length, values, lower: scaled(0.25), upper: scaled(0.75) };
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
      return trimmedMean(column, 0.1);
    case "extremised":
      return extremisedPool(column, neymanExponent(column.length));
  }
}
