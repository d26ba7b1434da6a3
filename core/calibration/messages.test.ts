import { expect, it } from "vitest";
import { binIndex, reliabilityBins } from "#core/calibration/bins";
import { bandSampler, consistencyBand, corpDecomposition } from "#core/calibration/corp";
import { horizonInstant, whyNotCounted } from "#core/calibration/horizon";
import { fittedAt, isotonicFit } from "#core/calibration/isotonic";
import { calibrationSummary, murphyByBins, murphyDecomposition } from "#core/calibration/murphy";
import { wilsonInterval } from "#core/calibration/wilson";
import { seededRandom } from "#core/math/random";

const pair = (forecast: number, weight?: number) => ({ question: "q", forecast, outcome: "yes" as const, weight });
const clocks = { opensAt: 0, closesAt: 1, knownAt: null };
const nan = Number.NaN;
const band = (options: { runs?: number; confidence?: number }) =>
  consistencyBand([pair(0.5)], seededRandom(1), options);

// What somebody reads who passed a wrong number: which one it was, what is allowed, what came.
it.each<[string, () => unknown]>([
  ["p must lie in [0, 1], got 1.5", () => binIndex(1.5)],
  ["count must be an integer ≥ 1, got 0", () => binIndex(0.5, 0)],
  ["count must lie in [1, 1000], got 1001", () => binIndex(0.5, 1001)],
  ["count must be an integer ≥ 1, got 2.5", () => reliabilityBins([], { count: 2.5 })],
  ["p must lie in [0, 1], got -1", () => reliabilityBins([pair(-1)])],
  ["weight must be finite and > 0, got 0", () => reliabilityBins([pair(0.5, 0)])],
  ["confidence must lie in (0, 1), got 1", () => reliabilityBins([pair(0.5)], { confidence: 1 })],
  ["pairs must not be empty", () => corpDecomposition([])],
  ["pairs must not be empty", () => murphyDecomposition([])],
  ["pairs must not be empty", () => murphyByBins([])],
  ["pairs must not be empty", () => calibrationSummary([])],
  ["pairs must not be empty", () => bandSampler([])],
  ["forecast must lie in [0, 1], got NaN", () => corpDecomposition([pair(nan)])],
  ["forecast must lie in [0, 1], got 2", () => bandSampler([pair(0.5), pair(2)])],
  ["forecast must lie in [0, 1], got 2", () => murphyByBins([pair(2)])],
  ["weight must be finite and > 0, got -1", () => corpDecomposition([pair(0.5, -1)])],
  ["weight must be finite and > 0, got Infinity", () => murphyDecomposition([pair(0.5, Number.POSITIVE_INFINITY)])],
  ["runs must be an integer ≥ 1, got 0", () => band({ runs: 0 })],
  ["confidence must lie in (0, 1), got 0", () => band({ confidence: 0 })],
  ["days must be finite and ≥ 0, got -1", () => horizonInstant(clocks, { kind: "days_before_close", days: -1 })],
  [
    "horizon must be a finite number, got -Infinity",
    () => horizonInstant(clocks, { kind: "days_before_close", days: 1e308 }),
  ],
  ["now must be a finite number, got NaN", () => whyNotCounted(clocks, null, nan)],
  ["forecasts must not be empty", () => isotonicFit([], [])],
  ["outcomes must be as many as forecasts (2), got 1", () => isotonicFit([0.1, 0.2], [1])],
  ["weights must be as many as forecasts (1), got 2", () => isotonicFit([0.1], [1], [1, 1])],
  ["forecast must be a finite number, got Infinity", () => isotonicFit([Number.POSITIVE_INFINITY], [1])],
  ["outcome must be a finite number, got NaN", () => isotonicFit([0.1], [nan])],
  ["weight must be finite and > 0, got 0", () => isotonicFit([0.1], [1], [0])],
  ["mean outcome of a block must be a finite number, got Infinity", () => isotonicFit([1], [1e308], [10])],
  ["weight of a block must be a finite number, got Infinity", () => isotonicFit([1, 1], [0, 0], [1.7e308, 1.7e308])],
  ["forecast must be one of the fit's points, got 0.3", () => fittedAt(isotonicFit([0.1, 0.5], [0, 1]), 0.3)],
  ["n must be an integer ≥ 1, got 0", () => wilsonInterval(0, 0, 0.9)],
  ["successes must be an integer ≥ 0, got -1", () => wilsonInterval(-1, 2, 0.9)],
  ["successes must lie in [0, 2], got 3", () => wilsonInterval(3, 2, 0.9)],
  ["confidence must lie in (0, 1), got 0", () => wilsonInterval(1, 2, 0)],
  ["confidence must lie in (0, 1), got 1", () => wilsonInterval(1, 2, 1)],
])("%s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

it("zero days before the close is the close", () => {
  expect(horizonInstant(clocks, { kind: "days_before_close", days: 0 })).toBe(1);
});
