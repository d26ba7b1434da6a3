import type { AggregationMethod, CrowdValue } from "#core/aggregation/binary";
import type { FollowedCrowd } from "#core/aggregation/history";
import { logOdds, neymanExponent, probabilityOfLogOdds, TRIMMED_SHARE, trimmedCount } from "#core/aggregation/methods";
import { recencyCrowd } from "#core/aggregation/recency";
import { rankCounts, rankSums } from "#core/math/order-statistic";
import { distinctAscending, rankOf } from "#core/math/ranks";
import { requireProbability } from "#core/math/require";

/**
 * A crowd of probabilities that is kept from event to event, for histories: running sums for the means, order statistics
 * for median, trimmed mean and band, O(log F) an event; the recency-weighted median as {@link recencyCrowd}.
 *
 * @param values every value that will be stated
 * @throws {RangeError} for a value outside [0, 1], or outside (0, 1) where log-odds are taken
 */
export function runningCrowd(method: AggregationMethod, values: readonly number[]): FollowedCrowd<number, CrowdValue> {
  for (const value of values) requireProbability("probability", value);
  if (method === "recency_weighted_median") return recencyCrowd();
  const distinct = distinctAscending(Float64Array.from(values));
  const ranks = Math.max(1, distinct.length);
  const counts = rankCounts(ranks);
  const sums = method === "trimmed_mean" ? rankSums(distinct.length === 0 ? Float64Array.of(0) : distinct) : null;
  const total = runningTotal();
  const held = new Map<string, number>();
  const term = termOf(method);
  const quantile = (q: number) => {
    const n = held.size;
    const at = (k: number) => distinct[counts.select(k)] ?? Number.NaN;
    return 0.5 * (at(Math.max(1, Math.ceil(q * n))) + at(Math.min(n, Math.floor(q * n) + 1)));
  };
  const change = (value: number, by: 1 | -1) => {
    const rank = rankOf(distinct, value);
    counts.add(rank, by);
    sums?.add(rank, by);
    total.add(by * term(value));
  };
  const pooled = (n: number): number => {
    switch (method) {
      case "median":
        return quantile(0.5);
      case "mean":
        return total.value() / n;
      case "geometric_mean_of_odds":
        return probabilityOfLogOdds(total.value() / n);
      case "extremised":
        return probabilityOfLogOdds((neymanExponent(n) * total.value()) / n);
      case "trimmed_mean": {
        const dropped = trimmedCount(n, TRIMMED_SHARE);
        const kept = (sums?.sumOfSmallest(n - dropped) ?? 0) - (sums?.sumOfSmallest(dropped) ?? 0);
        return kept / (n - 2 * dropped);
      }
    }
  };
  return {
    enter(person, _, value) {
      held.set(person, value);
      change(value, 1);
    },
    renew() {
      // Of these methods none asks how old a forecast is.
    },
    leave(person) {
      change(held.get(person) ?? Number.NaN, -1);
      held.delete(person);
    },
    say: () => ({ count: held.size, value: pooled(held.size), lower: quantile(0.25), upper: quantile(0.75) }),
  };
}

/** What the running total of a method adds up. */
function termOf(method: AggregationMethod): (p: number) => number {
  if (method === "mean") return (p) => p;
  return method === "geometric_mean_of_odds" || method === "extremised" ? logOdds : () => 0;
}

/** A sum that terms enter and leave, with Neumaier's compensation: a million comings and goings leave nothing behind. */
function runningTotal() {
  let total = 0;
  let lost = 0;
  return {
    add(term: number) {
      const next = total + term;
      lost += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total;
      total = next;
    },
    value: () => total + lost,
  };
}
