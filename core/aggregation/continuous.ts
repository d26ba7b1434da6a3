import type { CrowdPeriod } from "#core/aggregation/history";
import { eventsUntil, followHistory } from "#core/aggregation/history";
import type { Instant } from "#core/clock";
import { quantileLocation, requireCdf } from "#core/distribution";
import { requireAsMany, requireNotNegative, requireSome } from "#core/math/require";
import type { ForecastEvent } from "#core/standing";

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
  if (weights !== undefined) requireAsMany("weights", weights, "cdfs", cdfs.length);
  const points = cdfs[0]?.length ?? 0;
  const mixture = new Array<number>(points).fill(0);
  let total = 0;
  cdfs.forEach((cdf, i) => {
    requireCdf(cdf);
    if (cdf.length !== points) throw new RangeError(`cdfs must have ${points} points, got ${cdf.length}`);
    const weight = weights === undefined ? 1 : requireNotNegative("weight", weights[i] ?? Number.NaN);
    total += weight;
    cdf.forEach((point, k) => {
      mixture[k] = (mixture[k] ?? 0) + weight * point;
    });
  });
  if (!(total > 0)) throw new RangeError(`weights must sum to more than 0, got ${total}`);
  return crowdOfMixture(
    cdfs.length,
    mixture.map((point) => point / total),
  );
}

function crowdOfMixture(count: number, mixture: readonly number[]): ContinuousCrowd {
  // Rounding must not lift the last point over 1 or let the mixture fall.
  let before = 0;
  const cdf = mixture.map((point) => {
    before = Math.min(1, Math.max(before, point));
    return before;
  });
  return {
    count,
    cdf,
    lower: quantileLocation(cdf, 0.25),
    median: quantileLocation(cdf, 0.5),
    upper: quantileLocation(cdf, 0.75),
  };
}

/**
 * The crowd of a numeric or date question over time, as {@link aggregateCdfs} with equal weights at each of its instants:
 * running sums of the points, O(N) an event however many stand.
 *
 * @param log every CDF with the same number of points, in any order
 * @param period as for a binary question: forecasts before `from` enter there, `until` null leaves the last entry open
 * @throws {RangeError} on a malformed log, anything that is no CDF, or instants that are not finite or not in order
 */
export function aggregateCdfHistory(
  log: readonly ForecastEvent<readonly number[]>[],
  period: { readonly from: Instant; readonly until: Instant | null },
): CrowdPeriod<ContinuousCrowd>[] {
  const events = eventsUntil(log, period);
  let points = 0;
  for (const event of events) {
    if (event.kind !== "forecast") continue;
    requireCdf(event.value);
    points ||= event.value.length;
    if (event.value.length !== points) {
      throw new RangeError(`cdfs must have ${points} points, got ${event.value.length}`);
    }
  }
  const held = new Map<string, readonly number[]>();
  const totals = new Float64Array(points);
  const lost = new Float64Array(points);
  const add = (cdf: readonly number[], sign: 1 | -1) => {
    // Neumaier's compensation, point by point, so that comings and goings leave nothing behind.
    for (let k = 0; k < points; k++) {
      const [total, term] = [totals[k] ?? 0, sign * (cdf[k] ?? 0)];
      const next = total + term;
      lost[k] = (lost[k] ?? 0) + (Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total);
      totals[k] = next;
    }
  };
  return followHistory(
    events,
    {
      enter(person, _, cdf) {
        held.set(person, cdf);
        add(cdf, 1);
      },
      renew() {
        // Weights are equal whatever the age.
      },
      leave(person) {
        add(held.get(person) ?? [], -1);
        held.delete(person);
      },
      say: () =>
        crowdOfMixture(
          held.size,
          Array.from(totals, (total, k) => (total + (lost[k] ?? 0)) / held.size),
        ),
    },
    period,
  );
}
