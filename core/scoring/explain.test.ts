import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXPLAINED_RULES, explainScore, whyNoScore } from "#core/scoring/explain";
import { arbitraryQuestion } from "#core/scoring/log.arbitrary";
import { binaryRule } from "#core/scoring/rules";
import { sweepBinary } from "#core/scoring/sweep";
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

  it("has no parts for who never forecast", () => {
    expect(explainScore(question, "nobody", "peer")).toMatchObject({ score: null, coverage: 0, parts: [] });
  });

  it("parts add up to the stored score", () => {
    fc.assert(
      fc.property(arbitraryQuestion, fc.constantFrom(...EXPLAINED_RULES), ({ clocks, log, outcome }, rule) => {
        for (const { person, peer, baseline, relativeBrier, timeAveragedBrier } of sweepBinary({
          clocks,
          log,
          outcome,
        })) {
          const { score, parts } = explainScore({ clocks, log, rule: binaryRule(outcome) }, person, rule);
          const total = parts.reduce((sum, { points }) => sum + points, 0);
          const stored = { peer, baseline, relative_brier: relativeBrier, time_averaged_brier: timeAveragedBrier }[
            rule
          ];
          expect(score).toBe(stored);
          if (rule === "time_averaged_brier") expect(total).toBeCloseTo(stored ?? 0, 12);
          else expect(total).toBe(stored ?? 0);
        }
      }),
    );
  });
});

describe("whyNoScore", () => {
  it.each([
    ["ada", "RESOLVED", null],
    ["ada", "VOID", "void"],
    ["ada", "AMBIGUOUS", "ambiguous"],
    ["ada", "CLOSED", "not_resolved"],
    ["nobody", "RESOLVED", "no_forecast"],
    ["late", "RESOLVED", "only_late"],
    ["eve", "RESOLVED", "withdrawn_before_opening"],
  ] as const)("%s on a question that is %s: %s", (person, state, reason) => {
    expect(whyNoScore({ clocks, log, state }, person)).toBe(reason);
  });

  it("an answer known at the opening", () => {
    expect(whyNoScore({ clocks: { ...clocks, knownAt: 0 }, log, state: "RESOLVED" }, "ada")).toBe("known_at_opening");
  });

  it("gives a reason exactly where the sweep gives no score", () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ clocks, log, outcome }) => {
        for (const { person, baseline } of sweepBinary({ clocks, log, outcome })) {
          expect(whyNoScore({ clocks, log, state: "RESOLVED" }, person) === null).toBe(baseline !== null);
        }
      }),
    );
  });
});
