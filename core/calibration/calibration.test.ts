import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binIndex, reliabilityBins } from "#core/calibration/bins";
import { consistencyBand, corpDecomposition, recalibrated } from "#core/calibration/corp";
import { DAY, horizonInstant, pairsAtHorizon, timeWeightedPairs } from "#core/calibration/horizon";
import { isotonicFit } from "#core/calibration/isotonic";
import { calibrationSummary, murphyByBins, murphyDecomposition } from "#core/calibration/murphy";
import type { CalibrationPair } from "#core/calibration/pairs";
import { wilsonInterval } from "#core/calibration/wilson";
import { seededRandom } from "#core/math/random";
import { arbitraryProbability, looks } from "#core/scoring/log.arbitrary";

const pair = fc.record({
  question: fc.constantFrom("q1", "q2", "q3"),
  forecast: arbitraryProbability,
  outcome: fc.constantFrom("yes" as const, "no" as const),
});
const pairs: fc.Arbitrary<CalibrationPair[]> = fc.array(pair, { minLength: 1, maxLength: 40 });

describe("bins", () => {
  it.each([
    [0, 0],
    [0.1, 0],
    [0.1001, 1],
    [0.3, 2],
    [0.6, 5],
    [0.7, 6],
    [1, 9],
  ])("%f falls in bin %i: an inner edge goes to the lower one", (p, bin) => {
    expect(binIndex(p)).toBe(bin);
  });

  it.each([
    [0.15, 20, 2],
    [0.35, 20, 6],
    [0.35, 100, 34],
  ])("%f of %i bins falls in bin %i", (p, count, bin) => {
    expect(binIndex(p, count)).toBe(bin);
  });

  it("every value falls in exactly one bin, within its edges", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 50 }), (p, count) => {
        const bin = binIndex(p, count);
        expect(p <= (bin + 1) / count && (bin === 0 || p > bin / count)).toBe(true);
      }),
    );
  });

  it("counts questions, not forecasts, for what happened and its interval", () => {
    const said = (question: string, outcome: "yes" | "no") => ({ question, forecast: 0.65, outcome });
    const [bin] = reliabilityBins([said("q1", "yes"), said("q1", "yes"), said("q2", "no")]);
    expect(bin).toMatchObject({ low: 0.6, high: 0.7, forecasts: 3, questions: 2, yes: 1 });
    expect(bin?.observed).toBe(0.5);
    expect(bin?.interval).toEqual(wilsonInterval(1, 2, 0.95));
  });

  it("hold every pair once", () => {
    fc.assert(
      fc.property(pairs, (some) => {
        expect(reliabilityBins(some).reduce((n, { forecasts }) => n + forecasts, 0)).toBe(some.length);
      }),
    );
  });
});

describe("wilsonInterval", () => {
  it("of 1 in 2 at 95 %", () => {
    expect(wilsonInterval(1, 2, 0.95).lower).toBeCloseTo(0.0945312057, 9);
    expect(wilsonInterval(1, 2, 0.95).upper).toBeCloseTo(0.9054687943, 9);
  });

  it("holds the share, within [0, 1], and mirrors", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), (n, draw) => {
        const successes = draw % (n + 1);
        const { lower, upper } = wilsonInterval(successes, n, 0.9);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(successes / n + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(successes / n - 1e-12);
        expect(1 - wilsonInterval(n - successes, n, 0.9).upper).toBeCloseTo(lower, 12);
      }),
    );
  });

  it.each([
    [1, 0, 0.9],
    [3, 2, 0.9],
    [-1, 2, 0.9],
    [1, 2, 1],
    [1, 2, Number.NaN],
  ])("refuses %f of %f at %f", (successes, n, confidence) => {
    expect(() => wilsonInterval(successes, n, confidence)).toThrow(RangeError);
  });
});

describe("decompositions", () => {
  const hand: CalibrationPair[] = [
    { question: "q1", forecast: 0.2, outcome: "no" },
    { question: "q2", forecast: 0.2, outcome: "yes" },
    { question: "q3", forecast: 0.8, outcome: "yes" },
    { question: "q4", forecast: 0.8, outcome: "yes" },
  ];

  it("Murphy by hand: 0.2 came true half the time, 0.8 always", () => {
    const { brier, reliability, resolution, uncertainty, skill } = murphyDecomposition(hand);
    expect(brier).toBeCloseTo((0.04 + 0.64 + 0.04 + 0.04) / 4, 12);
    expect(reliability).toBeCloseTo((0.09 + 0.04) / 2, 12);
    expect(resolution).toBeCloseTo(0.0625, 12);
    expect(uncertainty).toBeCloseTo(0.1875, 12);
    expect(skill).toBeCloseTo((0.0625 - 0.065) / 0.1875, 12);
  });

  it("Murphy's parts add up exactly, CORP's too, and MCB and DSC are never negative", () => {
    fc.assert(
      fc.property(pairs, (some) => {
        const murphy = murphyDecomposition(some);
        expect(murphy.reliability - murphy.resolution + murphy.uncertainty).toBeCloseTo(murphy.brier, 12);
        const corp = corpDecomposition(some);
        expect(corp.miscalibration - corp.discrimination + corp.uncertainty).toBeCloseTo(corp.brier, 12);
        expect(corp.miscalibration).toBeGreaterThanOrEqual(0);
        expect(corp.discrimination).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("by bins they add up to the Brier score of the middles", () => {
    fc.assert(
      fc.property(pairs, (some) => {
        const { brier, reliability, resolution, uncertainty, bins } = murphyByBins(some);
        expect(reliability - resolution + uncertainty).toBeCloseTo(brier, 12);
        expect(bins.reduce((n, { count }) => n + count, 0)).toBe(some.length);
      }),
    );
  });

  it("a weight counts as that many pairs", () => {
    const weighted = fc.array(fc.tuple(pair, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(weighted, (some) => {
        const once = some.map(([one, weight]) => ({ ...one, weight }));
        const repeated = some.flatMap(([one, weight]) => new Array<CalibrationPair>(weight).fill(one));
        const [a, b] = [corpDecomposition(once), corpDecomposition(repeated)];
        expect(a.miscalibration).toBeCloseTo(b.miscalibration, 12);
        expect(a.discrimination).toBeCloseTo(b.discrimination, 12);
        expect(murphyDecomposition(once).reliability).toBeCloseTo(murphyDecomposition(repeated).reliability, 12);
        expect(calibrationSummary(once).overconfidence).toBeCloseTo(calibrationSummary(repeated).overconfidence, 12);
      }),
    );
  });

  it("skill has no value when all outcomes are the same", () => {
    expect(murphyDecomposition(hand.slice(2)).skill).toBeNull();
  });

  it("re-calibrated forecasts are calibrated: their own miscalibration is 0", () => {
    fc.assert(
      fc.property(pairs, (some) => {
        const fitted = recalibrated(some);
        const again = corpDecomposition(some.map((one, i) => ({ ...one, forecast: fitted[i] ?? 0 })));
        expect(again.miscalibration).toBeCloseTo(0, 12);
      }),
    );
  });

  it("overconfidence is the excess of confidence over success", () => {
    const said = (forecast: number, outcome: "yes" | "no") => ({ forecast, outcome });
    const summary = calibrationSummary([said(0.9, "yes"), said(0.9, "no"), said(0.1, "no"), said(0.1, "yes")]);
    expect(summary.overconfidence).toBeCloseTo(0.4, 12);
    expect(summary.sharpness).toBeCloseTo(0.16, 12);
    expect(summary.discrimination).toBeCloseTo(0, 12);
    expect(calibrationSummary([said(0.6, "yes")])).toMatchObject({ discrimination: null });
  });
});

describe("isotonicFit", () => {
  it("pools what falls and leaves what rises", () => {
    const { values, blocks } = isotonicFit([0.1, 0.2, 0.3, 0.4], [0, 1, 0, 1]);
    expect([...values]).toEqual([0, 0.5, 0.5, 1]);
    expect(blocks).toEqual([
      { from: 0, to: 0, value: 0, weight: 1 },
      { from: 1, to: 2, value: 0.5, weight: 2 },
      { from: 3, to: 3, value: 1, weight: 1 },
    ]);
  });

  it("is the best of all rising fits: no min–max average beats it", () => {
    fc.assert(
      fc.property(pairs, (some) => {
        const forecasts = some.map(({ forecast }) => forecast);
        const outcomes = some.map(({ outcome }) => (outcome === "yes" ? 1 : 0));
        const { points, values } = isotonicFit(forecasts, outcomes);
        // The min–max formula: v(x) = max over a ≤ x of min over b ≥ x of the mean outcome on [a, b].
        const meanOn = (a: number, b: number) => {
          const inside = outcomes.filter((_, i) => (forecasts[i] ?? 0) >= a && (forecasts[i] ?? 0) <= b);
          return inside.reduce<number>((total, o) => total + o, 0) / inside.length;
        };
        points.forEach((x, i) => {
          const lows = [...points].filter((a) => a <= x);
          const highs = [...points].filter((b) => b >= x);
          const best = Math.max(...lows.map((a) => Math.min(...highs.map((b) => meanOn(a, b)))));
          expect(values[i]).toBeCloseTo(best, 9);
        });
      }),
      looks(0.6),
    );
  });

  it.each([
    [[], []],
    [[0.5], []],
    [[Number.NaN], [1]],
    [[0.5], [Number.NaN]],
  ])("refuses %o with %o", (forecasts, outcomes) => {
    expect(() => isotonicFit(forecasts, outcomes)).toThrow(RangeError);
  });
});

describe("consistencyBand", () => {
  it("is the same for the same seed, in order, and around what is said", () => {
    const some = Array.from({ length: 40 }, (_, i) => ({ question: `q${i}`, forecast: (i % 9) / 10 + 0.1 }));
    const band = consistencyBand(some, seededRandom(3));
    expect(band).toEqual(consistencyBand(some, seededRandom(3)));
    for (const { low, high } of band) expect(low).toBeLessThanOrEqual(high);
    const middle = band.find(({ forecast }) => forecast === 0.5);
    expect(middle?.low).toBeLessThan(0.5);
    expect(middle?.high).toBeGreaterThan(0.5);
  });

  it("lets the forecasts of one question stand or fall together", () => {
    const together = Array.from({ length: 30 }, (_, i) => ({ question: "q", forecast: 0.4 + i / 1000 }));
    const apart = together.map((one, i) => ({ ...one, question: `q${i}` }));
    const width = (band: { low: number; high: number }[]) => (band[15]?.high ?? 0) - (band[15]?.low ?? 0);
    expect(width(consistencyBand(together, seededRandom(4)))).toBe(1);
    expect(width(consistencyBand(apart, seededRandom(4)))).toBeLessThan(1);
  });
});

describe("horizon", () => {
  const clocks = { opensAt: 0, closesAt: 100 * DAY, knownAt: 90 * DAY };
  const question = {
    id: "q",
    clocks,
    outcome: "yes" as const,
    log: [
      { person: "ada", at: 0, sequence: 1, kind: "forecast" as const, value: 0.4 },
      { person: "ada", at: 60 * DAY, sequence: 2, kind: "forecast" as const, value: 0.9 },
      { person: "bo", at: 55 * DAY, sequence: 1, kind: "forecast" as const, value: 0.7 },
    ],
  };

  it("is halfway to the scheduled close, or days before it", () => {
    expect(horizonInstant(clocks, { kind: "halfway" })).toBe(50 * DAY);
    expect(horizonInstant(clocks, { kind: "days_before_close", days: 30 })).toBe(70 * DAY);
  });

  it("takes what each person held there, once the scheduled close has passed", () => {
    const later = 100 * DAY;
    expect(pairsAtHorizon(question, later)).toEqual([{ question: "q", person: "ada", forecast: 0.4, outcome: "yes" }]);
    expect(pairsAtHorizon(question, later, { kind: "days_before_close", days: 30 })).toHaveLength(2);
    expect(pairsAtHorizon(question, later - 1)).toEqual([]);
  });

  it("or every counted span, weighted by its share of the horizon", () => {
    const pairs = timeWeightedPairs(question, 100 * DAY);
    expect(pairs.map(({ person, forecast, weight }) => [person, forecast, weight])).toEqual([
      ["ada", 0.4, 0.6],
      ["bo", 0.7, 0.35],
      ["ada", 0.9, 0.3],
    ]);
    expect(timeWeightedPairs(question, 100 * DAY - 1)).toEqual([]);
  });

  it("takes nothing when the answer was known by then, or it lies before the opening", () => {
    const early = { ...question, clocks: { ...clocks, knownAt: 50 * DAY } };
    expect(pairsAtHorizon(early, 200 * DAY)).toEqual([]);
    expect(pairsAtHorizon(question, 200 * DAY, { kind: "days_before_close", days: 101 })).toEqual([]);
  });
});
