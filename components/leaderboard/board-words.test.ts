import { expect, it } from "vitest";
import { boardLead } from "./board-words";

const facts = { questions: 40, people: 10, intervals: "there" as const, maybeFirst: 4 };
const told = (separated: number) => ({ pairs: 45, separated, resamples: 1000, groups: 1 });

it("says what the data cannot tell apart, and how many may be the best", () => {
  expect(boardLead({ ...facts, told: told(7) })).toBe(
    "10 people, 40 questions: 38 of 45 pairs cannot be told apart, so much of the order may be luck. Any of 4 may be the best. Read the ranges first, then the ranks.",
  );
});

it("says so where nobody can be told apart, and where everybody can", () => {
  expect(boardLead({ ...facts, told: told(0) })).toContain("no two of them can be told apart");
  expect(boardLead({ ...facts, told: told(45), maybeFirst: 1 })).toContain("all 45 pairs can be told apart. Read");
});

it("below ten questions it reads no order into the list; before any score it says what one would show", () => {
  expect(boardLead({ ...facts, questions: 6, intervals: "few", told: null, maybeFirst: null })).toContain(
    "read no order into this list",
  );
  expect(boardLead({ ...facts, questions: 0, people: 0, intervals: "few", told: null, maybeFirst: null })).toContain(
    "Who gave what happened more probability",
  );
});

it("while intervals are being worked out it promises nothing about them", () => {
  expect(boardLead({ ...facts, intervals: "coming", told: null, maybeFirst: null })).toContain("Look at the intervals");
});
