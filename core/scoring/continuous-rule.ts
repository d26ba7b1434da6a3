import type { ContinuousOutcome } from "#core/distribution";
import { BUCKETS, bucketOf, requireCdf, valueAt } from "#core/distribution";
import { requirePositiveProbability } from "#core/math/require";
import type { Range } from "#core/question";
import { continuousBaselineScore, flatProbability } from "#core/scoring/baseline";
import { requireIndex } from "#core/scoring/brier";
import { crpsOfPoints } from "#core/scoring/crps";
import { PEER_SCALE } from "#core/scoring/peer";
import type { Judged, ScoringRule } from "#core/scoring/rules";

/** What a continuous question resolved to, and the grid it is scored on. */
export interface ContinuousResolution {
  /** 0 below the range, 1 … N inside it, N + 1 above. */
  readonly bucket: number;
  /** N. */
  readonly buckets: number;
  /** How many bounds of the range are open: 0, 1 or 2. */
  readonly openBounds: number;
}

/**
 * The probability that a continuous forecast gave to what happened, judged.
 *
 * @param log ln p, finite
 * @throws {RangeError} unless the bucket is one of 0 … N + 1
 */
export function judgeBucket(log: number, { bucket, buckets, openBounds }: ContinuousResolution): Judged {
  requireIndex(bucket, buckets + 2);
  const place = bucket === 0 || bucket === buckets + 1 ? "outside" : "inside";
  return {
    log,
    baseline: continuousBaselineScore(log, flatProbability(place, buckets, openBounds)),
    brier: null,
    crps: null,
  };
}

/**
 * A continuous question of which only the grid is known; a forecast is a CDF of N + 1 points at equally spaced locations.
 * {@link rangeRule} knows its scale too, and so its CRPS.
 *
 * @throws {RangeError} as its judge: for anything that is no such CDF, or gives nothing to what happened
 */
export function continuousRule(resolution: ContinuousResolution): ScoringRule<readonly number[]> {
  const { bucket, buckets } = resolution;
  return {
    peerScale: PEER_SCALE.continuous,
    judge(cdf) {
      requireCdf(cdf);
      if (cdf.length !== buckets + 1) throw new RangeError(`cdf must have ${buckets + 1} points, got ${cdf.length}`);
      const given = (cdf[bucket] ?? 1) - (bucket === 0 ? 0 : (cdf[bucket - 1] ?? 0));
      return judgeBucket(Math.log(requirePositiveProbability("probability of the outcome", given)), resolution);
    },
  };
}

/** What happened on a numeric or date question, and the range that it was asked on. */
export interface RangeResolution {
  /** A value in the unit of the range (an instant for dates), or a side of it. */
  readonly outcome: ContinuousOutcome;
  readonly range: Range;
  /** N; 200 where it is left out. */
  readonly buckets?: number;
}

/**
 * A numeric or date question; a forecast is a CDF of N + 1 points at equally spaced locations of its scale.
 *
 * The log scores see the probability of the bucket in which the outcome fell; the CRPS the whole curve, taken as straight
 * between its points, in the unit of the scale (milliseconds for dates), an outcome beyond a bound counted at the bound.
 *
 * @throws {RangeError} for a wrong range, an N that is no integer ≥ 1, or an outcome beyond a closed bound, which the
 *   question ruled out (it is void, or its range was wrong); and as {@link continuousRule}
 */
export function rangeRule({ outcome, range, buckets = BUCKETS }: RangeResolution): ScoringRule<readonly number[]> {
  const bucket = bucketOf(outcome, range, buckets);
  if ((bucket === 0 && !range.openLower) || (bucket === buckets + 1 && !range.openUpper)) {
    throw new RangeError(`outcome must lie within the closed bounds [${range.min}, ${range.max}], got ${outcome}`);
  }
  const openBounds = Number(range.openLower) + Number(range.openUpper);
  const { peerScale, judge } = continuousRule({ bucket, buckets, openBounds });
  const positions = Array.from({ length: buckets + 1 }, (_, k) => valueAt(k / buckets, range));
  const counted = outcome === "below" ? range.min : outcome === "above" ? range.max : outcome;
  return {
    peerScale,
    scaleWidth: range.max - range.min,
    judge: (cdf) => ({ ...judge(cdf), crps: crpsOfPoints(positions, cdf, counted) }),
  };
}
