import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScaleMeasure } from "#components/charts/measure";
import { bucketProbabilities, massBetween } from "#core/distribution";
import { cdfOfQuantiles, type Quantile } from "#core/quantile-cdf";
import { checkQuantiles } from "./quantile-check";
import { placeHandle, type RowValues, stepHandle } from "./quantile-moves";
import { bell, fromThreePoints, LEVELS, SPREADS } from "./quantile-presets";
import { quantityOf, setValue, typedValue } from "./quantile-text";

const DAY = 86_400_000;
const measures: ScaleMeasure[] = [
  { type: "numeric", range: { min: 0, max: 100, openLower: false, openUpper: true, zeroPoint: null } },
  { type: "numeric", range: { min: 1, max: 10_000, openLower: true, openUpper: true, zeroPoint: 0 } },
  { type: "numeric", range: { min: -5, max: -0.01, openLower: false, openUpper: false, zeroPoint: 0 } },
  {
    type: "date",
    range: { min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1), openLower: false, openUpper: true, zeroPoint: null },
  },
  {
    type: "date",
    range: { min: Date.UTC(2025, 0, 1), max: Date.UTC(2025, 0, 9), openLower: true, openUpper: true, zeroPoint: null },
  },
];
const anyMeasure = fc.constantFrom(...measures);
const quantilesOf = (values: RowValues): Quantile[] =>
  values.flatMap((value, i) => (value === null ? [] : [{ level: LEVELS[i] ?? 0, value }]));
const start = (measure: ScaleMeasure): (number | null)[] =>
  bell(SPREADS.wide, null, measure.range).map(({ value }) => value);
const ascends = (values: RowValues) =>
  values.every((value, i) => i === 0 || (value ?? 0) > (values[i - 1] ?? Number.NEGATIVE_INFINITY));

describe("handles on the density", () => {
  it("never pass each other, however they are dragged, and what they make can be recorded", () => {
    const drags = fc.array(fc.tuple(fc.nat(4), fc.integer({ min: -50, max: 450 })), { maxLength: 40 });
    fc.assert(
      fc.property(anyMeasure, drags, (measure, moves) => {
        const values = start(measure);
        for (const [row, pixel] of moves) {
          values[row] = placeHandle(values, row, pixel / 400, measure);
          expect(ascends(values)).toBe(true);
        }
        expect(checkQuantiles(LEVELS, values, measure).cdf).not.toBeNull();
      }),
    );
  });

  it("go where they are dragged, to a thousandth of the axis, where there is room", () => {
    const [linear] = measures;
    if (!linear) throw new Error("no measure");
    expect(placeHandle([10, null, 30, null, 70], 2, 0.503, linear)).toBe(50.3);
    expect(placeHandle([10, null, 30, null, 70], 2, 0.9, linear)).toBeCloseTo(69.9, 6);
    expect(placeHandle([10, null, 30, null, 70], 0, -3, linear)).toBe(0.1);
    expect(placeHandle([10, null, 30, null, 70], 4, 7, linear)).toBe(100);
  });

  it("move by key, never by nothing, and stay in order", () => {
    const keys = fc.constantFrom(
      "ArrowLeft",
      "ArrowRight",
      "ArrowUp",
      "ArrowDown",
      "PageUp",
      "PageDown",
      "Home",
      "End",
    );
    const presses = fc.array(fc.tuple(fc.nat(4), keys, fc.boolean()), { maxLength: 40 });
    fc.assert(
      fc.property(anyMeasure, presses, (measure, moves) => {
        const values = start(measure);
        for (const [row, key, fine] of moves) {
          values[row] = stepHandle(values, row, key, fine, measure);
          expect(ascends(values)).toBe(true);
        }
      }),
    );
    const dated = measures[3];
    if (!dated) throw new Error("no measure");
    const from = [Date.UTC(2025, 5, 1), Date.UTC(2025, 8, 1)];
    expect(stepHandle(from, 0, "ArrowRight", true, dated)).toBe(Date.UTC(2025, 5, 2));
    expect(stepHandle(from, 0, "ArrowLeft", true, dated)).toBe(Date.UTC(2025, 4, 31));
    expect(stepHandle(from, 0, "a", false, dated)).toBeNull();
  });
});

describe("quantiles as typed", () => {
  it("are refused at the row that breaks the order or leaves a closed bound", () => {
    const [linear] = measures;
    if (!linear) throw new Error("no measure");
    const { problems, cdf } = checkQuantiles(LEVELS, [10, 8, null, 45, 70], linear);
    expect(problems).toEqual([null, "Must be above the value at 5\u202f%, 10.", null, null, null]);
    expect(cdf).toBeNull();
    expect(checkQuantiles(LEVELS, [-1, 8, 20, 45, 70], linear).problems[0]).toContain("cannot lie below 0");
    expect(checkQuantiles(LEVELS, [1, 8, 20, 45, 700], linear).cdf).not.toBeNull();
    expect(checkQuantiles(LEVELS, [null, null, 20, null, null], linear).cdf).toBeNull();
  });

  it("make the curve that core draws, which holds between them what was stated", () => {
    const values = fc
      .uniqueArray(fc.double({ min: 0.02, max: 0.98, noNaN: true }), {
        minLength: 5,
        maxLength: 5,
        comparator: (a, b) => Math.abs(a - b) < 0.02,
      })
      .map((places) => places.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(anyMeasure, values, (measure, places) => {
        const rows = places.reduce<(number | null)[]>(
          (held, place, i) => held.with(i, placeHandle(held, i, place, measure)),
          [null, null, null, null, null],
        );
        const { cdf, quantiles } = checkQuantiles(LEVELS, rows, measure);
        expect(quantiles).toEqual(quantilesOf(rows));
        if (!cdf || !quantiles) throw new Error("no curve");
        expect(cdf).toEqual(cdfOfQuantiles(quantiles, measure.range));
        expect(bucketProbabilities(cdf).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
        // Floors move at most 1.2 %; a bucket is drawn in a line, so a place within one is off by less than it holds.
        const widest = Math.max(...bucketProbabilities(cdf).slice(1, -1));
        for (const { level, value } of quantiles) {
          const below = massBetween(cdf, measure.range, Number.NEGATIVE_INFINITY, value);
          expect(Math.abs(below - level)).toBeLessThanOrEqual(0.012 + widest);
        }
      }),
    );
  });

  it("are read back as they are written into their fields", () => {
    fc.assert(
      fc.property(anyMeasure, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (measure, place) => {
        const value = placeHandle([null], 0, place, measure);
        if (value === null) throw new Error("no room");
        const { text } = setValue(value, measure);
        const parsed = typedValue(text, measure);
        expect(quantityOf(parsed)).toBeCloseTo(value, measure.type === "date" ? -7 : 4);
        if (measure.type === "date") expect((quantityOf(parsed) ?? 0) % (DAY / 1440)).toBe(0);
      }),
    );
  });
});

describe("presets", () => {
  it("make a forecast anywhere on any scale and keep the median one typed", () => {
    fc.assert(
      fc.property(
        anyMeasure,
        fc.constantFrom(...Object.values(SPREADS)),
        fc.option(fc.double({ min: 0.03, max: 0.97, noNaN: true })),
        (measure, spread, place) => {
          const median = place === null ? null : placeHandle([null], 0, place, measure);
          const quantiles = bell(spread, median, measure.range);
          const values = quantiles.map(({ value }) => value);
          expect(checkQuantiles(LEVELS, values, measure).cdf).not.toBeNull();
          if (median !== null) expect(values[2]).toBe(median);
        },
      ),
    );
  });

  it("take a lowest, best and highest estimate for what one is sure of", () => {
    const [linear] = measures;
    if (!linear) throw new Error("no measure");
    const quantiles = fromThreePoints({ low: 10, best: 30, high: 70, sure: 0.8 }, linear);
    expect(quantiles.map(({ level }) => level)).toEqual([0.1, 0.25, 0.5, 0.75, 0.9]);
    expect(quantiles.filter(({ level }) => [0.1, 0.5, 0.9].includes(level)).map(({ value }) => value)).toEqual([
      10, 30, 70,
    ]);
    expect(fromThreePoints({ low: 10, best: 30, high: 70, sure: 0.5 }, linear).map(({ value }) => value)).toEqual([
      10, 30, 70,
    ]);
    expect(() => fromThreePoints({ low: 30, best: 20, high: 70, sure: 0.9 }, linear)).toThrow(/ascend/);
  });
});
