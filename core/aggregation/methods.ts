import {
  requireInteger,
  requireOpenProbability,
  requirePositive,
  requireProbability,
  requireSome,
  requireWithin,
} from "#core/math/require";
import { mean } from "#core/math/sum";

/**
 * Pools of probabilities of one event. Each takes what stands, each value in [0, 1] unless said otherwise,
 * and returns a probability; an empty crowd has none and is refused.
 */

/** Arithmetic mean. @throws {RangeError} for no values, or one outside [0, 1] */
export function meanPool(probabilities: readonly number[]): number {
  for (const p of probabilities) requireProbability("probability", p);
  return mean(probabilities);
}

/** Mean of the log-odds, back as a probability. @throws {RangeError} for no values, or one outside (0, 1) */
export function geometricMeanOfOdds(probabilities: readonly number[]): number {
  return probabilityOfLogOdds(mean(probabilities.map(logOdds)));
}

/**
 * Geometric mean of odds, pushed away from even by raising the pooled odds to a power.
 *
 * @param exponent > 1 extremises, 1 changes nothing; finite and > 0
 * @throws {RangeError} for no values, one outside (0, 1), or another exponent
 * @see Satopää et al. (2014), “Combining multiple probability predictions using a simple logit model”
 */
export function extremisedPool(probabilities: readonly number[], exponent: number): number {
  requirePositive("exponent", exponent);
  return probabilityOfLogOdds(exponent * mean(probabilities.map(logOdds)));
}

/**
 * The exponent that Neyman and Roughgarden derive from the number of forecasters: n(√(3n² − 3n + 1) − 2)/(n² − n − 1).
 * 1 for one forecaster; tends to √3.
 *
 * @throws {RangeError} unless n is an integer ≥ 1
 * @see Neyman & Roughgarden (2021), “Are you smarter than a random expert? The robust aggregation of substitutable signals”
 */
export function neymanExponent(n: number): number {
  requireInteger("n", n, 1);
  return (n * (Math.sqrt(3 * n * n - 3 * n + 1) - 2)) / (n * n - n - 1);
}

/**
 * Mean without the share `fraction` of values at each end; the number dropped there is fraction · n, rounded half to even.
 *
 * @param fraction in [0, 0.5)
 * @throws {RangeError} for no values, one outside [0, 1], another fraction, or when nothing would be left
 */
export function trimmedMean(probabilities: readonly number[], fraction: number): number {
  requireSome("probabilities", probabilities);
  for (const p of probabilities) requireProbability("probability", p);
  const n = probabilities.length;
  const dropped = trimmedCount(n, fraction);
  const sorted = probabilities.toSorted((a, b) => a - b);
  return mean(sorted.slice(dropped, n - dropped));
}

/** Share of values that the method "trimmed_mean" drops at each end. */
export const TRIMMED_SHARE = 0.1;

/**
 * How many values the trimmed mean of n drops at each end: fraction · n, rounded half to even.
 *
 * @param fraction in [0, 0.5)
 * @throws {RangeError} for another fraction, or when nothing would be left
 */
export function trimmedCount(n: number, fraction: number): number {
  requireInteger("n", n, 1);
  requireWithin("fraction", fraction, 0, 0.5);
  const dropped = roundHalfToEven(fraction * n);
  if (n - 2 * dropped < 1) throw new RangeError(`fraction must leave a value of ${n}, got ${fraction}`);
  return dropped;
}

/**
 * Mean of the shortest window that holds n − ⌊fraction · n⌋ of the sorted values; of equally short ones, the lowest.
 *
 * @param fraction in [0, 1)
 * @throws {RangeError} for no values, one outside [0, 1], or another fraction
 * @see Powell et al. (2022), “Highest density trimmed mean”, as in forecastingresearch/aggutils
 */
export function highestDensityTrimmedMean(probabilities: readonly number[], fraction: number): number {
  requireSome("probabilities", probabilities);
  if (!(fraction >= 0 && fraction < 1)) throw new RangeError(`fraction must lie in [0, 1), got ${fraction}`);
  for (const p of probabilities) requireProbability("probability", p);
  const sorted = probabilities.toSorted((a, b) => a - b);
  const kept = sorted.length - Math.floor(fraction * sorted.length);
  let best = sorted.slice(0, kept);
  for (let i = 1; i + kept <= sorted.length; i++) {
    const window = sorted.slice(i, i + kept);
    if (width(window) < width(best)) best = window;
  }
  return mean(best);
}

/**
 * Geometric mean of the probabilities themselves; unlike that of odds it treats yes and no differently. One 0 makes it 0.
 *
 * @throws {RangeError} for no values, or one outside [0, 1]
 */
export function geometricMean(probabilities: readonly number[]): number {
  requireSome("probabilities", probabilities);
  for (const p of probabilities) requireProbability("probability", p);
  return probabilities.includes(0) ? 0 : Math.exp(mean(probabilities.map(Math.log)));
}

/**
 * Weights by recency, oldest first: wᵢ = exp(√i − √n), i = 1 … n; all equal up to two.
 *
 * @param n how many forecasts stand, an integer ≥ 1
 * @throws {RangeError} for any other n
 * @see Metaculus, utils/the_math/aggregations.py
 */
export function recencyWeights(n: number): number[] {
  requireInteger("n", n, 1);
  return Array.from({ length: n }, (_, i) => (n <= 2 ? 1 : Math.exp(Math.sqrt(i + 1) - Math.sqrt(n))));
}

/** ln(p/(1 − p)). @throws {RangeError} outside (0, 1) */
export function logOdds(p: number): number {
  requireOpenProbability("probability", p);
  return Math.log(p) - Math.log1p(-p);
}

/** The inverse of {@link logOdds}, exact at even odds; an infinity is a certainty. @throws {RangeError} on NaN */
export function probabilityOfLogOdds(x: number): number {
  if (Number.isNaN(x)) throw new RangeError(`log-odds must be a number, got ${x}`);
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

function width(sorted: readonly number[]): number {
  return (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
}

function roundHalfToEven(x: number): number {
  const floor = Math.floor(x);
  const part = x - floor;
  if (part !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
