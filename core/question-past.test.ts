import { describe, expect, it } from "vitest";
import { storedStateAt } from "#core/question-past";

const proposal = { proposedAt: 20, decidedAt: 30, corrects: false };

describe("storedStateAt", () => {
  it("walks through draft, open, proposed and resolved at the very instants of the records", () => {
    const past = { publishedAt: 10, proposals: [proposal], verdicts: [{ version: 1, outcome: "YES", at: 30 }] };
    const states = [0, 9, 10, 19, 20, 29, 30, 99].map((at) => storedStateAt(past, at));
    expect(states).toEqual(["DRAFT", "DRAFT", "OPEN", "OPEN", "PROPOSED", "PROPOSED", "RESOLVED", "RESOLVED"]);
  });

  it("is open again after a rejection, and after a verdict was withdrawn", () => {
    const rejected = { publishedAt: 10, proposals: [proposal], verdicts: [] };
    expect(storedStateAt(rejected, 30)).toBe("OPEN");
    const verdicts = [
      { version: 2, outcome: null, at: 50 },
      { version: 1, outcome: "VOID", at: 30 },
    ];
    const withdrawn = { publishedAt: 10, proposals: [proposal], verdicts };
    expect([49, 50].map((at) => storedStateAt(withdrawn, at))).toEqual(["VOID", "OPEN"]);
  });

  it("keeps the verdict in force while a correction waits", () => {
    const correction = { proposedAt: 40, decidedAt: 50, corrects: true };
    const verdicts = [
      { version: 1, outcome: "YES", at: 30 },
      { version: 2, outcome: "AMBIGUOUS", at: 50 },
    ];
    const past = { publishedAt: 10, proposals: [proposal, correction], verdicts };
    expect([45, 50].map((at) => storedStateAt(past, at))).toEqual(["RESOLVED", "AMBIGUOUS"]);
  });

  it("refuses an instant that is none", () => {
    expect(() => storedStateAt({ publishedAt: null, proposals: [], verdicts: [] }, Number.NaN)).toThrow(RangeError);
  });
});
