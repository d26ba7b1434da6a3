import type { AggregationMethod, CrowdSpan } from "#core/aggregation/binary";
import { logOdds, neymanExponent, probabilityOfLogOdds } from "#core/aggregation/methods";
import type { Instant } from "#core/clock";
import { rankCounts } from "#core/math/order-statistic";
import { distinctAscending, rankOf } from "#core/math/ranks";
import { requireProbability } from "#core/math/require";
import type { ForecastEvent } from "#core/standing";

/** Methods whose value follows from running sums and order statistics, whatever the order in which forecasts came. */
export type RunningMethod = Exclude<AggregationMethod, "recency_weighted_median" | "trimmed_mean">;

/** @returns whether {@link runningHistory} takes the method */
export function isRunning(method: AggregationMethod): method is RunningMethod {
  return method !== "recency_weighted_median" && method !== "trimmed_mean";
}

/**
 * The history of a crowd in one pass, O(F log F): running sums for the means, an order statistic for median and band.
 *
 * @param events of a binary question in canonical order, those after the end of the history left out
 * @throws {RangeError} for a value outside [0, 1], or outside (0, 1) where log-odds are taken
 */
export function runningHistory(
  method: RunningMethod,
  events: readonly ForecastEvent<number>[],
  { from, until }: { readonly from: Instant; readonly until: Instant | null },
): CrowdSpan[] {
  const crowd = runningCrowd(method, events);
  const held = new Map<string, number>();
  const history: CrowdSpan[] = [];
  events.forEach((event, i) => {
    const standing = held.get(event.person);
    if (event.kind !== "reaffirmation" && standing !== undefined) {
      crowd.change(standing, -1);
      held.delete(event.person);
    }
    if (event.kind === "forecast") {
      crowd.change(event.value, 1);
      held.set(event.person, event.value);
    }
    const start = Math.max(event.at, from);
    const next = events[i + 1];
    const end = next === undefined ? until : Math.max(next.at, from);
    if (held.size === 0 || start === end) return;
    history.push({
      start,
      end,
      count: held.size,
      value: crowd.value(held.size),
      lower: crowd.quantile(0.25, held.size),
      upper: crowd.quantile(0.75, held.size),
    });
  });
  return history;
}

function runningCrowd(method: RunningMethod, events: readonly ForecastEvent<number>[]) {
  const stated = events.flatMap((event) =>
    event.kind === "forecast" ? [requireProbability("probability", event.value)] : [],
  );
  const values = distinctAscending(Float64Array.from(stated));
  const counts = rankCounts(Math.max(1, values.length));
  const term = method === "mean" ? (p: number) => p : method === "median" ? () => 0 : logOdds;
  // Neumaier's compensation, so that a thousand comings and goings leave nothing behind.
  let total = 0;
  let lost = 0;
  const quantile = (q: number, n: number) => {
    const at = (k: number) => values[counts.select(k)] ?? Number.NaN;
    return 0.5 * (at(Math.max(1, Math.ceil(q * n))) + at(Math.min(n, Math.floor(q * n) + 1)));
  };
  return {
    quantile,
    change(value: number, by: 1 | -1) {
      counts.add(rankOf(values, value), by);
      const step = by * term(value);
      const next = total + step;
      lost += Math.abs(total) >= Math.abs(step) ? total - next + step : step - next + total;
      total = next;
    },
    value(n: number): number {
      switch (method) {
        case "median":
          return quantile(0.5, n);
        case "mean":
          return (total + lost) / n;
        case "geometric_mean_of_odds":
          return probabilityOfLogOdds((total + lost) / n);
        case "extremised":
          return probabilityOfLogOdds((neymanExponent(n) * (total + lost)) / n);
      }
    },
  };
}
