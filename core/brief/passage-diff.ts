import { wordDiff } from "#core/word-diff";

/** A passage of two versions of a brief: in both, only in the later (added), only in the earlier (removed), or reworded. */
export type PassageChange =
  | { readonly kind: "same" | "added" | "removed"; readonly text: string }
  | { readonly kind: "reworded"; readonly before: string; readonly after: string };

/** Share of the letters that two passages must have in common to be one passage reworded. */
const REWORDED = 0.4;

/**
 * What changed from one version of a brief to another, passage by passage in reading order: passages that stayed are found
 * by a longest common subsequence; between them, one that resembles the one in its place is that one reworded.
 */
export function passageDiff(before: readonly string[], after: readonly string[]): PassageChange[] {
  const changes: PassageChange[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...commonPassages(before, after), [before.length, after.length] as const]) {
    changes.push(...between(before.slice(i, a), after.slice(j, b)));
    const text = before[a];
    if (text !== undefined) changes.push({ kind: "same", text });
    [i, j] = [a + 1, b + 1];
  }
  return changes;
}

/** Places of the passages that stayed, in order. */
function commonPassages(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  const longest = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = longest[i] ?? [];
    for (let j = after.length - 1; j >= 0; j -= 1)
      row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const places: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i] === after[j]) places.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return places;
}

function between(removed: readonly string[], added: readonly string[]): PassageChange[] {
  const changes: PassageChange[] = [];
  let next = 0;
  for (const text of removed) {
    const match = added.findIndex((one, k) => k >= next && likeness(text, one) >= REWORDED);
    if (match === -1) {
      changes.push({ kind: "removed", text });
      continue;
    }
    changes.push(...added.slice(next, match).map((one): PassageChange => ({ kind: "added", text: one })));
    changes.push({ kind: "reworded", before: text, after: added[match] ?? "" });
    next = match + 1;
  }
  return [...changes, ...added.slice(next).map((text): PassageChange => ({ kind: "added", text }))];
}

function likeness(before: string, after: string): number {
  const same = wordDiff(before, after).reduce((sum, { kind, text }) => sum + (kind === "same" ? text.length : 0), 0);
  return same / Math.max(before.length, after.length, 1);
}
