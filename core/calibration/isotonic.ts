import { distinctAscending, rankOf } from "#core/math/ranks";
import { requireAsMany, requireFinite, requirePositive, requireSome } from "#core/math/require";

/** A block of the fit: neighbours that share one value. */
export interface IsotonicBlock {
  /** First and last index of the block in the sorted, tie-pooled sequence of forecasts. */
  readonly from: number;
  readonly to: number;
  /** Weighted mean of the outcomes. */
  readonly value: number;
  readonly weight: number;
}

/** The least-squares non-decreasing function of the forecasts. */
export interface IsotonicFit {
  /** Distinct forecasts, ascending. */
  readonly points: Float64Array;
  /** Value of the fit at each of them, never falling. */
  readonly values: Float64Array;
  /** Blocks of equal value, ascending, strictly apart. */
  readonly blocks: readonly IsotonicBlock[];
}

/**
 * Isotonic regression by pooling adjacent violators, ties in the forecast pooled first. O(n log n).
 *
 * @param forecasts finite, at least one
 * @param outcomes as many, finite
 * @param weights as many, > 0; omitted: 1 each
 * @throws {RangeError} on lengths that differ, no forecasts, NaN, infinities, or a weight that is not > 0
 * @see Ayer et al. (1955); de Leeuw, Hornik & Mair (2009)
 */
export function isotonicFit(
  forecasts: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  weights?: ArrayLike<number>,
): IsotonicFit {
  const n = forecasts.length;
  requireSome("forecasts", forecasts);
  requireAsMany("outcomes", outcomes, "forecasts", n);
  if (weights !== undefined) requireAsMany("weights", weights, "forecasts", n);
  for (let i = 0; i < n; i++) requireFinite("forecast", forecasts[i] ?? Number.NaN);
  const points = distinctAscending(Float64Array.from(forecasts));
  const totals = new Float64Array(points.length);
  const masses = new Float64Array(points.length);
  for (let i = 0; i < n; i++) {
    const weight = weights === undefined ? 1 : requirePositive("weight", weights[i] ?? Number.NaN);
    const rank = rankOf(points, forecasts[i] ?? 0);
    totals[rank] = (totals[rank] ?? 0) + weight * requireFinite("outcome", outcomes[i] ?? Number.NaN);
    masses[rank] = (masses[rank] ?? 0) + weight;
  }
  return poolAdjacent(points, totals, masses);
}

/**
 * Pools adjacent violators: a block that does not rise above the one before it is merged into it. O(n).
 *
 * @param points distinct, ascending
 * @param totals at each point the sum of its weighted outcomes
 * @param masses at each point its weight, > 0
 */
export function poolAdjacent(points: Float64Array, totals: Float64Array, masses: Float64Array): IsotonicFit {
  const starts = new Int32Array(points.length + 1);
  const pooled = new Float64Array(points.length);
  const weights = new Float64Array(points.length);
  let top = 0;
  for (let rank = 0; rank < points.length; rank++) {
    let total = totals[rank] ?? 0;
    let mass = masses[rank] ?? 1;
    starts[top] = rank;
    while (top > 0 && (pooled[top - 1] ?? 0) / (weights[top - 1] ?? 1) >= total / mass) {
      top--;
      total += pooled[top] ?? 0;
      mass += weights[top] ?? 0;
    }
    pooled[top] = total;
    weights[top] = mass;
    top++;
  }
  starts[top] = points.length;
  const blocks = Array.from({ length: top }, (_, b): IsotonicBlock => {
    const weight = requireFinite("weight of a block", weights[b] ?? 1);
    const value = requireFinite("mean outcome of a block", (pooled[b] ?? 0) / weight);
    return { from: starts[b] ?? 0, to: (starts[b + 1] ?? 0) - 1, value, weight };
  });
  const values = new Float64Array(points.length);
  for (const { from, to, value } of blocks) values.fill(value, from, to + 1);
  return { points, values, blocks };
}

/**
 * Value of a fit at a forecast that it was made from.
 *
 * @throws {RangeError} for any other forecast
 */
export function fittedAt({ points, values }: IsotonicFit, forecast: number): number {
  const rank = rankOf(points, forecast);
  if (points[rank] !== forecast) throw new RangeError(`forecast must be one of the fit's points, got ${forecast}`);
  return values[rank] ?? Number.NaN;
}
