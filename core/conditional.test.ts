import { describe, expect, it } from "vitest";
import { type Answer, conditionalTitle, conditionalVerdict } from "#core/conditional";

const answer = (outcome: Answer["outcome"], knownAt = 50): Answer => ({ outcome, knownAt });
const given = { holds: true, opensAt: 10 };
const givenNot = { holds: false, opensAt: 10 };

describe("a conditional question", () => {
  it("is B where A resolves yes, known when B was", () => {
    expect(conditionalVerdict(given, answer("YES", 90), answer("NO", 40))).toEqual({
      outcome: "NO",
      knownAt: 40,
      by: "consequent",
    });
  });

  it("is void as soon as A resolves no, whatever becomes of B", () => {
    for (const b of [null, answer("YES"), answer("AMBIGUOUS"), answer("VOID")])
      expect(conditionalVerdict(given, answer("NO", 30), b)).toEqual({
        outcome: "VOID",
        knownAt: 30,
        by: "antecedent",
      });
  });

  it("asked of not A turns both round", () => {
    expect(conditionalVerdict(givenNot, answer("NO"), answer("YES"))).toMatchObject({ outcome: "YES" });
    expect(conditionalVerdict(givenNot, answer("YES"), answer("YES"))).toMatchObject({ outcome: "VOID" });
  });

  it("waits while A or B does", () => {
    expect(conditionalVerdict(given, null, null)).toBeNull();
    expect(conditionalVerdict(given, answer("YES"), null)).toBeNull();
    expect(conditionalVerdict(given, null, answer("YES"))).toBeNull();
    expect(conditionalVerdict(given, null, answer("AMBIGUOUS"))).toBeNull();
  });

  it("is void with a void question, and ambiguous with an ambiguous one that it needs", () => {
    expect(conditionalVerdict(given, null, answer("VOID"))).toMatchObject({ outcome: "VOID", by: "consequent" });
    expect(conditionalVerdict(given, answer("VOID"), null)).toMatchObject({ outcome: "VOID", by: "antecedent" });
    expect(conditionalVerdict(given, answer("AMBIGUOUS"), null)).toMatchObject({ outcome: "AMBIGUOUS" });
    expect(conditionalVerdict(given, answer("YES"), answer("AMBIGUOUS"))).toMatchObject({ outcome: "AMBIGUOUS" });
  });

  it("is void where B was known before it opened", () => {
    expect(conditionalVerdict(given, answer("YES"), answer("YES", 9))).toMatchObject({ outcome: "VOID" });
    expect(conditionalVerdict(given, answer("YES"), answer("YES", 10))).toMatchObject({ outcome: "YES" });
  });

  it("says in words what it asks", () => {
    expect(conditionalTitle("Will A?", "Will B?", true)).toBe("If “Will A?” is answered yes: Will B?");
    expect(conditionalTitle("Will A?", "Will B?", false)).toBe("If “Will A?” is answered no: Will B?");
  });
});
