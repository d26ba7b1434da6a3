import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rangeRule } from "#core/scoring/continuous-rule";
import { EXPLAINED_RULES, explainScore, explainSpot, SPOT_RULES, scoreOf } from "#core/scoring/explain";
import { arbitraryChoice, arbitraryGrowingChoice, arbitraryRange } from "#core/scoring/kinds.arbitrary";
import { arbitraryQuestion, looks } from "#core/scoring/log.arbitrary";
import { binaryRule, multipleChoiceRule } from "#core/scoring/rules";
import { spotScores } from "#core/scoring/spot";
import type { Sweepable } from "#core/scoring/sweep";
import { sweep } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";

const clocks = { opensAt: 0, closesAt: 100, knownAt: 80 };
const row = (person: string, at: number, sequence = 1) => ({ person, at, sequence });
const log: ForecastEvent<number>[] = [
  { ...row("ada", 0), kind: "forecast", value: 0.8 },
  { ...row("bo", 0), kind: "forecast", value: 0.4 },
  { ...row("bo", 40, 2), kind: "withdrawal" },
  { ...row("eve", -10), kind: "forecast", value: 0.4 },
  { ...row("eve", -5, 2), kind: "withdrawal" },
  { ...row("late", 90), kind: "forecast", value: 0.9 },
];
const question = { clocks, log, rule: binaryRule("yes") };

describe("explainScore", () => {
  it("shows what was held, the crowd's, the weight and the points", () => {
    const { score, parts, coverage, attendance } = explainScore(question, "ada", "peer");
    expect(coverage).toBe(0.8);
    expect(attendance).toBe(1);
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({ start: 0, end: 80, held: 0.8, weight: 0.8 });
    expect(parts[0]?.crowd).toBeCloseTo(0.4, 12);
    expect(score).toBeCloseTo(0.4 * 100 * Math.log(2), 12);
  });

  it("names the crowd's median Brier beside one's own", () => {
    const [part] = explainScore(question, "bo", "relative_brier").parts;
    expect(part?.brier).toBeCloseTo(0.36, 12);
    expect(part?.crowd).toBeCloseTo(0.2, 12);
  });

  it("has no crowd for who stood alone", () => {
    const alone = { ...question, log: log.slice(0, 1) };
    for (const rule of ["peer", "relative_brier"] as const) {
      expect(explainScore(alone, "ada", rule)).toMatchObject({ score: 0, parts: [{ crowd: null, points: 0 }] });
    }
  });

  it("averages the crowd over the time in which others stood", () => {
    // Ada from 0 to 80 alone but for Bo until 40: the crowd shown is Bo's alone, whatever the weight of the span.
    const [part] = explainScore(question, "ada", "relative_brier").parts;
    expect(part?.crowd).toBeCloseTo(0.2, 12);
    expect(part?.points).toBeCloseTo(0.4 * (0.04 - 0.2), 12);
  });

  it("has no parts for who never forecast", () => {
    expect(explainScore(question, "nobody", "peer")).toMatchObject({ score: null, coverage: 0, parts: [] });
  });

  it("parts add up to the stored score, on every kind of question and for every score", () => {
    const add = (parts: readonly { points: number }[]) => parts.reduce((total, { points }) => total + points, 0);
    const check = <V>(question: Sweepable<V>) => {
      for (const { person, ...scores } of sweep(question)) {
        for (const rule of EXPLAINED_RULES) {
          const { score, parts, coverage, attendance } = explainScore(question, person, rule);
          expect({ score, coverage, attendance }).toEqual({ ...shares(scores), score: scoreOf(scores, rule) });
          // Scores weighted by Δ/T are these very additions; a mean over the counted time is rounded once more.
          if (rule.startsWith("time_averaged")) expect(add(parts)).toBeCloseTo(score ?? 0, 12);
          else expect(add(parts)).toBe(score ?? 0);
          expect(parts.length === 0).toBe(score === null);
        }
        for (const rule of SPOT_RULES) {
          const { score, part } = explainSpot(question, 500, person, rule);
          const row = spotScores(question, 500).find((one) => one.person === person);
          expect(score).toBe((rule === "spot_peer" ? row?.peer : row?.baseline) ?? null);
          expect(part?.points ?? null).toBe(score);
        }
      }
    };
    fc.assert(
      fc.property(
        arbitraryQuestion,
        arbitraryChoice,
        arbitraryGrowingChoice,
        arbitraryRange,
        (binary, choice, growing, range) => {
          check({ ...binary, rule: binaryRule(binary.outcome) });
          check({ ...choice, rule: multipleChoiceRule(choice.outcome) });
          check({ ...choice, rule: multipleChoiceRule(choice.outcome, true) });
          check({ ...growing, rule: multipleChoiceRule(growing.outcome) });
          check({ ...range, rule: rangeRule(range) });
        },
      ),
      looks(0.5),
    );
  });

  it("weighs a mean by the counted time, and shows what each part is the mean of", () => {
    const updated: ForecastEvent<number>[] = [
      { ...row("ada", 0), kind: "forecast", value: 0.5 },
      { ...row("ada", 20, 2), kind: "forecast", value: 0.8 },
    ];
    const { score, parts } = explainScore({ ...question, log: updated }, "ada", "time_averaged_log");
    expect(parts.map(({ weight }) => weight)).toEqual([0.25, 0.75]);
    expect(score).toBeCloseTo(0.25 * Math.log(0.5) + 0.75 * Math.log(0.8), 12);
  });

  it("shows the CRPS of a curve", () => {
    const range = { min: 0, max: 10, openLower: false, openUpper: false, zeroPoint: null };
    const log: ForecastEvent<readonly number[]>[] = [{ ...row("ada", 20), kind: "forecast", value: [0, 0.5, 1] }];
    const rule = rangeRule({ outcome: 2.5, range, buckets: 2 });
    const { score, parts } = explainScore({ clocks, log, rule }, "ada", "time_averaged_crps");
    expect(score).toBeCloseTo(280 / 192, 12);
    expect(parts).toMatchObject([{ start: 20, end: 80, weight: 1, held: [0, 0.5, 1], brier: null, crowd: null }]);
    expect(parts[0]?.crps).toBeCloseTo(280 / 192, 12);
    expect(explainScore({ clocks, log, rule }, "ada", "time_averaged_brier")).toMatchObject({ score: null, parts: [] });
  });
});

const shares = ({ coverage, attendance }: { coverage: number; attendance: number }) => ({ coverage, attendance });

describe("explainSpot", () => {
  it("shows what was held at the instant and the others' geometric mean", () => {
    const { at, score, part } = explainSpot(question, 30, "ada", "spot_peer");
    expect(at).toBe(30);
    expect(score).toBeCloseTo(100 * Math.LN2, 12);
    expect(part).toMatchObject({ start: 30, end: 30, held: 0.8, weight: 1 });
    expect(part?.given).toBeCloseTo(0.8, 12);
    expect(part?.crowd).toBeCloseTo(0.4, 12);
    expect(explainSpot(question, 30, "ada", "spot_baseline").part?.crowd).toBeNull();
  });

  it("holds who came at that very instant against those who stood before", () => {
    const newcomer: ForecastEvent<number> = { ...row("cy", 30), kind: "forecast", value: 0.4 };
    const { score, part } = explainSpot({ ...question, log: [...log, newcomer] }, 30, "cy", "spot_peer");
    // Twice, as n/(n − 1) of two has it, ln 0.4 less the mean of ln 0.8 and ln 0.4.
    expect(score).toBeCloseTo(-100 * Math.LN2, 12);
    expect(part?.crowd).toBeCloseTo(0.8, 12);
    const first = explainSpot({ ...question, log: log.slice(0, 2) }, 0, "ada", "spot_peer");
    expect(first).toMatchObject({ at: 0, score: 0, part: { crowd: null } });
  });

  it("has no crowd for who stood alone, and no part for who held nothing", () => {
    expect(explainSpot(question, 50, "ada", "spot_peer").part).toMatchObject({ crowd: null, points: 0 });
    expect(explainSpot(question, 50, "bo", "spot_peer")).toEqual({
      rule: "spot_peer",
      at: 50,
      score: null,
      part: null,
    });
  });
});
