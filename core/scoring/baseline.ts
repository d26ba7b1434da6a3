import { requireFinite, requireInteger, requirePositiveProbability } from "#core/math/require";

/** Share of probability that the uniform forecast of a continuous question puts beyond each open bound. */
export const BEYOND_BOUND = 0.05;

/**
 * Baseline score of one forecast, in points: 100 · ln(p · k) / ln k.
 * 0 is the uniform forecast, 100 certainty in what happened. Higher is better; strictly proper.
 *
 * @param p probability given to the outcome that occurred, in (0, 1]
 * @param k number of mutually exclusive outcomes, an integer of at least 2
 * @returns points in (−∞, 100]
 * @throws {RangeError} outside those ranges: p = 0 scores −∞, so it is refused, never clamped
 * @see Metaculus scores FAQ, “baseline score”
 */
export function baselineScore(p: number, k: number): number {
  return baselinePoints(Math.log(requirePositiveProbability("p", p)), k);
}

/**
 * {@link baselineScore} of a probability whose logarithm is at hand.
 *
 * @param log ln p, in (−∞, 0]
 * @throws {RangeError} outside that, or unless k is an integer ≥ 2
 */
export function baselinePoints(log: number, k: number): number {
  requireInteger("k", k, 2);
  if (!(log <= 0 && log > Number.NEGATIVE_INFINITY)) throw new RangeError(`log must lie in (−∞, 0], got ${log}`);
  return requireFinite("points", 100 * (1 + log / Math.log(k)));
}

/** What happened on a continuous question, as far as the baseline cares. */
export type BucketPlace = "inside" | "outside";

/**
 * Probability that a flat forecast gives the bucket that occurred: 0.05 beyond a bound, (1 − 0.05 · open bounds) / N inside.
 *
 * @param place whether that bucket lies inside the range
 * @param buckets N, the number of buckets inside the range, an integer ≥ 1
 * @param openBounds 0, 1 or 2
 * @throws {RangeError} outside those ranges
 * @see Metaculus, scoring/score_math.py
 */
export function flatProbability(place: BucketPlace, buckets: number, openBounds: number): number {
  requireInteger("buckets", buckets, 1);
  if (openBounds !== 0 && openBounds !== 1 && openBounds !== 2) {
    throw new RangeError(`openBounds must be 0, 1 or 2, got ${openBounds}`);
  }
  return place === "outside" ? BEYOND_BOUND : (1 - BEYOND_BOUND * openBounds) / buckets;
}

/**
 * Baseline score of a continuous forecast, in points: 50 · ln(p / β), β as {@link flatProbability}.
 * 0 is the flat forecast. Higher is better; strictly proper.
 *
 * @param log ln p, of the probability (or mass on the grid) given to the bucket that occurred; finite
 * @param flat β, in (0, 1]
 * @returns points
 * @throws {RangeError} outside those ranges: p = 0 scores −∞, so it is refused, never clamped
 */
export function continuousBaselineScore(log: number, flat: number): number {
  requireFinite("log", log);
  return requireFinite("points", 50 * (log - Math.log(requirePositiveProbability("flat", flat))));
}
