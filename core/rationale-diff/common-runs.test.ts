import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commonRuns } from "./common-runs";

/** Length of a longest common subsequence by the textbook's table. */
function longest(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const cell = (i: number, j: number) => table[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (row) row[j] = a[i] === b[j] ? 1 + cell(i + 1, j + 1) : Math.max(cell(i + 1, j), cell(i, j + 1));
    }
  return cell(0, 0);
}

const letters = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 40 });

describe("what two sequences share", () => {
  it("is a longest common subsequence, in order and without overlap", () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const runs = commonRuns(a, b);
        let [endA, endB] = [0, 0];
        for (const { inA, inB, length } of runs) {
          expect(inA >= endA && inB >= endB && length > 0).toBe(true);
          expect(a.slice(inA, inA + length)).toEqual(b.slice(inB, inB + length));
          [endA, endB] = [inA + length, inB + length];
        }
        expect(runs.reduce((sum, { length }) => sum + length, 0)).toBe(longest(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it("is found in sequences that have little in common", () => {
    const a = Array.from({ length: 8_000 }, (_, index) => `a${index}`);
    const b = Array.from({ length: 8_000 }, (_, index) => (index % 100 === 0 ? `a${index}` : `b${index}`));
    const runs = commonRuns(a, b);
    for (const { inA, inB, length } of runs) expect(a.slice(inA, inA + length)).toEqual(b.slice(inB, inB + length));
    expect(runs.length).toBeGreaterThan(0);
  });
});
