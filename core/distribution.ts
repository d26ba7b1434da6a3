import { requireFinite, requireInteger, requireProbability, requireWithin } from "#core/math/require";
import type { Range } from "#core/question";

/** Buckets of the range in which continuous forecasts are kept. */
export const BUCKETS = 200;
/** Every bucket of a recorded CDF holds at least this much divided by the number of buckets. */
export const BUCKET_FLOOR = 0.01;
/** Each open bound of a recorded CDF holds at least this much. */
export const OPEN_BOUND_FLOOR = 0.001;

/** The part of a {@link Range} that places values on it. */
export type Scale = Pick<Range, "min" | "max" | "zeroPoint">;

/** @throws {RangeError} unless min < max are finite and the zero point, if any, lies outside [min, max] */
export function requireScale({ min, max, zeroPoint }: Scale): void {
  requireFinite("min", min);
  requireFinite("max", max);
  if (!(min < max)) throw new RangeError(`max must be above min (${min}), got ${max}`);
  if (zeroPoint !== null && !(requireFinite("zeroPoint", zeroPoint) < min || zeroPoint > max)) {
    throw new RangeError(`zeroPoint must lie outside [${min}, ${max}], got ${zeroPoint}`);
  }
  const ratio = zeroPoint === null ? 2 : (max - zeroPoint) / (min - zeroPoint);
  if (!(ratio > 0 && ratio !== 1 && ratio < Number.POSITIVE_INFINITY && max - min < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `scale must have a width and a ratio that numbers can hold, got [${min}, ${max}] from ${zeroPoint}`,
    );
  }
}

/**
 * Where a value lies on a scale: 0 at min, 1 at max, below 0 and above 1 outside; −∞ at or beyond the zero point of a
 * logarithmic scale, +∞ likewise where the zero point lies above the range.
 *
 * @throws {RangeError} on a wrong scale or a value that is not finite
 * @see Metaculus, utils/the_math/formulas.py, unscaled location
 */
export function locationOf(value: number, scale: Scale): number {
  requireScale(scale);
  requireFinite("value", value);
  const { min, max, zeroPoint } = scale;
  if (zeroPoint === null) return (value - min) / (max - min);
  const ratio = (max - zeroPoint) / (min - zeroPoint);
  const reach = (value - min) * (ratio - 1) + (max - min);
  if (reach <= 0) return zeroPoint < min ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return (Math.log(reach) - Math.log(max - min)) / Math.log(ratio);
}

/**
 * The value at a location of a scale: the inverse of {@link locationOf} on [0, 1].
 *
 * @throws {RangeError} on a wrong scale or a location outside [0, 1]
 */
export function valueAt(location: number, scale: Scale): number {
  requireScale(scale);
  requireWithin("location", location, 0, 1);
  const { min, max, zeroPoint } = scale;
  if (location === 0) return min;
  if (location === 1) return max;
  if (zeroPoint === null) return min + location * (max - min);
  const ratio = (max - zeroPoint) / (min - zeroPoint);
  return requireFinite("value", min + ((ratio ** location - 1) / (ratio - 1)) * (max - min));
}

/** What a continuous question resolved to: a value on its scale, or a side of the range. */
export type ContinuousOutcome = number | "below" | "above";

/**
 * The bucket that an outcome falls in: 0 below the range, 1 … N inside it, N + 1 above. An inner edge belongs to the lower
 * bucket, min to the first.
 *
 * @param buckets N, an integer ≥ 1
 * @throws {RangeError} on a wrong scale, a value that is not finite, or another N
 * @see Metaculus, utils/the_math/formulas.py
 */
export function bucketOf(outcome: ContinuousOutcome, scale: Scale, buckets: number): number {
  requireInteger("buckets", buckets, 1);
  if (outcome === "below") return 0;
  if (outcome === "above") return buckets + 1;
  const location = locationOf(outcome, scale);
  if (location < 0) return 0;
  if (location > 1) return buckets + 1;
  if (location === 1) return buckets;
  return Math.max(Math.trunc(location * buckets + 1 - 1e-10), 1);
}

/** @throws {RangeError} unless the CDF has at least two points, in [0, 1], never falling */
export function requireCdf(cdf: readonly number[]): void {
  requireInteger("number of CDF points", cdf.length, 2);
  let before = 0;
  for (const point of cdf) {
    requireProbability("CDF point", point);
    if (point < before) throw new RangeError(`cdf must not fall, got ${point} after ${before}`);
    before = point;
  }
}

/**
 * Probability of each bucket: below the range, the N inside, above it. It sums to 1.
 *
 * @param cdf N + 1 points at equally spaced locations
 * @throws {RangeError} for anything that is no CDF
 */
export function bucketProbabilities(cdf: readonly number[]): number[] {
  requireCdf(cdf);
  return [...cdf, 1].map((point, i) => point - (i === 0 ? 0 : (cdf[i - 1] ?? 0)));
}

/**
 * Location at which a CDF, linear between its points, first reaches a level: 0 where it starts above it, 1 where it never does.
 *
 * @param level in [0, 1]
 * @throws {RangeError} outside that, or for anything that is no CDF
 */
export function quantileLocation(cdf: readonly number[], level: number): number {
  requireCdf(cdf);
  requireProbability("level", level);
  const steps = cdf.length - 1;
  const reached = cdf.findIndex((point) => point >= level);
  if (reached === 0) return 0;
  if (reached === -1) return 1;
  const [below, above] = [cdf[reached - 1] ?? 0, cdf[reached] ?? 1];
  return (reached - 1 + (level - below) / (above - below)) / steps;
}

/**
 * Probability of a stretch of a scale by a CDF that is linear, in location, between its points. Mass beyond the bounds of the
 * range is counted only where the stretch reaches to infinity on that side.
 *
 * @param from lower end, or −∞
 * @param to upper end, or +∞; not below `from`
 * @throws {RangeError} on ends out of order or NaN, a wrong scale, or anything that is no CDF
 */
export function massBetween(cdf: readonly number[], scale: Scale, from: number, to: number): number {
  if (!(from <= to)) throw new RangeError(`to must not be below from (${from}), got ${to}`);
  return cumulative(cdf, scale, to) - cumulative(cdf, scale, from);
}

function cumulative(cdf: readonly number[], scale: Scale, value: number): number {
  requireCdf(cdf);
  if (value === Number.NEGATIVE_INFINITY) return 0;
  if (value === Number.POSITIVE_INFINITY) return 1;
  const steps = cdf.length - 1;
  const position = Math.min(1, Math.max(0, locationOf(value, scale))) * steps;
  const i = Math.min(Math.floor(position), steps - 1);
  const [below, above] = [cdf[i] ?? 0, cdf[i + 1] ?? 1];
  return below + (position - i) * (above - below);
}

/** A point of a drawn density. */
export interface DensityPoint {
  readonly value: number;
  /** Probability per unit of *location* (the drawn axis), so that a logarithmic scale draws as it is spaced. */
  readonly density: number;
}

/**
 * Density for drawing: one point per bucket, at its middle.
 *
 * @throws {RangeError} on a wrong scale or anything that is no CDF
 */
export function densityPoints(cdf: readonly number[], scale: Scale): DensityPoint[] {
  requireCdf(cdf);
  const buckets = cdf.length - 1;
  return Array.from({ length: buckets }, (_, i) => ({
    value: valueAt((i + 0.5) / buckets, scale),
    density: ((cdf[i + 1] ?? 1) - (cdf[i] ?? 0)) * buckets,
  }));
}
