import type { WildCall } from "#core/refusals/wild";
import { clocksOf, logOf, rangeOf, vectorLog } from "#core/refusals/wild";
import { baselinePoints, baselineScore, continuousBaselineScore, flatProbability } from "#core/scoring/baseline";
import {
  brierScore,
  multipleChoiceBrierScore,
  orderedBrierScore,
  rankedProbabilityScore,
  requireIndex,
  requireProbabilityVector,
} from "#core/scoring/brier";
import { columnsOf } from "#core/scoring/columns";
import { continuousRule, judgeBucket, rangeRule } from "#core/scoring/continuous-rule";
import { scoreCrowdRow } from "#core/scoring/crowd-row";
import { crpsOfCdf, crpsOfPoints, crpsOfSample } from "#core/scoring/crps";
import {
  crpsOfLogistic,
  crpsOfNormal,
  crpsOfNormalMixture,
  crpsOfUniform,
  logScoreOfNormal,
} from "#core/scoring/crps-closed";
import { EXPLAINED_RULES, explainScore, explainSpot, SPOT_RULES } from "#core/scoring/explain";
import { logScore } from "#core/scoring/log";
import { peerScore } from "#core/scoring/peer";
import { intervalScore, quantileScore } from "#core/scoring/quantile-score";
import { relativeBrierScore } from "#core/scoring/relative";
import { binaryRule, multipleChoiceRule } from "#core/scoring/rules";
import { crowdStrictlyBefore, spotInstant, spotScores } from "#core/scoring/spot";
import { sweep, sweepBinary, sweepContinuous, sweepMultipleChoice } from "#core/scoring/sweep";
import { whyNoScore } from "#core/scoring/why-no-score";

const rule = binaryRule("yes");
const question = (a: number[], b: number[]) => ({ clocks: clocksOf(b), log: logOf(a), rule });

export const SCORING_CALLS: Readonly<Record<string, WildCall>> = {
  baselineScore: ([p = 0.5, k = 2]) => baselineScore(p, k),
  baselinePoints: ([log = -1, k = 2]) => baselinePoints(log, k),
  flatProbability: ([buckets = 2, bounds = 0]) => [
    flatProbability("inside", buckets, bounds),
    flatProbability("outside", buckets, bounds),
  ],
  continuousBaselineScore: ([log = -1, flat = 0.5]) => continuousBaselineScore(log, flat),
  brierScore: ([p = 0.5]) => [brierScore(p, "yes"), brierScore(p, "no")],
  multipleChoiceBrierScore: (a, [outcome = 0]) => multipleChoiceBrierScore(a, outcome),
  orderedBrierScore: (a, [outcome = 0]) => orderedBrierScore(a, outcome),
  rankedProbabilityScore: (a, [outcome = 0]) => rankedProbabilityScore(a, outcome),
  requireProbabilityVector: (a) => requireProbabilityVector(a),
  requireIndex: ([index = 0, length = 1]) => requireIndex(index, length),
  columnsOf: (a) => columnsOf(logOf(a), rule),
  continuousRule: (a, [bucket = 1, buckets = 1, openBounds = 0]) =>
    continuousRule({ bucket, buckets, openBounds }).judge(a),
  judgeBucket: ([log = -1], [bucket = 1, buckets = 1, openBounds = 0]) =>
    judgeBucket(log, { bucket, buckets, openBounds }),
  rangeRule: (a, [outcome = 0.5, buckets = 1]) => {
    const judged = rangeRule({ outcome, buckets: Math.min(buckets, 50), range: rangeOf(a) });
    return judged.judge([0.1, 0.9]);
  },
  scoreCrowdRow: (a, [start = 0, end = 1, value = 0.5]) => scoreCrowdRow(question(a, []), [{ start, end, value }]),
  crpsOfCdf: (a, [min = 0, max = 1, y = 0.5]) => crpsOfCdf(a, { min, max }, y),
  crpsOfPoints: (a, b) => crpsOfPoints(b, a, b[0] ?? 0),
  crpsOfSample: (a, [y = 0, ...weights]) => [crpsOfSample(a, y), crpsOfSample(a, y, weights)],
  crpsOfNormal: ([mean = 0, sd = 1, y = 0]) => crpsOfNormal({ mean, sd }, y),
  crpsOfLogistic: ([location = 0, scale = 1, y = 0]) => crpsOfLogistic(location, scale, y),
  crpsOfUniform: ([min = 0, max = 1, y = 0]) => crpsOfUniform(min, max, y),
  crpsOfNormalMixture: ([mean = 0, sd = 1, weight = 1], [y = 0, other = 1]) =>
    crpsOfNormalMixture(
      [
        { mean, sd, weight },
        { mean: y, sd: 1, weight: other },
      ],
      y,
    ),
  logScoreOfNormal: ([mean = 0, sd = 1, y = 0]) => logScoreOfNormal({ mean, sd }, y),
  explainScore: (a, b) => EXPLAINED_RULES.map((score) => explainScore(question(a, b), "p0", score)),
  explainSpot: (a, b) => SPOT_RULES.map((score) => explainSpot(question(a, b), b[3] ?? null, "p0", score)),
  whyNoScore: (a, b) =>
    whyNoScore(
      { clocks: clocksOf(b), log: logOf(a), state: "RESOLVED" },
      { person: "p0", forecasts: true, shown: true },
    ),
  logScore: ([p = 0.5]) => logScore(p),
  peerScore: ([own = 0.5], others) => peerScore(own, others),
  quantileScore: ([q = 0, level = 0.5, y = 0]) => quantileScore(q, level, y),
  intervalScore: ([lower = 0, upper = 1, y = 0], [coverage = 0.9]) => intervalScore({ lower, upper }, coverage, y),
  relativeBrierScore: ([own = 0.5], others) => relativeBrierScore(own, others),
  binaryRule: ([p = 0.5]) => [binaryRule("yes").judge(p), binaryRule("no").judge(p)],
  multipleChoiceRule: (a, [outcome = 0]) => [
    multipleChoiceRule(outcome).judge(a),
    multipleChoiceRule(outcome, true).judge(a),
  ],
  spotInstant: (a, [revealAt = 0]) => spotInstant(clocksOf(a), revealAt),
  spotScores: (a, b) => spotScores(question(a, b), b[3] ?? null),
  crowdStrictlyBefore: (a, [at = 1, own = 0.5]) => crowdStrictlyBefore({ log: logOf(a), rule }, at)(own),
  sweep: (a, b) => sweep(question(a, b)),
  sweepBinary: (a, b) => sweepBinary({ clocks: clocksOf(b), log: logOf(a), outcome: "yes" }),
  sweepMultipleChoice: (a, [outcome = 0]) =>
    sweepMultipleChoice({ clocks: clocksOf([]), log: vectorLog(a), outcome, ordered: a.length > 2 }),
  sweepContinuous: (a, [outcome = 0.5, min = 0, max = 1]) =>
    sweepContinuous({
      clocks: clocksOf([]),
      log: vectorLog(a),
      outcome,
      range: rangeOf([min, max]),
      buckets: a.length - 1,
    }),
};
