import type { CrowdValue } from "#core/aggregation/binary";
import type { FollowedCrowd } from "#core/aggregation/history";
import { recencyWeights } from "#core/aggregation/methods";
import type { Instant } from "#core/clock";
import { ascendingQuantile } from "#core/math/quantile";

interface Held {
  readonly person: string;
  readonly value: number;
  latestAt: Instant;
  weight: number;
}

/**
 * The recency-weighted median, kept from event to event.
 *
 * A weight goes by age rank, so one update moves the weight of everybody who was younger: no tree of sums survives it, and an
 * event costs O(n) for n people standing whatever is kept. What is kept are the two orders, by age and by value, which an
 * event changes in one place each; the weights, which depend on n alone; and the pass over both, which sorts nothing.
 * The numbers are bit for bit those of the aggregate at an instant.
 */
export function recencyCrowd(): FollowedCrowd<number, CrowdValue> {
  const held = new Map<string, Held>();
  const byAge: Held[] = [];
  const byValue: Held[] = [];
  let weights: readonly number[] = [];
  const put = (one: Held) => {
    insert(byAge, one, olderFirst);
    insert(byValue, one, smallerFirst);
  };
  const take = (one: Held) => {
    byAge.splice(byAge.indexOf(one), 1);
    byValue.splice(byValue.indexOf(one), 1);
  };
  return {
    enter(person, at, value) {
      const one = { person, value, latestAt: at, weight: 0 };
      held.set(person, one);
      put(one);
    },
    renew(person, at) {
      const one = held.get(person);
      if (one === undefined) return;
      take(one);
      one.latestAt = at;
      put(one);
    },
    leave(person) {
      const one = held.get(person);
      if (one === undefined) return;
      take(one);
      held.delete(person);
    },
    say() {
      const n = byAge.length;
      if (weights.length !== n) weights = recencyWeights(n);
      byAge.forEach((one, i) => {
        one.weight = weights[i] ?? 0;
      });
      const values = new Float64Array(n);
      const shares = new Float64Array(n);
      byValue.forEach((one, i) => {
        values[i] = one.value;
        shares[i] = one.weight;
      });
      const quantile = (q: number) => ascendingQuantile(values, shares, q);
      return { count: n, value: quantile(0.5), lower: quantile(0.25), upper: quantile(0.75) };
    },
  };
}

function olderFirst(a: Held, b: Held): number {
  return a.latestAt - b.latestAt || (a.person < b.person ? -1 : 1);
}

/** Equal values in the order of age, as a stable sort of the oldest first leaves them. */
function smallerFirst(a: Held, b: Held): number {
  return a.value - b.value || olderFirst(a, b);
}

/** Puts one in its place among others in order. */
function insert(ordered: Held[], one: Held, compare: (a: Held, b: Held) => number): void {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = ordered[middle];
    if (other !== undefined && compare(other, one) < 0) low = middle + 1;
    else high = middle;
  }
  ordered.splice(low, 0, one);
}
