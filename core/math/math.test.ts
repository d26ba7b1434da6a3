import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestInHull } from "#core/math/hull";
import { normalCdf, normalQuantile } from "#core/math/normal";
import { rankCounts, rankSums } from "#core/math/order-statistic";
import { median, quantileSorted, weightedQuantile } from "#core/math/quantile";
import { randomIndex, randomNormal, seededRandom } from "#core/math/random";
import { distinctAscending, rankOf } from "#core/math/ranks";
import { mean, sum, weightedMean } from "#core/math/sum";

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe("sum", () => {
  it("keeps what plain addition loses", () => {
    expect(sum([1e16, 1, -1e16])).toBe(1);
    expect(sum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(sum([])).toBe(0);
  });

  it("mean and weighted mean agree at equal weights", () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), (values) => {
        expect(
          weightedMean(
            values,
            values.map(() => 3),
          ),
        ).toBeCloseTo(mean(values), 6);
      }),
    );
  });

  it.each([
    [() => sum([Number.NaN]), /value must be a finite number, got NaN/],
    [() => mean([]), /values must not be empty/],
    [() => weightedMean([1, 2], [1]), /weights must be as many as values \(2\), got 1/],
    [() => weightedMean([1], [-1]), /weight must be ≥ 0, got -1/],
    [() => weightedMean([1], [0]), /sum to more than 0/],
  ])("refuses wrong input", (wrong, message) => {
    expect(wrong).toThrow(RangeError);
    expect(wrong).toThrow(message);
  });
});

describe("quantiles", () => {
  it("the median of an even number is the mean of the two in the middle", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([3, 1, 2])).toBe(2);
  });

  it("a weight counts as that many values", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(finite, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(0, 0.25, 0.5, 0.75, 1),
        (weighted, q) => {
          const repeated = weighted.flatMap(([value, weight]) => new Array<number>(weight).fill(value));
          const [values, weights] = [weighted.map(([value]) => value), weighted.map(([, weight]) => weight)];
          expect(weightedQuantile(values, q, weights)).toBe(weightedQuantile(repeated, q));
        },
      ),
    );
  });

  it("interpolate linearly in a sorted sample", () => {
    expect(quantileSorted([0, 10], 0.25)).toBe(2.5);
    expect(quantileSorted([7], 0.9)).toBe(7);
  });

  it.each([
    () => weightedQuantile([], 0.5),
    () => weightedQuantile([1], 1.1),
    () => weightedQuantile([Number.NaN], 0.5),
    () => weightedQuantile([1, 2], 0.5, [1]),
    () => weightedQuantile([1], 0.5, [Number.NaN]),
    () => quantileSorted([2, 1], 0.5),
  ])("refuse wrong input", (wrong) => {
    expect(wrong).toThrow(RangeError);
  });
});

describe("normal distribution", () => {
  it.each([
    [0, 0.5],
    [1.959963984540054, 0.975],
    [-1, 0.15865525393145707],
    [-5, 2.8665157187919391e-7],
    [-10, 7.619853024160527e-24],
  ])("cdf of %f", (x, p) => {
    expect(normalCdf(x) / p).toBeCloseTo(1, 11);
  });

  it("quantile is its inverse", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
      }),
    );
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });
});

describe("random", () => {
  it("the same seed gives the same numbers, another seed others", () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it("is uniform enough: each tenth gets a tenth, within five standard errors", () => {
    const random = seededRandom(1);
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const bin = randomIndex(random, 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(9000));
  });

  it("normal numbers have mean 0 and variance 1", () => {
    const random = seededRandom(2);
    const draws = Array.from({ length: 50_000 }, () => randomNormal(random));
    expect(mean(draws)).toBeCloseTo(0, 1);
    expect(mean(draws.map((x) => x * x))).toBeCloseTo(1, 1);
  });

  it.each([-1, 0.5, 2 ** 32, Number.NaN])("refuses the seed %f", (seed) => {
    expect(() => seededRandom(seed)).toThrow(RangeError);
  });
});

describe("ranks and order statistics", () => {
  it("rank of a value among the distinct ones, ascending", () => {
    const distinct = distinctAscending(Float64Array.of(3, 1, 3, 2));
    expect([...distinct]).toEqual([1, 2, 3]);
    expect([1, 2, 3].map((value) => rankOf(distinct, value))).toEqual([0, 1, 2]);
  });

  it("selects the k-th smallest of what is in", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1 }), fc.nat(), (ranks, drop) => {
        const counts = rankCounts(41);
        for (const rank of ranks) counts.add(rank, 1);
        const gone = ranks[drop % ranks.length] ?? 0;
        counts.add(gone, -1);
        const left = ranks.toSpliced(ranks.indexOf(gone), 1).sort((a, b) => a - b);
        expect(left.map((_, i) => counts.select(i + 1))).toEqual(left);
      }),
    );
  });
});

it("sums of the smallest, whatever came and went", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1 }), fc.nat(), (ranks, drop) => {
      const values = Float64Array.from({ length: 13 }, (_, rank) => rank / 8);
      const sums = rankSums(values);
      for (const rank of ranks) sums.add(rank, 1);
      const gone = ranks[drop % ranks.length] ?? 0;
      sums.add(gone, -1);
      const left = ranks.toSpliced(ranks.indexOf(gone), 1).sort((a, b) => a - b);
      for (let k = 0; k <= left.length; k++) {
        expect(sums.sumOfSmallest(k)).toBe(left.slice(0, k).reduce((total, rank) => total + rank / 8, 0));
      }
    }),
  );
  expect(() => rankSums(new Float64Array())).toThrow("size must be an integer ≥ 1, got 0");
});

describe("nearestInHull", () => {
  it("finds the foot on an edge, and a target inside itself", () => {
    const triangle = [
      [0, 0],
      [1, 0],
      [0, 1],
    ];
    expect(nearestInHull(triangle, [1, 1]).point.map((x) => Math.round(x * 1e12) / 1e12)).toEqual([0.5, 0.5]);
    const inside = nearestInHull(triangle, [0.2, 0.3]).point;
    expect(inside[0]).toBeCloseTo(0.2, 9);
    expect(inside[1]).toBeCloseTo(0.3, 9);
  });

  it("is a mixture that no vertex can improve", () => {
    const coordinates = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(coordinates, { minLength: 1, maxLength: 12 }), coordinates, (vertices, target) => {
        const { point, weights } = nearestInHull(vertices, target);
        expect(sum(weights.values())).toBeCloseTo(1, 9);
        for (const weight of weights.values()) expect(weight).toBeGreaterThanOrEqual(0);
        for (const vertex of vertices) {
          const gain = sum(vertex.map((x, k) => ((target[k] ?? 0) - (point[k] ?? 0)) * (x - (point[k] ?? 0))));
          expect(gain).toBeLessThan(1e-8);
        }
      }),
    );
  });

  it("refuses no vertices and dimensions that differ", () => {
    expect(() => nearestInHull([], [0])).toThrow(RangeError);
    expect(() => nearestInHull([[0, 1]], [0])).toThrow(/1 coordinates, got 2/);
  });
});
