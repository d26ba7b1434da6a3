import { requireFinite, requireInteger } from "#core/math/require";

/**
 * A multiset of ranks 0 … size − 1 that finds its k-th smallest member in O(log size): a Fenwick tree of counts.
 * It keeps the running median of a sweep, where values come and go and all of them are known beforehand.
 *
 * @see Fenwick (1994), “A new data structure for cumulative frequency tables”
 */
export interface RankCounts {
  /** Put in (+1) or take out (−1) one member of this rank. Its caller owns the bounds: this is the innermost loop. */
  add(rank: number, change: 1 | -1): void;
  /** Rank of the k-th smallest member, k = 1 … number of members. */
  select(k: number): number;
}

/** A multiset of ranks that also knows what its smallest members sum to. */
export interface RankSums {
  /** Put in (+1) or take out (−1) one member of this rank. Its caller owns the bounds. */
  add(rank: number, change: 1 | -1): void;
  /** Sum of the k smallest members, k = 0 … number of members. */
  sumOfSmallest(k: number): number;
}

/** @param size number of distinct ranks, an integer ≥ 1. @throws {RangeError} for any other */
export function rankCounts(size: number): RankCounts {
  requireInteger("size", size, 1);
  const tree = new Int32Array(size + 1);
  let highest = 1;
  while (highest * 2 <= size) highest *= 2;
  return {
    add(rank, change) {
      for (let i = rank + 1; i <= size; i += i & -i) tree[i] = (tree[i] ?? 0) + change;
    },
    select(k) {
      let position = 0;
      let left = k;
      for (let step = highest; step > 0; step >>= 1) {
        const probe = position + step;
        if (probe > size) continue;
        const count = tree[probe] ?? 0;
        if (count < left) {
          position = probe;
          left -= count;
        }
      }
      return position;
    },
  };
}

/**
 * The sums of the smallest members of a multiset of ranks, each O(log size): a tree whose nodes are made anew from their
 * halves, so that nothing is left behind by what came and went.
 *
 * @param values what each rank stands for, ascending, at least one
 * @throws {RangeError} for none, or one that is not finite
 */
export function rankSums(values: Float64Array): RankSums {
  requireInteger("size", values.length, 1);
  for (const value of values) requireFinite("value", value);
  let leaves = 1;
  while (leaves < values.length) leaves *= 2;
  const counts = new Int32Array(2 * leaves);
  const sums = new Float64Array(2 * leaves);
  return {
    add(rank, change) {
      let node = leaves + rank;
      counts[node] = (counts[node] ?? 0) + change;
      sums[node] = (counts[node] ?? 0) * (values[rank] ?? 0);
      while (node > 1) {
        node >>= 1;
        counts[node] = (counts[2 * node] ?? 0) + (counts[2 * node + 1] ?? 0);
        sums[node] = (sums[2 * node] ?? 0) + (sums[2 * node + 1] ?? 0);
      }
    },
    sumOfSmallest(k) {
      let node = 1;
      let left = k;
      let total = 0;
      while (node < leaves) {
        node *= 2;
        const count = counts[node] ?? 0;
        if (count >= left) continue;
        left -= count;
        total += sums[node] ?? 0;
        node++;
      }
      return total + left * (values[node - leaves] ?? 0);
    },
  };
}
