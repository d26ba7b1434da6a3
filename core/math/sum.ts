import { requireAsMany, requireFinite, requireSome } from "#core/math/require";

/**
 * Sum with Neumaier's compensation: the error does not grow with the number of terms.
 *
 * @param values finite numbers; the empty sum is 0
 * @throws {RangeError} on NaN or an infinity, or where the sum leaves the range of numbers
 * @see Neumaier (1974), “Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen”
 */
export function sum(values: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    requireFinite("value", value);
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return requireFinite("sum", total + lost);
}

/**
 * Arithmetic mean.
 *
 * @throws {RangeError} for no values, NaN or an infinity
 */
export function mean(values: readonly number[]): number {
  requireSome("values", values);
  return sum(values) / values.length;
}

/**
 * Weighted mean Σwv / Σw.
 *
 * @param weights as many as values, each ≥ 0, at least one > 0
 * @throws {RangeError} on lengths that differ, a negative weight, no weight at all, NaN or an infinity
 */
export function weightedMean(values: readonly number[], weights: readonly number[]): number {
  requireAsMany("weights", weights, "values", values.length);
  for (const weight of weights) if (!(weight >= 0)) throw new RangeError(`weight must be ≥ 0, got ${weight}`);
  const total = sum(weights);
  if (!(total > 0)) throw new RangeError(`weights must sum to more than 0, got ${total}`);
  return sum(values.map((value, i) => value * (weights[i] ?? 0))) / total;
}
