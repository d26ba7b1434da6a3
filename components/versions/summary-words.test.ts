import { describe, expect, it } from "vitest";
import type { DiffSummary } from "#core/rationale-diff/signed";
import { summaryWords } from "./summary-words";

const words = (changed: Partial<DiffSummary>) =>
  summaryWords(
    { people: [], restyled: 0, moved: 0, movedWords: 0, turned: 0, same: false, ...changed },
    (by) => `Analyst ${by}`,
  );

describe("a comparison in words", () => {
  it("says who added and removed how much, most first", () => {
    const people = [
      { by: "2", added: 34, removed: 2 },
      { by: "1", added: 0, removed: 5 },
      { by: "3", added: 1, removed: 0 },
      { by: null, added: 2, removed: 0 },
    ];
    expect(words({ people })).toEqual([
      "Analyst 2 added 34 words and removed 2.",
      "Analyst 1 removed 5 words.",
      "Analyst 3 added 1 word.",
      "Somebody the log does not name added 2 words.",
    ]);
  });

  it("says what changed without words", () => {
    expect(words({ moved: 1, movedWords: 3, turned: 2, restyled: 1 })).toEqual([
      "1 block was moved.",
      "3 words stand elsewhere.",
      "2 blocks became another kind.",
      "1 stretch changed its look.",
    ]);
    expect(words({})).toEqual(["Only the layout changed."]);
    expect(words({ same: true })).toEqual(["The two texts are the same."]);
  });
});
