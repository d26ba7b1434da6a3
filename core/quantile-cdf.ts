import {
  BUCKET_FLOOR,
  BUCKETS,
  bucketProbabilities,
  locationOf,
  OPEN_BOUND_FLOOR,
  quantileLocation,
  requireCdf,
  valueAt,
} from "#core/distribution";
import { monotoneCurve } from "#core/math/monotone-cubic";
import { requireInteger, requireOpenProbability, requireWithin } from "#core/math/require";
import type { Range } from "#core/question";

/** One stated quantile: the value that is not exceeded with this probability. */
export interface Quantile {
  readonly level: number;
  readonly value: number;
}

/**
 * The CDF that quantiles draw on a range, as N + 1 points at equally spaced locations.
 *
 * Between the quantiles a monotone cubic in location (so that a logarithmic scale is drawn as it is spaced): no overshoot.
 * A closed bound is where the curve ends; beyond the outermost quantile towards an open bound the remaining probability
 * decays exponentially, with the slope it has there. Last, every bucket is given its floor, and each open bound its own.
 *
 * @param quantiles at least two, levels in (0, 1) and values strictly ascending; within a bound that is closed
 * @param range of the question
 * @param buckets N
 * @throws {RangeError} outside those ranges
 */
export function cdfOfQuantiles(quantiles: readonly Quantile[], range: Range, buckets: number = BUCKETS): number[] {
  requireInteger("number of quantiles", quantiles.length, 2);
  requireInteger("buckets", buckets, 1);
  const knots = quantiles.map(({ level, value }, i) => {
    const before = quantiles[i - 1];
    requireOpenProbability("level", level);
    if (before !== undefined && !(before.level < level && before.value < value)) {
      throw new RangeError(`quantiles must ascend, got ${value} at ${level} after ${before.value} at ${before.level}`);
    }
    return { x: requireWithin("location of a value, in ranges", locationOf(value, range), -REACH, REACH), y: level };
  });
  knots.slice(1).forEach(({ x }, i) => {
    const gap = x - (knots[i]?.x ?? 0);
    if (!(gap >= NEAREST)) throw new RangeError(`values must lie ${NEAREST} of the range apart or more, got ${gap}`);
  });
  const first = knots[0] ?? { x: 0, y: 0 };
  const last = knots.at(-1) ?? first;
  if (!range.openLower && !(first.x > 0)) throw new RangeError(`value must be above the closed bound ${range.min}`);
  if (!range.openUpper && !(last.x < 1)) throw new RangeError(`value must be below the closed bound ${range.max}`);
  const ends = [range.openLower ? [] : [{ x: 0, y: 0 }], range.openUpper ? [] : [{ x: 1, y: 1 }]] as const;
  const curve = monotoneCurve([...ends[0], ...knots, ...ends[1]]);
  const steepness = (i: number) => Math.max(curve.slopes.at(i) ?? 0, SHALLOWEST);
  const cdf = Array.from({ length: buckets + 1 }, (_, k) => {
    const x = k / buckets;
    if (range.openLower && x < first.x) return first.y * Math.exp(((x - first.x) * steepness(0)) / first.y);
    if (range.openUpper && x > last.x) {
      return 1 - (1 - last.y) * Math.exp((-(x - last.x) * steepness(-1)) / (1 - last.y));
    }
    return curve.at(x);
  });
  return withFloors(cdf, range);
}

/** Quantiles beyond open bounds lie at most this many ranges away. */
const REACH = 1e6;

/** … and at least this part of it apart, which is more than any input field can tell apart. */
const NEAREST = 1e-12;

/** A tail decays at least this fast, in probability per range, so that it always ends. */
const SHALLOWEST = 1e-3;

/** Mixes a CDF with its floors: each bucket keeps its share of what they leave. */
function withFloors(cdf: readonly number[], range: Range): number[] {
  const floors = floorsOf(range, cdf.length - 1);
  const left = 1 - floors.reduce((total, floor) => total + floor, 0);
  let before = 0;
  let total = 0;
  return cdf.map((point, k) => {
    total += (floors[k] ?? 0) + left * Math.max(0, point - before);
    before = Math.max(before, point);
    return Math.min(1, total);
  });
}

/** The least probability of what lies below the range, of each bucket, and of what lies above. */
function floorsOf(range: Range, buckets: number): number[] {
  const inside = new Array<number>(buckets).fill(BUCKET_FLOOR / buckets);
  return [range.openLower ? OPEN_BOUND_FLOOR : 0, ...inside, range.openUpper ? OPEN_BOUND_FLOOR : 0];
}

/**
 * What must hold of a CDF before it is recorded: every bucket at least 0.01/N, each open bound at least 0.001, nothing
 * beyond a closed one.
 *
 * @throws {RangeError} naming the first bucket that breaks it (0 is below the range, N + 1 above)
 */
export function requireRecordableCdf(cdf: readonly number[], range: Range): void {
  requireCdf(cdf);
  const floors = floorsOf(range, cdf.length - 1);
  bucketProbabilities(cdf).forEach((p, bucket) => {
    const floor = floors[bucket] ?? 0;
    const least = p >= floor - ROUNDING;
    const outside = floor === 0 && p > ROUNDING;
    if (!least || outside)
      throw new RangeError(`bucket ${bucket} must hold ${outside ? 0 : `at least ${floor}`}, got ${p}`);
  });
}

/** Differences of points near 1 are exact to this. */
const ROUNDING = 1e-12;

/**
 * Values at which a CDF reaches some levels; a level that lies beyond the range gives the bound.
 *
 * @param levels each in [0, 1]
 * @throws {RangeError} outside that, on a wrong range, or for anything that is no CDF
 */
export function quantilesOfCdf(cdf: readonly number[], range: Range, levels: readonly number[]): Quantile[] {
  return levels.map((level) => ({ level, value: valueAt(quantileLocation(cdf, level), range) }));
}
