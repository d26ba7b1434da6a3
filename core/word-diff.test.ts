import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DiffRun, wordDiff } from "#core/word-diff";

const drawn = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "removed" ? `[-${text}-]` : `{+${text}+}`))
    .join("");
const side = (runs: readonly DiffRun[], not: DiffRun["kind"]) =>
  runs
    .filter(({ kind }) => kind !== not)
    .map(({ text }) => text)
    .join("");

describe("wordDiff", () => {
  it.each([
    ["Yes if it is signed.", "Yes if it is ratified.", "Yes if it is [-signed-]{+ratified+}."],
    ["by 31 December", "by 31 December 2030", "by 31 December{+ 2030+}"],
    ["one two three four", "one four", "one [-two three -]four"],
    ["The vote fails", "A vote passes", "[-The-]{+A+} vote [-fails-]{+passes+}"],
    ["of the old guard", "of a new guard", "of [-the old-]{+a new+} guard"],
    ["", "something", "{+something+}"],
    ["something", "", "[-something-]"],
    ["same", "same", "same"],
    ["", "", ""],
    ["Türkiye’nin", "Türkiye'nin", "[-Türkiye’nin-]{+Türkiye'nin+}"],
    ["3.5 million", "3.6 million", "[-3.5-]{+3.6+} million"],
    ["a 🛰 b", "a 🚀 b", "a [-🛰-]{+🚀+} b"],
  ])("%j to %j", (before, after, expected) => {
    expect(drawn(before, after)).toBe(expected);
  });

  const words = fc.array(fc.constantFrom("a", "b", "c", " ", "\n", ".", "ünlü", "🛰"), { maxLength: 40 });
  const texts = fc.oneof(
    words.map((list) => list.join("")),
    fc.string({ unit: "grapheme", maxLength: 60 }),
  );

  it("gives both texts back, letter for letter, in runs that take turns", () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const runs = wordDiff(before, after);
        expect([side(runs, "added"), side(runs, "removed")]).toEqual([before, after]);
        runs.forEach((run, i) => {
          expect(run.text).not.toBe("");
          expect(runs[i + 1]?.kind).not.toBe(run.kind);
        });
      }),
    );
  });

  it("changes no more words than an oracle by dynamic programming, white space apart", () => {
    const short = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
    fc.assert(
      fc.property(short, short, (one, two) => {
        const runs = wordDiff(one.join("|"), two.join("|"));
        const count = (kind: DiffRun["kind"]) =>
          runs.filter((run) => run.kind === kind).flatMap(({ text }) => text.match(/[abc|]/g) ?? []).length;
        const tokens = (list: readonly string[]) => list.join("|").match(/[abc]|\|/g) ?? [];
        const kept = longestCommon(tokens(one), tokens(two));
        expect(count("same")).toBe(kept);
      }),
    );
  });

  it("gives back texts that have next to nothing in common, in no time", () => {
    const long = (letter: string) => Array.from({ length: 6_000 }, (_, i) => `${letter}${i}`).join(" ");
    const runs = wordDiff(`${long("x")} end`, `${long("y")} end`);
    expect([side(runs, "added"), side(runs, "removed")]).toEqual([`${long("x")} end`, `${long("y")} end`]);
  });
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    b.forEach((other, j) => {
      next.push(word === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    });
    row = next;
  }
  return row[b.length] ?? 0;
}
