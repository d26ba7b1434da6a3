import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clocks } from "#core/clock";
import type { Range } from "#core/question";
import { rangeRule } from "#core/scoring/continuous-rule";
import { arbitraryChoice, arbitraryGrowingChoice, arbitraryRange } from "#core/scoring/kinds.arbitrary";
import { later, looks } from "#core/scoring/log.arbitrary";
import { multipleChoiceRule } from "#core/scoring/rules";
import { sweepContinuous, sweepMultipleChoice } from "#core/scoring/sweep";
import { choiceDefinition, differences, rangeDefinition } from "#core/scoring/sweep.oracle";
import type { ForecastEvent } from "#core/standing";

const clocks: Clocks = { opensAt: 0, closesAt: 100, knownAt: 100 };
const closed: Range = { min: 0, max: 10, openLower: false, openUpper: false, zeroPoint: null };
const open: Range = { ...closed, openLower: true, openUpper: true };

function stated<V>(person: string, at: number, value: V, sequence = 1): ForecastEvent<V> {
  return { person, at, sequence, kind: "forecast", value };
}

describe("numeric questions, by hand", () => {
  // Two buckets of 5. Ada spreads evenly, Bo puts 0.8 on the lower; 2.5 happens.
  const even = [0, 0.5, 1];
  const low = [0, 0.8, 1];

  it("score the probability of the bucket and the whole curve, each over its share of the clock", () => {
    const log = [stated("ada", 0, even), stated("bo", 50, low)];
    const [ada, bo] = sweepContinuous({ clocks, log, outcome: 2.5, range: closed, buckets: 2 });
    // Half as many points per nat as a category, for the half of the time in which both stood.
    expect(bo?.peer).toBeCloseTo(0.5 * 50 * Math.log(1.6), 12);
    expect(ada?.peer).toBeCloseTo(-0.5 * 50 * Math.log(1.6), 12);
    // Both bounds closed: the flat forecast gives each bucket 1/2.
    expect(ada?.baseline).toBeCloseTo(0, 12);
    expect(bo?.baseline).toBeCloseTo(0.5 * 50 * Math.log(1.6), 12);
    // ∫₀^2.5 (x/10)² dx + ∫_2.5^10 (1 − x/10)² dx = 10 · (1/4³ + (3/4)³)/3.
    expect(ada?.timeAveragedCrps).toBeCloseTo((10 * (1 / 64 + 27 / 64)) / 3, 12);
    expect(ada?.timeAveragedCrpsOfRange).toBeCloseTo(28 / 192, 12);
    // From 0 to 0.4 over 2.5, from 0.6 to 0.2 over 2.5, from 0.2 to 0 over 5.
    const third = (a: number, b: number, width: number) => (width * (a * a + a * b + b * b)) / 3;
    const crps = third(0, 0.4, 2.5) + third(0.6, 0.2, 2.5) + third(0.2, 0, 5);
    expect(bo?.timeAveragedCrps).toBeCloseTo(crps, 12);
    expect(ada?.timeAveragedLog).toBeCloseTo(-Math.LN2, 12);
    expect(bo).toMatchObject({ coverage: 0.5, relativeBrier: null, timeAveragedBrier: null });
  });

  it("beyond an open bound: held against 0.05, the curve against the bound", () => {
    const cdf = [0.1, 0.5, 0.9];
    for (const outcome of ["above", 12] as const) {
      const [ada] = sweepContinuous({ clocks, log: [stated("ada", 0, cdf)], outcome, range: open, buckets: 2 });
      expect(ada?.baseline).toBeCloseTo(50 * Math.log(0.1 / 0.05), 12);
      // ∫ F² over the whole range: 5 · (0.01 + 0.05 + 0.25)/3 + 5 · (0.25 + 0.45 + 0.81)/3.
      expect(ada?.timeAveragedCrps).toBeCloseTo((5 * (0.31 + 1.51)) / 3, 12);
    }
    const [below] = sweepContinuous({
      clocks,
      log: [stated("ada", 0, cdf)],
      outcome: "below",
      range: open,
      buckets: 2,
    });
    expect(below?.baseline).toBeCloseTo(50 * Math.log(2), 12);
    expect(below?.timeAveragedCrps).toBeCloseTo((5 * (0.31 + 1.51)) / 3, 12);
  });

  it("inside open bounds the flat forecast keeps 0.05 for each", () => {
    const [ada] = sweepContinuous({
      clocks,
      log: [stated("ada", 0, [0.05, 0.5, 0.95])],
      outcome: 1,
      range: open,
      buckets: 2,
    });
    expect(ada?.baseline).toBeCloseTo(0, 12);
  });

  it("beyond a closed bound nothing can have happened: the outcome is refused", () => {
    const log = [stated("ada", 0, even)];
    for (const outcome of [-1, 11, "below", "above"] as const) {
      expect(() => sweepContinuous({ clocks, log, outcome, range: closed, buckets: 2 })).toThrow(
        `outcome must lie within the closed bounds [0, 10], got ${outcome}`,
      );
    }
    expect(sweepContinuous({ clocks, log, outcome: 0, range: closed, buckets: 2 })).toMatchObject([{ coverage: 1 }]);
    expect(sweepContinuous({ clocks, log, outcome: 10, range: closed, buckets: 2 })).toMatchObject([{ coverage: 1 }]);
  });

  it("dates are instants: the CRPS is in milliseconds", () => {
    const day = 86_400_000;
    const range: Range = { ...closed, min: 0, max: 10 * day };
    const [ada] = sweepContinuous({ clocks, log: [stated("ada", 0, even)], outcome: 2.5 * day, range, buckets: 2 });
    expect((ada?.timeAveragedCrps ?? 0) / day).toBeCloseTo(280 / 192, 12);
    expect(ada?.timeAveragedCrpsOfRange).toBeCloseTo(28 / 192, 12);
  });

  it("a withdrawal and an early answer end the span, as on any question", () => {
    const log: ForecastEvent<readonly number[]>[] = [
      stated("ada", 0, even),
      { person: "ada", at: 30, sequence: 2, kind: "withdrawal" },
      stated("bo", 0, low),
      stated("late", 60, low),
    ];
    const early = { ...clocks, knownAt: 60 };
    const [ada, bo, late] = sweepContinuous({ clocks: early, log, outcome: 2.5, range: closed, buckets: 2 });
    expect(ada).toMatchObject({ coverage: 0.3, attendance: 0.5 });
    expect(bo).toMatchObject({ coverage: 0.6, attendance: 1 });
    expect(bo?.peer).toBeCloseTo(0.3 * 50 * Math.log(1.6), 12);
    expect(late).toMatchObject({ coverage: 0, peer: null, timeAveragedCrps: null, timeAveragedCrpsOfRange: null });
  });

  it("200 buckets unless it is said otherwise", () => {
    const cdf = Array.from({ length: 201 }, (_, k) => k / 200);
    const [ada] = sweepContinuous({ clocks, log: [stated("ada", 0, cdf)], outcome: 2.5, range: closed });
    expect(ada?.baseline).toBeCloseTo(0, 9);
    expect(ada?.timeAveragedCrpsOfRange).toBeCloseTo(28 / 192, 12);
  });
});

describe("options, by hand", () => {
  it("one that appears later is read from the last, and counts among the options only from then on", () => {
    const log: ForecastEvent<readonly (number | null)[]>[] = [
      stated("ada", 0, [0.2, null, 0.8]),
      stated("ada", 50, [0.2, 0.5, 0.3], 2),
    ];
    const [ada] = sweepMultipleChoice({ clocks, log, outcome: 1 });
    const before = 1 + Math.log(0.8) / Math.log(2);
    const after = 1 + Math.log(0.5) / Math.log(3);
    expect(ada?.baseline).toBeCloseTo(100 * (0.5 * before + 0.5 * after), 12);
    expect(ada?.timeAveragedBrier).toBeCloseTo(0.5 * 0.04 + 0.5 * 0.19, 12);
  });

  it("one that is missing between others is read from the last, not from its neighbour", () => {
    const { log, baseline, brier } = multipleChoiceRule(1).judge([0.2, null, 0.3, 0.5]);
    expect(log).toBeCloseTo(Math.log(0.5), 12);
    expect(baseline).toBeCloseTo(100 * (1 + Math.log(0.5) / Math.log(3)), 12);
    expect(brier).toBeCloseTo((0.04 + 0.09 + 0.25) / 2, 12);
  });

  it("in order, a near miss beats a far one", () => {
    const log = [stated("a near miss", 0, [0.1, 0.8, 0.1]), stated("far off", 0, [0.1, 0.1, 0.8])];
    const [near, far] = sweepMultipleChoice({ clocks, log, outcome: 0, ordered: true });
    expect(near?.timeAveragedBrier).toBeCloseTo((0.81 + 0.01) / 2, 12);
    expect(far?.timeAveragedBrier).toBeCloseTo((0.81 + 0.64) / 2, 12);
    expect(near?.relativeBrier).toBeCloseTo((0.41 - 0.725) / 2, 12);
    expect(near?.peer).toBe(0);
  });

  it.each([
    [[0.5, 0.5], 2, false, /outcome must be an index in 0 … 1, got 2/],
    [[0.5, null], 0, false, /the last option must be on offer, got null/],
    [[0.5, null], 1, false, /the last option must be on offer, got null/],
    [[0.2, null, 0.8], 0, true, /ordered options must all be offered, got 1 that are not/],
    [[0.2, null, 0.7], 0, false, /probabilities must sum to 1, got 0.89/],
    [[0.5, 0.5, null], 0, false, /the last option must be on offer, got null/],
    [[null, 1], 0, false, /number of options must be an integer ≥ 2, got 1/],
  ])("refuse %o with outcome %i (ordered: %o)", (value, outcome, ordered, message) => {
    expect(() => multipleChoiceRule(outcome, ordered).judge(value)).toThrow(RangeError);
    expect(() => multipleChoiceRule(outcome, ordered).judge(value)).toThrow(message);
  });
});

describe("every kind of question agrees with the definitions, segment by segment", () => {
  it("options", () => {
    fc.assert(
      fc.property(arbitraryChoice, fc.boolean(), (question, ordered) => {
        const rows = sweepMultipleChoice({ ...question, ordered });
        expect(differences(rows, question, choiceDefinition(question.outcome, ordered))).toEqual([]);
      }),
      looks(2),
    );
  });

  it("options that appear later", () => {
    fc.assert(
      fc.property(arbitraryGrowingChoice, (question) => {
        const rows = sweepMultipleChoice(question);
        expect(differences(rows, question, choiceDefinition(question.outcome, false))).toEqual([]);
      }),
      looks(2),
    );
  });

  it("numeric ranges, linear and logarithmic, open and closed", () => {
    fc.assert(
      fc.property(arbitraryRange, fc.integer({ min: -5000, max: 5000 }), (drawn, by) => {
        const question = later(drawn, by);
        const rows = sweepContinuous(question);
        expect(differences(rows, question, rangeDefinition(question))).toEqual([]);
        const width = question.range.max - question.range.min;
        for (const { timeAveragedCrps, timeAveragedCrpsOfRange } of rows) {
          if (timeAveragedCrps === null) expect(timeAveragedCrpsOfRange).toBeNull();
          else expect(timeAveragedCrpsOfRange).toBeCloseTo(timeAveragedCrps / width, 12);
        }
      }),
      looks(2),
    );
  });
});

it("the peer score of a numeric question sums to 0, and its CRPS is strictly proper", () => {
  const rival = [0, 0.3, 1];
  const beliefs = [0.1, 0.35, 0.5, 0.8];
  for (const belief of beliefs) {
    const expected = (p: number, score: "peer" | "timeAveragedCrps") => {
      // Within a bucket every place is as likely: 40 of them stand for all.
      const places = Array.from({ length: 40 }, (_, i) => (10 * (i + 0.5)) / 40);
      return places.reduce((total, y) => {
        const log = [stated("me", 0, [0, p, 1]), stated("rival", 0, rival)];
        const [me, other] = sweepContinuous({ clocks, log, outcome: y, range: closed, buckets: 2 });
        expect((me?.peer ?? 0) + (other?.peer ?? 0)).toBeCloseTo(0, 12);
        return total + ((y < 5 ? belief : 1 - belief) / 20) * (me?.[score] ?? Number.NaN);
      }, 0);
    };
    for (const other of beliefs.filter((p) => p !== belief)) {
      expect(expected(belief, "peer")).toBeGreaterThan(expected(other, "peer"));
      expect(expected(belief, "timeAveragedCrps")).toBeLessThan(expected(other, "timeAveragedCrps"));
    }
  }
});

it("a rule of a range judges bucket and curve, and knows the width of its scale", () => {
  const rule = rangeRule({ outcome: 2, range: { ...closed, min: 1, max: 4, zeroPoint: 0 }, buckets: 2 });
  // Half of a scale from 1 to 4 is 2: the edge belongs to the lower bucket.
  expect(rule.judge([0, 0.25, 1]).log).toBeCloseTo(Math.log(0.25), 12);
  expect(rule.judge([0, 0.25, 1]).crps).toBeCloseTo((1 * 0.0625) / 3 + (2 * 0.5625) / 3, 12);
  expect(rule.scaleWidth).toBe(3);
});
