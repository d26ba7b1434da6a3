import { commonRuns } from "./common-runs";
import { isEmpty, type Piece, tokensIn } from "./pieces";

/** A block of the text before beside the one it became; null where there is none. */
export type Pair = readonly [before: Piece | null, after: Piece | null];

/** Blocks of which less than this part of the words is common are two different blocks. */
const ALIKE = 0.4;
/** More comparisons of single blocks than this are not made between two that stay. */
const MOST_COMPARED = 10_000;
/** Kinds that can turn into one another. */
const FAMILIES = [new Set(["bulletList", "orderedList"]), new Set(["tableCell", "tableHeader"])];
/** Parts of a table keep their place when as many stand there as before, whatever is in them. */
const IN_PLACE = new Set(["tableRow", "tableCell", "tableHeader"]);

/** Says of two lists of blocks which became which: equal ones first, and of what stands between them those that are alike. */
export function align(before: readonly Piece[], after: readonly Piece[]): Pair[] {
  const keys = (pieces: readonly Piece[]) => pieces.map(({ key }) => key);
  const pairs: Pair[] = [];
  let [a, b] = [0, 0];
  for (const { inA, inB, length } of [
    ...commonRuns(keys(before), keys(after)),
    { inA: before.length, inB: after.length, length: 0 },
  ]) {
    pairs.push(...pairAlike(before.slice(a, inA), after.slice(b, inB)));
    for (let step = 0; step < length; step += 1) pairs.push([before[inA + step] ?? null, after[inB + step] ?? null]);
    [a, b] = [inA + length, inB + length];
  }
  return pairs;
}

/** The choice of pairs, in order, whose likenesses sum to the most. */
function pairAlike(before: readonly Piece[], after: readonly Piece[]): Pair[] {
  if (before.length === 0 || after.length === 0 || before.length * after.length > MOST_COMPARED)
    return [...before.map((piece): Pair => [piece, null]), ...after.map((piece): Pair => [null, piece])];
  if (before.length === after.length && [...before, ...after].every(({ node }) => IN_PLACE.has(node.type)))
    return before.map((piece, index): Pair => [piece, after[index] ?? null]);
  const [bagsBefore, bagsAfter] = [before.map(bagOf), after.map(bagOf)];
  const worth = (i: number, j: number): number => {
    const [a, b, bagA, bagB] = [before[i], after[j], bagsBefore[i], bagsAfter[j]];
    if (!a || !b || !bagA || !bagB || !kin(a, b)) return 0;
    const alike = likeness(bagA, bagB);
    return alike >= ALIKE ? alike : 0;
  };
  const width = after.length + 1;
  const sums = new Float64Array((before.length + 1) * width);
  const values = new Float64Array(before.length * after.length);
  const sum = (i: number, j: number) => sums[i * width + j] ?? 0;
  const value = (i: number, j: number) => values[i * after.length + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      values[i * after.length + j] = worth(i, j);
      const paired = value(i, j) > 0 ? value(i, j) + sum(i + 1, j + 1) : 0;
      sums[i * width + j] = Math.max(paired, sum(i + 1, j), sum(i, j + 1));
    }
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const both = i < before.length && j < after.length;
    if (both && value(i, j) > 0 && sum(i, j) === value(i, j) + sum(i + 1, j + 1)) {
      pairs.push([before[i] ?? null, after[j] ?? null]);
      [i, j] = [i + 1, j + 1];
    } else if (i < before.length && (!both || sum(i, j) === sum(i + 1, j))) {
      pairs.push([before[i] ?? null, null]);
      i += 1;
    } else {
      pairs.push([null, after[j] ?? null]);
      j += 1;
    }
  }
  return pairs;
}

/** Whether one can have become the other: both hold lines, or both hold blocks in the same way. */
export function kin(a: Piece, b: Piece): boolean {
  if (a.blocks === null || b.blocks === null) {
    return (a.blocks === null || isEmpty(a)) && (b.blocks === null || isEmpty(b));
  }
  return a.node.type === b.node.type || FAMILIES.some((kinds) => kinds.has(a.node.type) && kinds.has(b.node.type));
}

type Bag = { readonly counts: ReadonlyMap<string, number>; readonly size: number };

/** The words of a block, counted. */
export function bagOf(piece: Piece): Bag {
  const counts = new Map<string, number>();
  let size = 0;
  for (const { key, word, node } of tokensIn(piece)) {
    if (!word && node.type === "text") continue;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    size += 1;
  }
  return { counts, size };
}

/** Part of the words that both have (Dice), from 0 to 1. */
export function likeness(a: Bag, b: Bag): number {
  if (a.size + b.size === 0) return 1;
  let common = 0;
  for (const [key, count] of a.counts) common += Math.min(count, b.counts.get(key) ?? 0);
  return (2 * common) / (a.size + b.size);
}
