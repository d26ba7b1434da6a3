import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baselinePoints, baselineScore, continuousBaselineScore, flatProbability } from "#core/scoring/baseline";
import { brierScore, multipleChoiceBrierScore, orderedBrierScore, rankedProbabilityScore } from "#core/scoring/brier";
import { continuousRule, judgeBucket } from "#core/scoring/continuous-rule";
import { logScore } from "#core/scoring/log";
import { arbitraryProbability } from "#core/scoring/log.arbitrary";
import { peerScore } from "#core/scoring/peer";
import { relativeBrierScore } from "#core/scoring/relative";
import { binaryRule, multipleChoiceRule } from "#core/scoring/rules";

/** Probability vectors of four options. */
const vector = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 4, maxLength: 4 }).map((parts) => {
  const total = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / total);
});

describe("hand-worked scores", () => {
  it("Brier", () => {
    expect(brierScore(0.8, "yes")).toBeCloseTo(0.04, 15);
    expect(brierScore(0.8, "no")).toBeCloseTo(0.64, 15);
    expect(multipleChoiceBrierScore([0.2, 0.5, 0.3], 1)).toBeCloseTo((0.04 + 0.25 + 0.09) / 2, 15);
  });

  it("two options equal the binary form", () => {
    expect(multipleChoiceBrierScore([0.3, 0.7], 1)).toBeCloseTo(brierScore(0.7, "yes"), 15);
    expect(orderedBrierScore([0.3, 0.7], 1)).toBeCloseTo(brierScore(0.7, "yes"), 15);
  });

  it("ordered: a near miss beats a far one, and the mean over splits is the ranked score over K − 1", () => {
    expect(orderedBrierScore([0, 1, 0, 0], 0)).toBeCloseTo(1 / 3, 15);
    expect(orderedBrierScore([0, 0, 0, 1], 0)).toBe(1);
    expect(rankedProbabilityScore([0, 0, 0, 1], 0)).toBe(3);
  });

  it("log, baseline", () => {
    expect(logScore(0.5)).toBeCloseTo(-Math.LN2, 15);
    expect(baselineScore(0.5, 2)).toBe(0);
    expect(baselineScore(1, 7)).toBe(100);
    expect(baselineScore(0.25, 4)).toBeCloseTo(0, 12);
    expect(baselineScore(0.25, 2)).toBe(-100);
  });

  it("continuous baseline: 0 for the flat forecast, inside and beyond a bound", () => {
    expect(flatProbability("inside", 200, 1)).toBeCloseTo(0.00475, 15);
    expect(flatProbability("outside", 200, 1)).toBe(0.05);
    expect(continuousBaselineScore(Math.log(0.05), 0.05)).toBe(0);
    expect(continuousBaselineScore(0, Math.exp(-1))).toBeCloseTo(50, 12);
  });

  it("peer and relative Brier at one instant", () => {
    expect(peerScore(0.8, [0.4, 0.2])).toBeCloseTo(50 * (Math.log(2) + Math.log(4)), 12);
    expect(peerScore(0.8, [])).toBe(0);
    expect(relativeBrierScore(0.1, [0.3, 0.5])).toBeCloseTo(-0.2, 15);
    expect(relativeBrierScore(0.1, [])).toBe(0);
  });
});

describe("what must hold", () => {
  it("Brier, log and baseline of a binary forecast are strictly proper", () => {
    fc.assert(
      fc.property(arbitraryProbability, arbitraryProbability, (belief, other) => {
        fc.pre(belief !== other);
        const expected = (score: (p: number, outcome: "yes" | "no") => number, stated: number) =>
          belief * score(stated, "yes") + (1 - belief) * score(stated, "no");
        const baseline = (p: number, outcome: "yes" | "no") => binaryRule(outcome).judge(p).baseline;
        const log = (p: number, outcome: "yes" | "no") => logScore(outcome === "yes" ? p : 1 - p);
        expect(expected(brierScore, belief)).toBeLessThan(expected(brierScore, other));
        expect(expected(baseline, belief)).toBeGreaterThan(expected(baseline, other));
        expect(expected(log, belief)).toBeGreaterThan(expected(log, other));
      }),
    );
  });

  it("Brier of options, plain and ordered, is strictly proper", () => {
    fc.assert(
      fc.property(vector, vector, (belief, other) => {
        fc.pre(belief.some((p, k) => Math.abs(p - (other[k] ?? 0)) > 1e-6));
        for (const score of [multipleChoiceBrierScore, orderedBrierScore]) {
          const expected = (stated: number[]) => belief.reduce((total, p, k) => total + p * score(stated, k), 0);
          expect(expected(belief)).toBeLessThan(expected(other));
        }
      }),
    );
  });

  it("peer scores at an instant sum to 0", () => {
    fc.assert(
      fc.property(fc.array(arbitraryProbability, { minLength: 2, maxLength: 9 }), (crowd) => {
        const total = crowd.reduce((sum, own, i) => sum + peerScore(own, crowd.toSpliced(i, 1)), 0);
        expect(total).toBeCloseTo(0, 9);
      }),
    );
  });
});

describe("rules", () => {
  it("multiple choice with two options is judged as binary", () => {
    expect(multipleChoiceRule(1).judge([0.2, 0.8]).baseline).toBeCloseTo(binaryRule("yes").judge(0.8).baseline, 12);
    expect(multipleChoiceRule(0, true).judge([0.2, 0.5, 0.3]).brier).toBeCloseTo((0.64 + 0.09) / 2, 12);
  });

  it("an option that was not yet on offer is read from the last one", () => {
    expect(multipleChoiceRule(2).judge([0.3, 0.2, null, 0.5]).log).toBeCloseTo(Math.log(0.5), 15);
    expect(multipleChoiceRule(0).judge([1 / 3, 1 / 3, null, 1 / 3]).baseline).toBeCloseTo(0, 12);
  });

  it("a continuous forecast is judged by the bucket that occurred", () => {
    const rule = continuousRule({ bucket: 2, buckets: 2, openBounds: 2 });
    expect(Math.exp(rule.judge([0.05, 0.5, 0.95]).log)).toBeCloseTo(0.45, 12);
    expect(rule.judge([0.05, 0.5, 0.95]).baseline).toBeCloseTo(0, 12);
    expect(rule.judge([0.05, 0.5, 0.95]).brier).toBeNull();
    expect(() => rule.judge([0.1, 0.9])).toThrow(/cdf must have 3 points, got 2/);
    expect(() => rule.judge([0.5, 0.7, 0.7])).toThrow(/probability of the outcome must lie in \(0, 1\], got 0/);
    expect(() => judgeBucket(0, { bucket: 4, buckets: 2, openBounds: 0 })).toThrow(RangeError);
  });
});

describe("refusals", () => {
  const wrong = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0.1, 1.1];

  it.each(wrong)("%f is no probability", (p) => {
    expect(() => brierScore(p, "yes")).toThrow(RangeError);
    expect(() => logScore(p)).toThrow(RangeError);
    expect(() => baselineScore(p, 2)).toThrow(RangeError);
    expect(() => multipleChoiceBrierScore([p, 1 - p], 0)).toThrow(RangeError);
    expect(() => orderedBrierScore([p, 1 - p], 0)).toThrow(RangeError);
    expect(() => peerScore(p, [0.5])).toThrow(RangeError);
    expect(() => peerScore(0.5, [p])).toThrow(RangeError);
    expect(() => relativeBrierScore(p, [0.5])).toThrow(RangeError);
    expect(() => relativeBrierScore(0.5, [p])).toThrow(RangeError);
    expect(() => binaryRule("yes").judge(p)).toThrow(RangeError);
    expect(() => multipleChoiceRule(0).judge([p, 1 - p])).toThrow(RangeError);
  });

  it("nothing given to what happened would score −∞", () => {
    expect(() => logScore(0)).toThrow("p must lie in (0, 1], got 0");
    expect(() => baselineScore(0, 2)).toThrow("p must lie in (0, 1], got 0");
    expect(() => binaryRule("no").judge(1)).toThrow("probability of the outcome must lie in (0, 1], got 0");
  });

  it.each([1, 1.5, Number.NaN])("%f is no number of outcomes", (k) => {
    expect(() => baselineScore(0.5, k)).toThrow(RangeError);
  });

  it("options that do not sum to 1, outcomes that are none of them, logs that are none", () => {
    expect(() => multipleChoiceBrierScore([0.5, 0.4], 0)).toThrow(/probabilities must sum to 1, got 0.9/);
    expect(() => orderedBrierScore([0.5, 0.5], 2)).toThrow(/outcome must be an index in 0 … 1, got 2/);
    expect(() => baselinePoints(0.1, 2)).toThrow(/log must lie in \(−∞, 0\]/);
    expect(() => continuousBaselineScore(Number.NEGATIVE_INFINITY, 0.5)).toThrow(RangeError);
    expect(() => flatProbability("inside", 200, 3)).toThrow(/openBounds must be 0, 1 or 2, got 3/);
  });
});
