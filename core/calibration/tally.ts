import type { CalibrationPair } from "#core/calibration/pairs";
import { indicator, requirePairs, weightOf } from "#core/calibration/pairs";
import { distinctAscending, rankOf } from "#core/math/ranks";

/**
 * Pairs pooled by what was said: all that a reliability curve, its decompositions and its summary need of them. A hundred
 * thousand pairs hold at most a thousand different probabilities, so what follows a tally costs next to nothing.
 */
export interface Tally {
  /** Distinct forecasts, ascending. */
  readonly points: Float64Array;
  /** Weight of the pairs at each, > 0. */
  readonly weights: Float64Array;
  /** The part of it that resolved yes. */
  readonly yes: Float64Array;
  /** All weights together; the number of pairs where they have none. */
  readonly total: number;
}

type Pair = Pick<CalibrationPair, "forecast" | "outcome" | "weight">;

/**
 * @param pairs at least one, forecasts in [0, 1], weights finite and > 0
 * @throws {RangeError} for none, or values outside those ranges
 */
export function tallyOf(pairs: readonly Pair[]): Tally {
  requirePairs(pairs);
  const points = distinctForecasts(pairs);
  const weights = new Float64Array(points.length);
  const yes = new Float64Array(points.length);
  for (const pair of pairs) {
    const rank = rankOf(points, pair.forecast);
    const weight = weightOf(pair);
    weights[rank] = (weights[rank] ?? 0) + weight;
    yes[rank] = (yes[rank] ?? 0) + weight * indicator(pair.outcome);
  }
  // In the order in which means are taken: where all is yes the base rate is then exactly 1.
  let total = 0;
  for (const weight of weights) total += weight;
  return { points, weights, yes, total };
}

/** The distinct forecasts of some pairs, ascending. A loop, since an iterator over them takes longer than sorting them. */
export function distinctForecasts(pairs: readonly Pick<CalibrationPair, "forecast">[]): Float64Array {
  const forecasts = new Float64Array(pairs.length);
  for (let i = 0; i < forecasts.length; i++) forecasts[i] = pairs[i]?.forecast ?? Number.NaN;
  return distinctAscending(forecasts);
}

/**
 * Weighted mean of something over the distinct forecasts of a tally.
 *
 * @param value of a forecast, the weight that said it and the part of that which resolved yes; already times the weight
 */
export function meanOver(
  { points, weights, yes, total }: Tally,
  value: (forecast: number, weight: number, yes: number) => number,
): number {
  let sum = 0;
  for (let i = 0; i < points.length; i++) sum += value(points[i] ?? 0, weights[i] ?? 0, yes[i] ?? 0);
  return sum / total;
}

/** Share of yes among the pairs: the base rate. */
export function baseRate(tally: Tally): number {
  return meanOver(tally, (_, __, yes) => yes);
}
