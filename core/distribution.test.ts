import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bucketOf,
  bucketProbabilities,
  densityPoints,
  locationOf,
  massBetween,
  quantileLocation,
  requireCdf,
  valueAt,
} from "#core/distribution";
import { monotoneCurve } from "#core/math/monotone-cubic";
import { cdfOfQuantiles, quantilesOfCdf, requireRecordableCdf } from "#core/quantile-cdf";
import type { Range } from "#core/question";

const linear: Range = { min: 0, max: 100, openLower: false, openUpper: false, zeroPoint: null };
const logarithmic: Range = { min: 1, max: 1000, openLower: false, openUpper: false, zeroPoint: 0 };
const open: Range = { ...linear, openLower: true, openUpper: true };

describe("scales", () => {
  it("a logarithmic scale spaces factors equally", () => {
    expect(locationOf(10, logarithmic)).toBeCloseTo(1 / 3, 12);
    expect(valueAt(2 / 3, logarithmic)).toBeCloseTo(100, 9);
  });

  it("value and location are inverse, with the zero point on either side", () => {
    const scales = [linear, logarithmic, { ...logarithmic, zeroPoint: 1001 }];
    fc.assert(
      fc.property(fc.constantFrom(...scales), fc.double({ min: 0, max: 1, noNaN: true }), (scale, location) => {
        expect(locationOf(valueAt(location, scale), scale)).toBeCloseTo(location, 9);
      }),
    );
  });

  it.each([
    ["below", 0],
    [-0.1, 0],
    [0, 1],
    [0.5, 1],
    [0.51, 2],
    [100, 200],
    [100.01, 201],
    ["above", 201],
  ] as const)("%s falls in bucket %i of 200", (outcome, bucket) => {
    expect(bucketOf(outcome, linear, 200)).toBe(bucket);
  });

  it("what a logarithmic scale cannot reach lies below it", () => {
    expect(bucketOf(-5, logarithmic, 200)).toBe(0);
  });

  it.each([
    [{ ...linear, max: 0 }, /max must be above min/],
    [{ ...linear, min: Number.NaN }, /min must be a finite number/],
    [{ ...linear, zeroPoint: 50 }, /zeroPoint must lie outside/],
  ])("refuses %o", (scale, message) => {
    expect(() => locationOf(1, scale)).toThrow(message);
  });
});

describe("CDFs", () => {
  const cdf = [0.1, 0.5, 0.9];

  it("buckets sum to 1, the outer two included", () => {
    expect(bucketProbabilities(cdf).map((p) => Math.round(p * 10) / 10)).toEqual([0.1, 0.4, 0.4, 0.1]);
  });

  it("mass of a stretch, to infinity with what lies outside", () => {
    expect(massBetween(cdf, linear, 25, 75)).toBeCloseTo(0.4, 12);
    expect(massBetween(cdf, linear, Number.NEGATIVE_INFINITY, 50)).toBeCloseTo(0.5, 12);
    expect(massBetween(cdf, linear, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(1);
    expect(() => massBetween(cdf, linear, 2, 1)).toThrow(RangeError);
  });

  it("density integrates to what lies inside", () => {
    const points = densityPoints(cdf, linear);
    expect(points.map(({ value }) => value)).toEqual([25, 75]);
    expect(points.reduce((total, { density }) => total + density / points.length, 0)).toBeCloseTo(0.8, 12);
  });

  it("quantile locations, 0 and 1 where a level lies outside", () => {
    expect([0.05, 0.375, 0.625, 0.95].map((level) => quantileLocation([0.125, 0.625, 0.875], level))).toEqual([
      0, 0.25, 0.5, 1,
    ]);
  });

  it.each([[[0.5]], [[0.5, 0.4]], [[0, Number.NaN]], [[-0.1, 1]], [[0, 1.1]]])("refuses %o", (wrong) => {
    expect(() => requireCdf(wrong)).toThrow(RangeError);
  });
});

describe("monotoneCurve", () => {
  it("goes through its knots and never overshoots them", () => {
    const knots = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 50 })), { minLength: 2, maxLength: 8 })
      .map((steps) => {
        let [x, y] = [0, 0];
        return steps.map(([dx, dy]) => {
          x += dx;
          y += dy;
          return { x, y };
        });
      });
    fc.assert(
      fc.property(knots, fc.double({ min: 0, max: 1, noNaN: true }), (points, t) => {
        const { at } = monotoneCurve(points);
        points.forEach(({ x, y }) => {
          expect(at(x)).toBeCloseTo(y, 9);
        });
        points.slice(1).forEach(({ x, y }, i) => {
          const before = points[i] ?? { x: 0, y: 0 };
          const value = at(before.x + t * (x - before.x));
          expect(value).toBeGreaterThanOrEqual(before.y - 1e-9);
          expect(value).toBeLessThanOrEqual(y + 1e-9);
        });
      }),
    );
  });
});

describe("cdfOfQuantiles", () => {
  const quantiles = fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 3, maxLength: 3 })
    .map((values) => values.sort((a, b) => a - b).map((value, i) => ({ level: [0.1, 0.5, 0.9][i] ?? 0.5, value })));
  const ranges = fc.constantFrom(linear, open, { ...linear, openUpper: true }, { ...linear, zeroPoint: -10 });

  it("is always a CDF that may be recorded", () => {
    fc.assert(
      fc.property(quantiles, ranges, (stated, range) => {
        const cdf = cdfOfQuantiles(stated, range);
        expect(cdf).toHaveLength(201);
        requireRecordableCdf(cdf, range);
      }),
    );
  });

  it("reaches the stated levels within what the floors take and a bucket blurs", () => {
    fc.assert(
      fc.property(quantiles, ranges, (stated, range) => {
        const cdf = cdfOfQuantiles(stated, range);
        for (const { level, value } of stated) {
          const at = locationOf(value, range) * 200;
          expect(cdf[Math.floor(at)] ?? 0).toBeLessThanOrEqual(level + 0.013);
          expect(cdf[Math.ceil(at)] ?? 1).toBeGreaterThanOrEqual(level - 0.013);
        }
      }),
    );
  });

  it("quantiles beyond an open bound put their probability there", () => {
    const cdf = cdfOfQuantiles(
      [
        { level: 0.25, value: -10 },
        { level: 0.75, value: 60 },
      ],
      open,
    );
    expect(cdf[0]).toBeGreaterThan(0.25);
    expect(1 - (cdf.at(-1) ?? 1)).toBeGreaterThan(0.01);
  });

  it("reads back as the quantiles it was drawn from", () => {
    const stated = [
      { level: 0.25, value: 20 },
      { level: 0.5, value: 30 },
      { level: 0.75, value: 50 },
    ];
    const read = quantilesOfCdf(cdfOfQuantiles(stated, linear), linear, [0.25, 0.5, 0.75]);
    read.forEach(({ value }, i) => {
      expect(Math.abs(value - (stated[i]?.value ?? 0))).toBeLessThan(0.5);
    });
  });

  it.each([
    [[{ level: 0.5, value: 5 }], linear, /at least|≥ 2/],
    [
      [
        { level: 0.5, value: 5 },
        { level: 0.4, value: 6 },
      ],
      linear,
      /quantiles must ascend/,
    ],
    [
      [
        { level: 0.5, value: 5 },
        { level: 0.6, value: 5 },
      ],
      linear,
      /quantiles must ascend/,
    ],
    [
      [
        { level: 0.5, value: 0 },
        { level: 0.6, value: 5 },
      ],
      linear,
      /above the closed bound 0/,
    ],
    [
      [
        { level: 0.5, value: 5 },
        { level: 0.6, value: 100 },
      ],
      linear,
      /below the closed bound 100/,
    ],
    [
      [
        { level: 0, value: 5 },
        { level: 0.6, value: 10 },
      ],
      linear,
      /level must lie in \(0, 1\), got 0/,
    ],
  ])("refuses %o", (stated, range, message) => {
    expect(() => cdfOfQuantiles(stated, range)).toThrow(message);
  });

  it("a CDF below its floors is refused, naming the bucket", () => {
    expect(() => requireRecordableCdf([0, 0, 1], linear)).toThrow(/bucket 1 must hold at least 0.005, got 0/);
    expect(() => requireRecordableCdf([0.1, 0.5, 1], linear)).toThrow(/bucket 0 must hold 0, got 0.1/);
  });
});
