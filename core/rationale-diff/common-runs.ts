/** A stretch that two sequences share: `a[inA + k]` equals `b[inB + k]` for all k below `length`. */
export interface CommonRun {
  readonly inA: number;
  readonly inB: number;
  readonly length: number;
}

/** Edits after which the best split so far is taken: two texts with nothing in common must not cost the square of their length. */
const PATIENCE = 1_000;

/**
 * A longest common subsequence of two sequences, as maximal runs in order; beyond {@link PATIENCE} differences within one stretch
 * a good one, not always the longest. Items are compared as map keys are.
 *
 * @see Myers, “An O(ND) difference algorithm and its variations”, 1986: the linear-space variant
 */
export function commonRuns<T>(a: readonly T[], b: readonly T[]): CommonRun[] {
  const numbers = new Map<T, number>();
  const numbered = (item: T): number => {
    const known = numbers.get(item);
    if (known !== undefined) return known;
    numbers.set(item, numbers.size);
    return numbers.size - 1;
  };
  const runs: CommonRun[] = [];
  compare(Int32Array.from(a, numbered), Int32Array.from(b, numbered), (inA, inB, length) => {
    const last = runs.at(-1);
    if (last && last.inA + last.length === inA && last.inB + last.length === inB) {
      runs[runs.length - 1] = { ...last, length: last.length + length };
    } else runs.push({ inA, inB, length });
  });
  return runs;
}

type Found = (inA: number, inB: number, length: number) => void;

function compare(a: Int32Array, b: Int32Array, found: Found): void {
  const reach = Math.min(a.length + b.length, 2 * PATIENCE) + 4;
  const space = { forward: new Int32Array(2 * reach + 1), backward: new Int32Array(2 * reach + 1), reach };

  function within(aLow: number, aHigh: number, bLow: number, bHigh: number): void {
    let [fromA, fromB, toA, toB] = [aLow, bLow, aHigh, bHigh];
    while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) {
      fromA += 1;
      fromB += 1;
    }
    if (fromA > aLow) found(aLow, bLow, fromA - aLow);
    while (toA > fromA && toB > fromB && a[toA - 1] === b[toB - 1]) {
      toA -= 1;
      toB -= 1;
    }
    if (fromA < toA && fromB < toB) {
      const { x, y } = split(a.subarray(fromA, toA), b.subarray(fromB, toB), space);
      within(fromA, fromA + x, fromB, fromB + y);
      within(fromA + x, toA, fromB + y, toB);
    }
    if (toA < aHigh) found(toA, toB, aHigh - toA);
  }
  within(0, a.length, 0, b.length);
}

interface Space {
  forward: Int32Array;
  backward: Int32Array;
  reach: number;
}

/** A point on a shortest way through: searched from both ends until the two meet. Both differ at both ends. */
function split(a: Int32Array, b: Int32Array, { forward, backward, reach }: Space): { x: number; y: number } {
  const [n, m] = [a.length, b.length];
  const delta = n - m;
  forward[reach + 1] = 0;
  backward[reach + 1] = 0;
  let best = { x: n, y: 0, sum: -1 };
  for (let edits = 0; ; edits += 1) {
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(forward, reach + k - 1) < at(forward, reach + k + 1));
      let x = down ? at(forward, reach + k + 1) : at(forward, reach + k - 1) + 1;
      while (x < n && x - k < m && x - k >= 0 && a[x] === b[x - k]) x += 1;
      forward[reach + k] = x;
      const y = x - k;
      if (x <= n && y >= 0 && y <= m && x + y > best.sum) best = { x, y, sum: x + y };
      const other = delta - k;
      if (
        delta % 2 !== 0 &&
        Math.abs(other) < edits &&
        x + at(backward, reach + other) >= n &&
        y >= 0 &&
        x <= n &&
        y <= m
      )
        return inside(x, y, n, m);
    }
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(backward, reach + k - 1) < at(backward, reach + k + 1));
      let x = down ? at(backward, reach + k + 1) : at(backward, reach + k - 1) + 1;
      while (x < n && x - k < m && x - k >= 0 && a[n - 1 - x] === b[m - 1 - (x - k)]) x += 1;
      backward[reach + k] = x;
      const y = x - k;
      const other = delta - k;
      if (
        delta % 2 === 0 &&
        Math.abs(other) <= edits &&
        x + at(forward, reach + other) >= n &&
        y >= 0 &&
        x <= n &&
        y <= m
      )
        return inside(n - x, m - y, n, m);
    }
    if (edits >= PATIENCE) return inside(best.x, best.y, n, m);
  }
}

const at = (array: Int32Array, index: number): number => array[index] ?? 0;

/** A split must leave less on either side than there was. */
function inside(x: number, y: number, n: number, m: number): { x: number; y: number } {
  return (x === 0 && y === 0) || (x === n && y === m) ? { x: n, y: 0 } : { x, y };
}
