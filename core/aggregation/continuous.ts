import { quantileLocation, requireCdf } from "#core/distribution";
import { requireSome } from "#core/math/require";

/** What a crowd says about a continuous question. */
export interface ContinuousCrowd {
  readonly count: number;
  /** Weighted mean of the CDFs, point by point. */
  readonly cdf: number[];
  /** Locations, 0 at the lower end of the range and 1 at the upper, where it crosses 25, 50 and 75 %. */
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/**
 * The mixture of standing continuous forecasts: the weighted mean of their CDFs.
 *
 * @param cdfs at least one, all of the same length
 * @param weights as many, ≥ 0, not all 0; omitted: equal
 * @throws {RangeError} outside those ranges, or for anything that is no CDF
 */
export function aggregateCdfs(cdfs: readonly (readonly number[])[], weights?: readonly number[]): ContinuousCrowd {
  requireSome("cdfs", cdfs);
  if (weights !== undefined && weights.length !== cdfs.length) {
    throw new RangeError(`weights must be as many as cdfs (${cdfs.length}), got ${weights.length}`);
  }
  const points = cdfs[0]?.length ?? 0;
  const mixture = new Array<number>(points).fill(0);
  let total = 0;
  cdfs.forEach((cdf, i) => {
    requireCdf(cdf);
    if (cdf.length !== points) throw new RangeError(`cdfs must have ${points} points, got ${cdf.length}`);
    const weight = weights === undefined ? 1 : (weights[i] ?? 0);
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`weight must be finite and ≥ 0, got ${weight}`);
    }
    total += weight;
    cdf.forEach((point, k) => {
      mixture[k] = (mixture[k] ?? 0) + weight * point;
    });
  });
  if (!(total > 0)) throw new RangeError(`weights must sum to more than 0, got ${total}`);
  // Rounding must not lift the last point over 1 or let the mixture fall.
  let before = 0;
  const cdf = mixture.map((point) => {
    before = Math.min(1, Math.max(before, point / total));
    return before;
  });
  return {
    count: cdfs.length,
    cdf,
    lower: quantileLocation(cdf, 0.25),
    median: quantileLocation(cdf, 0.5),
    upper: quantileLocation(cdf, 0.75),
  };
}
