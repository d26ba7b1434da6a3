import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { aggregateCdfs } from "#core/aggregation/continuous";
import { extremisedPool, geometricMeanOfOdds, meanPool, recencyWeights, trimmedCount } from "#core/aggregation/methods";
import { floorPreserving } from "#core/aggregation/options";
import { corpDecomposition } from "#core/calibration/corp";
import { murphyDecomposition } from "#core/calibration/murphy";
import { wilsonInterval } from "#core/calibration/wilson";
import { attendance, countedSpan, coverage } from "#core/clock";
import { checkCoherence, conditionalInterval } from "#core/coherence";
import { massBetween, quantileLocation, valueAt } from "#core/distribution";
import { levelDifficulty } from "#core/ranking/difficulty";
import { leaderboard } from "#core/ranking/leaderboard";
import { baselineScore, continuousBaselineScore, flatProbability } from "#core/scoring/baseline";
import { brierScore, multipleChoiceBrierScore, orderedBrierScore } from "#core/scoring/brier";
import { crpsOfSample } from "#core/scoring/crps";
import { crpsOfUniform } from "#core/scoring/crps-closed";
import { logScore } from "#core/scoring/log";
import { peerScore } from "#core/scoring/peer";
import { quantileScore } from "#core/scoring/quantile-score";
import { relativeBrierScore } from "#core/scoring/relative";
import { binaryRule, multipleChoiceRule } from "#core/scoring/rules";
import { spotScores } from "#core/scoring/spot";
import { sweepBinary, sweepContinuous, sweepMultipleChoice } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";
import { oddsWords, probabilityWords } from "#core/wording";

const readme = readFileSync(resolve(import.meta.dirname, "README.md"), "utf8").replaceAll(/\s+/g, " ");

const clocks = { opensAt: 0, closesAt: 100, knownAt: 80 };
const whole = { opensAt: 0, closesAt: 100, knownAt: 100 };
const stated = <V>(person: string, at: number, value: V, sequence = 1): ForecastEvent<V> => ({
  person,
  at,
  sequence,
  kind: "forecast",
  value,
});
const adaAndBo = sweepBinary({ clocks: whole, log: [stated("ada", 0, 0.8), stated("bo", 0, 0.4)], outcome: "yes" });
const closed = { min: 0, max: 10, openLower: false, openUpper: false, zeroPoint: null };
const even = sweepContinuous({
  clocks: whole,
  log: [stated("ada", 0, [0, 0.5, 1])],
  outcome: 2.5,
  range: closed,
  buckets: 2,
});
const spots = spotScores(
  { clocks: whole, log: [stated("ada", 0, 0.8), stated("bo", 0, 0.4), stated("cy", 50, 0.9)], rule: binaryRule("yes") },
  50,
);
const growing = sweepMultipleChoice({
  clocks: whole,
  log: [stated("ada", 0, [0.2, null, 0.8]), stated("ada", 50, [0.2, 0.5, 0.3], 2)],
  outcome: 1,
});
const pairs = (["no", "yes"] as const).flatMap((outcome) => [
  { forecast: 0.2, outcome },
  { forecast: 0.8, outcome: "yes" as const },
]);
const row = (person: string, question: string, score: number) => ({
  person,
  question,
  score,
  coverage: 1,
  attendance: 1,
});
const [levelled] = levelDifficulty([row("ada", "q1", 10), row("ada", "q2", 30), row("bo", "q1", 20)]);
const [line] = leaderboard([row("ada", "q1", 20), row("ada", "q2", 10)]).ranked;
const coherent = checkCoherence(new Map(Object.entries({ a: 0.7, b: 0.5 })), [
  { kind: "exclusive", scenarios: ["a", "b"] },
]);
const span = countedSpan(clocks, -10, 40) ?? { start: Number.NaN, end: Number.NaN };
const nan = Number.NaN;

/** A phrase of the README, the numbers printed in it, and what the library makes of it. */
const SAYS: [phrase: string, printed: number[], computed: (number | null | undefined)[]][] = [
  [
    "counted span is [0, 40): coverage 40/100 = 0.4, attendance 40/80 = 0.5",
    [0, 40, 0.4, 0.5],
    [span.start, span.end, coverage(clocks, [span]), attendance(clocks, [span])],
  ],
  ["0.8 on what happened: (0.8 − 1)² = 0.04", [0.04], [brierScore(0.8, "yes")]],
  ["½(0.04 + 0.25 + 0.09) = 0.19", [0.19], [multipleChoiceBrierScore([0.2, 0.5, 0.3], 1)]],
  ["(0.64 + 0.09)/2 = 0.365", [0.365], [orderedBrierScore([0.2, 0.5, 0.3], 0)]],
  ["ln 0.8 = −0.2231 nats", [-0.2231], [logScore(0.8)]],
  [
    "100 · (1 + ln 0.8 / ln 2) = 67.81 points; held for 0.4 of T, 27.12",
    [67.81, 27.12],
    [baselineScore(0.8, 2), 0.4 * baselineScore(0.8, 2)],
  ],
  ["50 · ln(0.5/0.25) = 34.66", [34.66], [continuousBaselineScore(Math.log(0.5), flatProbability("inside", 4, 0))]],
  ["50 · ln(0.1/0.05) = 34.66", [34.66], [continuousBaselineScore(Math.log(0.1), flatProbability("outside", 4, 1))]],
  ["100 · (ln 0.8 − ln 0.4) = 69.31 for Ada, −69.31 for Bo", [69.31, -69.31], adaAndBo.map(({ peer }) => peer)],
  ["on a numeric question half of it, 34.66", [34.66], [numericPeer()]],
  ["100 · ((ln 0.8 − ln 0.4) + (ln 0.8 − ln 0.2))/2 = 103.97", [103.97], [peerScore(0.8, [0.4, 0.2])]],
  [
    "Briers 0.04 and 0.36, median 0.20; −0.16 and +0.16",
    [-0.16, 0.16],
    adaAndBo.map(({ relativeBrier }) => relativeBrier),
  ],
  ["Briers 0.04 and 0.36, median 0.20", [-0.16], [relativeBrierScore(0.04, [0.36])]],
  ["Ada's spot peer is 69.31", [69.31], [spots.find(({ person }) => person === "ada")?.peer]],
  ["100 · 2 · (ln 0.9 − (ln 0.8 + ln 0.4)/2) = 92.87", [92.87], [spots.find(({ person }) => person === "cy")?.peer]],
  [
    "so 0.8 of two options, 67.81 points; then 0.5 of three, 36.91. Over the clock 52.36",
    [67.81, 36.91, 52.36],
    [
      multipleChoiceRule(1).judge([0.2, null, 0.8]).baseline,
      multipleChoiceRule(1).judge([0.2, 0.5, 0.3]).baseline,
      growing[0]?.baseline,
    ],
  ],
  ["∫₀^½ x² dx + ∫_½¹ (1 − x)² dx = 1/12", [1 / 12], [crpsOfUniform(0, 1, 0.5)]],
  ["A certain 3 when 5 happened: 2", [2], [crpsOfSample([3], 5)]],
  [
    "10 · (1/64 + 27/64)/3 = 1.458, of the range 0.1458",
    [1.458, 0.1458],
    [even[0]?.timeAveragedCrps, even[0]?.timeAveragedCrpsOfRange],
  ],
  [
    "0.9 · 3 = 2.7 when 5 happens, 0.1 · 1 = 0.1 when 1 does",
    [2.7, 0.1],
    [quantileScore(2, 0.9, 5), quantileScore(2, 0.9, 1)],
  ],
  [
    "Of 0.2 and 0.8: mean 0.5, geometric mean of odds √(¼ · 4) = 1, so 0.5",
    [0.5, 0.5],
    [meanPool([0.2, 0.8]), geometricMeanOfOdds([0.2, 0.8])],
  ],
  ["Of 0.75 extremised by 2: odds 3² = 9, so 0.9", [0.9], [extremisedPool([0.75], 2)]],
  [
    "the newest weighs 1 and the oldest e^(√1 − √4) = 0.368",
    [1, 0.368],
    [recencyWeights(4).at(-1), recencyWeights(4)[0]],
  ],
  ["Of ten, the trimmed mean drops one at each end", [1], [trimmedCount(10, 0.1)]],
  ["(0.099/0.797) · 0.997 + 0.001 = 0.125", [0.125], [floorPreserving([0.1, 0.3, 0.4])[0]]],
  ["and so on, together 1", [1], [floorPreserving([0.1, 0.3, 0.4]).reduce((a, b) => a + b, 0)]],
  [
    "at 3.333; between 2.5 and 5 lies 0.375",
    [3.333, 0.375],
    [valueAt(quantileLocation([0, 0.75, 1], 0.5), closed), massBetween([0, 0.75, 1], closed, 2.5, 5)],
  ],
  [
    "at 3.333",
    [3.333],
    [
      valueAt(
        aggregateCdfs([
          [0, 0.5, 1],
          [0, 1, 1],
        ]).median,
        closed,
      ),
    ],
  ],
  ["Reliability (0.3² + 0.2²)/2 = 0.065", [0.065], [murphyDecomposition(pairs).reliability]],
  ["resolution 0.25² = 0.0625", [0.0625], [murphyDecomposition(pairs).resolution]],
  [
    "uncertainty 0.75 · 0.25 = 0.1875; together 0.19",
    [0.1875, 0.19],
    [murphyDecomposition(pairs).uncertainty, murphyDecomposition(pairs).brier],
  ],
  ["CORP fits 0.5 and 1", [0.5, 1], corpDecomposition(pairs).steps.map(({ observed }) => observed)],
  [
    "here finds the same three parts",
    [0.065, 0.0625, 0.1875],
    [
      corpDecomposition(pairs).miscalibration,
      corpDecomposition(pairs).discrimination,
      corpDecomposition(pairs).uncertainty,
    ],
  ],
  [
    "of 1 in 2: 0.0945 to 0.9055",
    [0.0945, 0.9055],
    [wilsonInterval(1, 2, 0.95).lower, wilsonInterval(1, 2, 0.95).upper],
  ],
  [
    "30/(2 + 10) = 2.5 at k = 10; the unshrunk mean, of which intervals are drawn, is 15",
    [2.5, 15],
    [line?.score, line?.unshrunk],
  ],
  [
    "Bo stands 10 above Ada, and the second question yields 20 more",
    [10, 20],
    [
      (levelled?.people.get("bo") ?? nan) - (levelled?.people.get("ada") ?? nan),
      (levelled?.questions.get("q2") ?? nan) - (levelled?.questions.get("q1") ?? nan),
    ],
  ],
  [
    "the nearest coherent pair is 0.6 and 0.4, at a distance of 0.14",
    [0.6, 0.4, 0.14],
    [...coherent.nearest.values(), coherent.distance],
  ],
  ["P(B|A) lies between 0.625 and 0.875", [0.625, 0.875], Object.values(conditionalInterval(0.8, 0.7))],
];

function numericPeer(): number | null | undefined {
  const log = [stated("ada", 0, [0, 0.8, 1]), stated("bo", 0, [0, 0.4, 1])];
  return sweepContinuous({ clocks: whole, log, outcome: 2.5, range: closed, buckets: 2 })[0]?.peer;
}

describe("the README says what the library does", () => {
  it.each(SAYS)("%s", (phrase, printed, computed) => {
    expect(readme).toContain(phrase);
    expect(computed).toHaveLength(printed.length);
    for (const [i, number] of printed.entries()) {
      const decimals = String(number).split(".")[1]?.length ?? 0;
      expect(computed[i] ?? nan).toBeCloseTo(number, decimals);
    }
  });

  it("words", () => {
    const words = [probabilityWords("phia", 0.38), probabilityWords("icd203", 0.38), oddsWords(0.38)];
    expect(readme).toContain(`0.38 is ${words[0]} on the PHIA yardstick, ${words[1]} in ICD 203, ${words[2]}`);
  });

  it("every number of the examples is in a phrase that is checked", () => {
    const examples = readme.slice(readme.indexOf("## By hand"), readme.indexOf("## How it is checked"));
    const results = Array.from(examples.matchAll(/= (−?\d+(?:\.\d+)?)/g), ([said]) => said);
    const unchecked = results.filter((said) => !SAYS.some(([phrase]) => phrase.includes(said)));
    expect(unchecked).toEqual([]);
  });

  it("names only modules and functions that there are", async () => {
    const table = readme.slice(readme.indexOf("## What is where"), readme.indexOf("## By hand"));
    const named = Array.from(table.matchAll(/`([^`]+)`/g), ([, name = ""]) => name);
    const exported = new Set<string>();
    for (const path of named.filter((name) => existsSync(resolve(import.meta.dirname, `${name}.ts`)))) {
      for (const name of [path, ...Object.keys(await import(`./${path}.ts`))]) exported.add(name);
    }
    expect(named.filter((name) => !exported.has(name))).toEqual([]);
  });
});
