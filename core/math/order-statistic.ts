import { requireInteger } from "#core/math/require";

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
