import { describe, expect, it } from "vitest";
import { multipleChoiceBrierScore } from "#core/scoring/brier";
import { crpsOfCdf } from "#core/scoring/crps";
import { relativeBrierScore } from "#core/scoring/relative";

// Why the relative Brier score of options is not called proper, and why there is no relative CRPS: with three outcomes the
// middle of the crowd depends on what happens, and somebody who knows the others' forecasts can lean on that.
describe("held against a crowd's median, the truth is not always the best answer among three outcomes", () => {
  const expected = (belief: number[], score: (outcome: number) => number) =>
    belief.reduce((total, p, outcome) => total + p * score(outcome), 0);

  it("by Brier score", () => {
    const belief = [0.6, 0.1, 0.3];
    const others = [
      [0.2, 0.6, 0.2],
      [0.6, 0.1, 0.3],
    ];
    const relative = (stated: number[]) =>
      expected(belief, (outcome) =>
        relativeBrierScore(
          multipleChoiceBrierScore(stated, outcome),
          others.map((other) => multipleChoiceBrierScore(other, outcome)),
        ),
      );
    expect(relative(belief)).toBeCloseTo(0, 12);
    expect(relative([0.3, 0.1, 0.6])).toBeCloseTo(-0.09, 12);
  });

  it("by CRPS", () => {
    const belief = [0.4, 0.2, 0.4];
    const crps = ([a = 0, b = 0]: number[], outcome: number) =>
      crpsOfCdf([0, a, a + b, 1], { min: 0, max: 3 }, outcome + 0.5);
    const relative = (stated: number[]) =>
      expected(belief, (outcome) => {
        const own = crps(stated, outcome);
        const crowd = [own, crps([0.3, 0.1, 0.6], outcome), crps([0.3, 0.5, 0.2], outcome)].sort((x, y) => x - y);
        return own - (crowd[1] ?? Number.NaN);
      });
    expect(relative(belief)).toBeCloseTo(0, 12);
    expect(relative([0.5, 0.2, 0.3])).toBeCloseTo(-0.042, 12);
  });
});
