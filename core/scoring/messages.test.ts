import { expect, it } from "vitest";
import { baselinePoints, baselineScore, continuousBaselineScore, flatProbability } from "#core/scoring/baseline";
import { brierScore, multipleChoiceBrierScore, orderedBrierScore, rankedProbabilityScore } from "#core/scoring/brier";
import { continuousRule, judgeBucket } from "#core/scoring/continuous-rule";
import { crpsOfCdf, crpsOfPoints, crpsOfSample } from "#core/scoring/crps";
import {
  crpsOfLogistic,
  crpsOfNormal,
  crpsOfNormalMixture,
  crpsOfUniform,
  logScoreOfNormal,
} from "#core/scoring/crps-closed";
import { logScore } from "#core/scoring/log";
import { peerScore } from "#core/scoring/peer";
import { intervalScore, quantileScore } from "#core/scoring/quantile-score";
import { relativeBrierScore } from "#core/scoring/relative";
import { binaryRule, multipleChoiceRule } from "#core/scoring/rules";
import { spotInstant } from "#core/scoring/spot";

const nan = Number.NaN;
const clocks = { opensAt: 0, closesAt: 1, knownAt: null };

// What somebody reads who passed a wrong number: which one it was, what is allowed, what came.
it.each<[string, () => unknown]>([
  ["p must lie in (0, 1], got 0", () => baselineScore(0, 2)],
  ["k must be an integer ≥ 2, got 1", () => baselineScore(0.5, 1)],
  ["log must lie in (−∞, 0], got 0.1", () => baselinePoints(0.1, 2)],
  ["log must lie in (−∞, 0], got -Infinity", () => baselinePoints(Number.NEGATIVE_INFINITY, 2)],
  ["points must be a finite number, got -Infinity", () => baselinePoints(-1e308, 2)],
  ["buckets must be an integer ≥ 1, got 0", () => flatProbability("inside", 0, 0)],
  ["openBounds must be 0, 1 or 2, got 3", () => flatProbability("inside", 2, 3)],
  ["openBounds must be 0, 1 or 2, got -1", () => flatProbability("outside", 2, -1)],
  ["log must be a finite number, got NaN", () => continuousBaselineScore(nan, 0.5)],
  ["flat must lie in (0, 1], got 0", () => continuousBaselineScore(-1, 0)],
  ["points must be a finite number, got -Infinity", () => continuousBaselineScore(-1e308, 0.5)],
  ["p must lie in [0, 1], got 1.1", () => brierScore(1.1, "yes")],
  ["number of options must be an integer ≥ 2, got 1", () => multipleChoiceBrierScore([1], 0)],
  ["probability must lie in [0, 1], got -0.5", () => multipleChoiceBrierScore([1.5, -0.5].reverse(), 0)],
  ["probabilities must sum to 1, got 0.75", () => orderedBrierScore([0.5, 0.25], 0)],
  ["outcome must be an index in 0 … 1, got 2", () => multipleChoiceBrierScore([0.5, 0.5], 2)],
  ["outcome must be an index in 0 … 1, got -1", () => rankedProbabilityScore([0.5, 0.5], -1)],
  ["outcome must be an index in 0 … 1, got 0.5", () => rankedProbabilityScore([0.5, 0.5], 0.5)],
  ["outcome must be an index in 0 … 3, got 4", () => judgeBucket(-1, { bucket: 4, buckets: 2, openBounds: 0 })],
  ["number of CDF points must be an integer ≥ 2, got 1", () => rule(1, 1).judge([0])],
  ["cdf must have 3 points, got 2", () => rule(1, 2).judge([0, 1])],
  ["cdf must not fall, got 0.4 after 0.5", () => rule(1, 2).judge([0, 0.5, 0.4])],
  ["probability of the outcome must lie in (0, 1], got 0", () => rule(0, 1).judge([0, 1])],
  ["cdf must not fall, got 0.4 after 0.5", () => crpsOfCdf([0.5, 0.4], { min: 0, max: 1 }, 0)],
  ["outcome must be a finite number, got NaN", () => crpsOfCdf([0, 1], { min: 0, max: 1 }, nan)],
  ["min must be a finite number, got NaN", () => crpsOfCdf([0, 1], { min: nan, max: 1 }, 0)],
  ["max must be a finite number, got Infinity", () => crpsOfCdf([0, 1], { min: 0, max: Number.POSITIVE_INFINITY }, 0)],
  ["max must be above 1, got 1", () => crpsOfCdf([0, 1], { min: 1, max: 1 }, 0)],
  ["cdf must not fall, got 0.4 after 0.5", () => crpsOfPoints([0, 1], [0.5, 0.4], 0)],
  ["outcome must be a finite number, got NaN", () => crpsOfPoints([0, 1], [0, 1], nan)],
  ["positions must be as many as CDF points (2), got 1", () => crpsOfPoints([0], [0, 1], 0)],
  ["positions must be as many as CDF points (2), got 3", () => crpsOfPoints([0, 1, 2], [0, 1], 0)],
  ["position must be a finite number, got -Infinity", () => crpsOfPoints([Number.NEGATIVE_INFINITY, 1], [0, 1], 0)],
  ["position must be a finite number, got NaN", () => crpsOfPoints([0, nan], [0, 1], 0)],
  ["positions must ascend, got 0 after 0", () => crpsOfPoints([0, 0], [0, 1], 0)],
  ["sample must not be empty", () => crpsOfSample([], 0)],
  ["outcome must be a finite number, got NaN", () => crpsOfSample([1], nan)],
  ["sample value must be a finite number, got NaN", () => crpsOfSample([nan], 0)],
  ["weights must be as many as the sample (2), got 1", () => crpsOfSample([1, 2], 0, [1])],
  ["weight must be finite and ≥ 0, got -1", () => crpsOfSample([1, 2], 0, [2, -1])],
  ["weight must be finite and ≥ 0, got Infinity", () => crpsOfSample([1], 0, [Number.POSITIVE_INFINITY])],
  ["weights must sum to more than 0, got 0", () => crpsOfSample([1], 0, [0])],
  ["score must be a finite number, got Infinity", () => crpsOfSample([-1e308], 1.7e308)],
  ["outcome must be a finite number, got NaN", () => crpsOfNormal({ mean: 0, sd: 1 }, nan)],
  ["location must be a finite number, got NaN", () => crpsOfNormal({ mean: nan, sd: 1 }, 0)],
  ["scale must be finite and > 0, got 0", () => crpsOfNormal({ mean: 0, sd: 0 }, 0)],
  ["scale must be finite and > 0, got -1", () => crpsOfLogistic(0, -1, 0)],
  ["distance in scales must be a finite number, got Infinity", () => crpsOfLogistic(0, 5e-324, 1)],
  ["positions must ascend, got 0 after 1", () => crpsOfUniform(1, 0, 0)],
  ["score must be a finite number, got Infinity", () => crpsOfUniform(-1.7e308, -1.6e308, 1e308)],
  ["components must not be empty", () => crpsOfNormalMixture([], 0)],
  ["weight must be finite and ≥ 0, got -1", () => crpsOfNormalMixture([{ mean: 0, sd: 1, weight: -1 }], 0)],
  ["weights must sum to more than 0, got 0", () => crpsOfNormalMixture([{ mean: 0, sd: 1, weight: 0 }], 0)],
  ["score must be a finite number, got Infinity", () => logScoreOfNormal({ mean: 0, sd: 1 }, 1e200)],
  ["p must lie in (0, 1], got 1.5", () => logScore(1.5)],
  ["own must lie in (0, 1], got 0", () => peerScore(0, [])],
  ["other must lie in (0, 1], got 0", () => peerScore(0.5, [0.5, 0])],
  ["own must lie in [0, 1], got 2", () => relativeBrierScore(2, [])],
  ["other must lie in [0, 1], got -1", () => relativeBrierScore(0.5, [0.5, -1])],
  ["quantile must be a finite number, got NaN", () => quantileScore(nan, 0.5, 0)],
  ["outcome must be a finite number, got NaN", () => quantileScore(0, 0.5, nan)],
  ["level must lie in (0, 1), got 0", () => quantileScore(0, 0, 0)],
  ["level must lie in (0, 1), got 1", () => quantileScore(0, 1, 0)],
  ["score must be a finite number, got Infinity", () => quantileScore(1.7e308, 0.5, -1.7e308)],
  ["lower must be a finite number, got NaN", () => intervalScore({ lower: nan, upper: 1 }, 0.9, 0)],
  ["upper must be a finite number, got NaN", () => intervalScore({ lower: 0, upper: nan }, 0.9, 0)],
  ["upper must not be below lower (1), got 0", () => intervalScore({ lower: 1, upper: 0 }, 0.9, 0)],
  ["outcome must be a finite number, got NaN", () => intervalScore({ lower: 0, upper: 1 }, 0.9, nan)],
  ["coverage must lie in (0, 1), got 1", () => intervalScore({ lower: 0, upper: 1 }, 1, 0)],
  ["score must be a finite number, got Infinity", () => intervalScore({ lower: 0, upper: 1 }, 0.9, 1.7e308)],
  ["p must lie in [0, 1], got NaN", () => binaryRule("yes").judge(nan)],
  ["probability of the outcome must lie in (0, 1], got 0", () => binaryRule("yes").judge(0)],
  ["probability of the outcome must lie in (0, 1], got 0", () => multipleChoiceRule(0).judge([0, 1])],
  ["outcome must be an index in 0 … 1, got 5", () => multipleChoiceRule(5).judge([0, 1])],
  ["outcome must be an index in 0 … 1, got -1", () => multipleChoiceRule(-1).judge([0.5, 0.5])],
  ["revealAt must be a finite number, got NaN", () => spotInstant(clocks, nan)],
])("%s", (message, call) => {
  expect(call).toThrow(RangeError);
  expect(call).toThrow(new RangeError(message));
});

function rule(bucket: number, buckets: number) {
  return continuousRule({ bucket, buckets, openBounds: 0 });
}

// Values at the edge of what is allowed are allowed.
it.each<[number, () => unknown]>([
  [0, () => quantileScore(2, 0.3, 2)],
  [0, () => intervalScore({ lower: 1, upper: 1 }, 0.5, 1)],
  [5, () => intervalScore({ lower: 1, upper: 2 }, 0.5, 3)],
  [5, () => intervalScore({ lower: 1, upper: 2 }, 0.5, 0)],
  [0, () => crpsOfSample([3, 5], 3, [1, 0])],
  [0, () => peerScore(1, [1])],
  [0, () => relativeBrierScore(1, [])],
  [0, () => baselinePoints(-Math.LN2, 2)],
  [100, () => baselinePoints(0, 2)],
  [4 / 3, () => crpsOfUniform(1, 2, 0)],
  [4 / 3, () => crpsOfUniform(1, 2, 3)],
  [1 / 3, () => crpsOfUniform(1, 2, 1)],
  [Math.log(2) + 0.5 * Math.log(2 * Math.PI) + 0.125, () => logScoreOfNormal({ mean: 1, sd: 2 }, 2)],
  [1 / 3, () => crpsOfCdf([0, 1], { min: 3, max: 4 }, 4)],
])("%f at the edge", (value, call) => {
  expect(call()).toBeCloseTo(value, 12);
});

it("a sum of options within 1e-9 of 1 passes, beyond it does not", () => {
  expect(multipleChoiceBrierScore([0.5, 0.5 + 0.9e-9], 0)).toBeCloseTo(0.25, 8);
  expect(() => multipleChoiceBrierScore([0.5, 0.5 + 1.1e-9], 0)).toThrow(/probabilities must sum to 1, got 1.00000000/);
});

it("a mixture weighs its components and measures from the outcome", () => {
  // Two narrow peaks at 1 and 3, three quarters of the weight on the first: like the sample 1, 1, 1, 3.
  const peaks = [
    { mean: 1, sd: 1e-9, weight: 3 },
    { mean: 3, sd: 1e-9, weight: 1 },
  ];
  expect(crpsOfNormalMixture(peaks, 0)).toBeCloseTo(crpsOfSample([1, 1, 1, 3], 0), 8);
  expect(crpsOfNormalMixture(peaks, 5)).toBeCloseTo(crpsOfSample([1, 3], 5, [3, 1]), 8);
});
