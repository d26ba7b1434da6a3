import fc from "fast-check";
import { describe, it } from "vitest";
import { AGGREGATION_METHODS, aggregate, aggregateHistory } from "#core/aggregation/binary";
import { aggregateCdfs } from "#core/aggregation/continuous";
import { aggregateOptions } from "#core/aggregation/options";
import { reliabilityBins } from "#core/calibration/bins";
import { corpDecomposition } from "#core/calibration/corp";
import { horizonInstant } from "#core/calibration/horizon";
import { isotonicFit } from "#core/calibration/isotonic";
import { calibrationSummary, murphyByBins, murphyDecomposition } from "#core/calibration/murphy";
import { wilsonInterval } from "#core/calibration/wilson";
import { coverage, effectiveClose } from "#core/clock";
import { checkCoherence, conditionalInterval, impliedMarginal } from "#core/coherence";
import { bucketOf, massBetween, quantileLocation, valueAt } from "#core/distribution";
import { normalCdf, normalQuantile } from "#core/math/normal";
import { weightedQuantile } from "#core/math/quantile";
import { mean, sum } from "#core/math/sum";
import { cdfOfQuantiles } from "#core/quantile-cdf";
import { levelDifficulty } from "#core/ranking/difficulty";
import { leaderboard } from "#core/ranking/leaderboard";
import { crpsOfCdf, crpsOfSample } from "#core/scoring/crps";
import { crpsOfNormal } from "#core/scoring/crps-closed";
import { looks } from "#core/scoring/log.arbitrary";
import { quantileScore } from "#core/scoring/quantile-score";
import { binaryRule } from "#core/scoring/rules";
import { spotScores } from "#core/scoring/spot";
import { sweepBinary, sweepMultipleChoice } from "#core/scoring/sweep";
import { simpleOdds } from "#core/wording";

/** Numbers of every kind: usual, huge, tiny, negative, not a number. */
const wild = fc.oneof(
  fc.double(),
  fc.double({ min: -0.5, max: 1.5, noNaN: true }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1, -1, 5e-324, Number.MAX_VALUE),
);
const several = fc.array(wild, { maxLength: 5 });

const clocksOf = ([opensAt = 0, closesAt = 1, knownAt = 1]: number[]) => ({ opensAt, closesAt, knownAt });
const logOf = (values: number[]) =>
  values.map((value, i) => ({
    person: `p${i % 2}`,
    at: values[i + 1] ?? i,
    sequence: i + 1,
    kind: "forecast" as const,
    value,
  }));
const pairsOf = (values: number[]) =>
  values.map((forecast, i) => ({
    question: `q${i}`,
    forecast,
    outcome: i % 2 === 0 ? ("yes" as const) : ("no" as const),
  }));
const scaleOf = ([min = 0, max = 1, zeroPoint = -1]: number[]) => ({ min, max, zeroPoint: max > 2 ? null : zeroPoint });
const rowsOf = (values: number[]) =>
  values.map((score, i) => ({
    person: `p${i}`,
    question: "q",
    score,
    coverage: values[0] ?? 1,
    attendance: values[1] ?? 1,
  }));

const CALLS: Readonly<Record<string, (a: number[], b: number[]) => unknown>> = {
  aggregate: (a) => AGGREGATION_METHODS.map((method) => aggregate(method, a)),
  aggregateHistory: (a, [from = 0]) =>
    AGGREGATION_METHODS.map((method) => aggregateHistory(method, logOf(a), { from, until: null })),
  aggregateOptions: (a, b) => aggregateOptions("median", [a, b]),
  aggregateCdfs: (a, b) => aggregateCdfs([a, b]),
  reliabilityBins: (a) => reliabilityBins(pairsOf(a)),
  corpDecomposition: (a) => corpDecomposition(pairsOf(a)),
  isotonicFit: (a, b) => isotonicFit(a, b),
  murphyDecomposition: (a) => murphyDecomposition(pairsOf(a)),
  murphyByBins: (a) => murphyByBins(pairsOf(a)),
  calibrationSummary: (a) => calibrationSummary(pairsOf(a)),
  wilsonInterval: ([x = 0, n = 1, c = 0.9]) => wilsonInterval(x, n, c),
  horizonInstant: (a, [days = 1]) => horizonInstant(clocksOf(a), { kind: "days_before_close", days }),
  effectiveClose: (a) => effectiveClose(clocksOf(a)),
  coverage: (a, [start = 0, end = 1]) => coverage(clocksOf(a), [{ start, end }]),
  checkCoherence: ([a = 0.5, b = 0.5]) =>
    checkCoherence(new Map(Object.entries({ a, b })), [{ kind: "exclusive", scenarios: ["a", "b"] }]),
  conditionalInterval: ([a = 0.5, b = 0.5]) => conditionalInterval(a, b),
  impliedMarginal: ([a = 0.5, b = 0.5, c = 0.5]) => impliedMarginal(a, b, c),
  bucketOf: (a, [value = 0, buckets = 10]) => bucketOf(value, scaleOf(a), buckets),
  valueAt: (a, [location = 0.5]) => valueAt(location, scaleOf(a)),
  quantileLocation: (a, [level = 0.5]) => quantileLocation(a, level),
  massBetween: (a, [from = 0, to = 1]) => massBetween(a, { min: 0, max: 1, zeroPoint: null }, from, to),
  cdfOfQuantiles: (a, [min = 0, max = 1]) =>
    cdfOfQuantiles(
      a.map((value, i) => ({ level: (i + 1) / (a.length + 1), value })),
      { min, max, openLower: true, openUpper: true, zeroPoint: null },
    ),
  normalCdf: ([x = 0]) => normalCdf(x),
  normalQuantile: ([p = 0.5]) => normalQuantile(p),
  weightedQuantile: (a, [q = 0.5]) => weightedQuantile(a, q),
  sum: (a) => sum(a),
  mean: (a) => mean(a),
  levelDifficulty: (a) => levelDifficulty(rowsOf(a)),
  leaderboard: (a, [shrinkage = 10]) => leaderboard(rowsOf(a), { shrinkage }),
  crpsOfCdf: (a, [min = 0, max = 1, y = 0.5]) => crpsOfCdf(a, { min, max }, y),
  crpsOfSample: (a, [y = 0]) => crpsOfSample(a, y),
  crpsOfNormal: ([mean = 0, sd = 1, y = 0]) => crpsOfNormal({ mean, sd }, y),
  quantileScore: ([q = 0, level = 0.5, y = 0]) => quantileScore(q, level, y),
  spotScores: (a, b) => spotScores({ clocks: clocksOf(b), log: logOf(a), rule: binaryRule("yes") }, null),
  sweepBinary: (a, b) => sweepBinary({ clocks: clocksOf(b), log: logOf(a), outcome: "yes" }),
  sweepMultipleChoice: (a, [outcome = 0]) =>
    sweepMultipleChoice({
      clocks: { opensAt: 0, closesAt: 1, knownAt: null },
      log: [{ person: "p", at: 0, sequence: 1, kind: "forecast", value: a }],
      outcome,
    }),
  simpleOdds: ([p = 0.5]) => simpleOdds(p),
};

describe("whatever comes in, a public function answers with numbers or refuses with a RangeError", () => {
  for (const [name, call] of Object.entries(CALLS)) {
    it(name, () => {
      fc.assert(
        fc.property(several, several, (a, b) => {
          try {
            requireNumbers(call(a, b), name);
          } catch (error) {
            if (!(error instanceof RangeError)) throw error;
          }
        }),
        looks(3),
      );
    });
  }
});

/** @throws {Error} for a NaN anywhere in an answer */
function requireNumbers(answer: unknown, where: string): void {
  if (typeof answer === "number" && Number.isNaN(answer)) throw new Error(`${where} answered NaN`);
  if (answer instanceof Map) for (const [key, value] of answer) requireNumbers(value, `${where}.${key}`);
  else if (ArrayBuffer.isView(answer)) for (const value of Object.values(answer)) requireNumbers(value, where);
  else if (typeof answer === "object" && answer !== null) {
    for (const [key, value] of Object.entries(answer)) requireNumbers(value, `${where}.${key}`);
  }
}
