import { requireAsMany, requireFinite, requireNotNegative, requireProbability, requireSome } from "#core/math/require";

/**
 * Weighted quantile: with c the cumulative share of weight over the values in ascending order,
 * the mean of the first value with c ≥ q and the first with c > q. At q = ½ and equal weights this is the median.
 *
 * @param values finite numbers, at least one, in any order
 * @param q share of the weight, in [0, 1]
 * @param weights as many as values, each ≥ 0, not all 0; omitted: equal
 * @returns a number between the least and the greatest value
 * @throws {RangeError} outside those ranges
 * @see Metaculus, utils/the_math/measures.py, weighted_percentile_2d
 */
export function weightedQuantile(values: readonly number[], q: number, weights?: readonly number[]): number {
  requireSome("values", values);
  requireProbability("q", q);
  if (weights !== undefined) requireAsMany("weights", weights, "values", values.length);
  const sorted = values.map((value, i) => ({ value: requireFinite("value", value), weight: weightAt(weights, i) }));
  sorted.sort((a, b) => a.value - b.value);
  const column = (pick: (one: { value: number; weight: number }) => number) => Float64Array.from(sorted, pick);
  return ascendingQuantile(
    column(({ value }) => value),
    column(({ weight }) => weight),
    q,
  );
}

/**
 * {@link weightedQuantile} of values that are ascending and checked already, for sweeps that keep them so.
 *
 * @param values ascending, finite, at least one; its length is how many count
 * @param weights as many or more, ≥ 0
 * @throws {RangeError} when the weights sum to nothing
 */
export function ascendingQuantile(values: Float64Array, weights: Float64Array, q: number): number {
  const n = values.length;
  let total = 0;
  for (let i = 0; i < n; i++) total += weights[i] ?? 0;
  if (!(total > 0)) throw new RangeError(`weights must sum to more than 0, got ${total}`);
  let cumulative = 0;
  let reached: number | null = null;
  for (let i = 0; i < n; i++) {
    const value = values[i] ?? Number.NaN;
    cumulative += weights[i] ?? 0;
    if (reached === null && cumulative / total >= q) reached = value;
    if (cumulative / total > q) return 0.5 * (reached ?? value) + 0.5 * value;
  }
  const last = values[n - 1] ?? Number.NaN;
  return 0.5 * (reached ?? last) + 0.5 * last;
}

function weightAt(weights: readonly number[] | undefined, i: number): number {
  return weights === undefined ? 1 : requireNotNegative("weight", weights[i] ?? Number.NaN);
}

/**
 * Median of equally weighted values; of an even number, the mean of the two in the middle.
 *
 * @throws {RangeError} for no values, NaN or an infinity
 */
export function median(values: readonly number[]): number {
  return weightedQuantile(values, 0.5);
}

/**
 * Linearly interpolated quantile of an ascending sample (Hyndman & Fan type 7), for bootstrap distributions.
 *
 * @param sorted ascending, finite, at least one
 * @param q in [0, 1]
 * @throws {RangeError} outside those ranges, or where the sample is not ascending beside the point asked for
 */
export function quantileSorted(sorted: ArrayLike<number>, q: number): number {
  requireSome("sorted", sorted);
  requireProbability("q", q);
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const low = requireFinite("value", sorted[below] ?? Number.NaN);
  const high = requireFinite("value", sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN);
  if (high < low) throw new RangeError(`sorted must be ascending, got ${low} before ${high}`);
  return low + (position - below) * (high - low);
}
