import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalCdf } from "#core/math/normal";
import { seededRandom } from "#core/math/random";
import { crpsOfCdf, crpsOfPoints, crpsOfSample } from "#core/scoring/crps";
import {
  crpsOfLogistic,
  crpsOfNormal,
  crpsOfNormalMixture,
  crpsOfUniform,
  logScoreOfNormal,
} from "#core/scoring/crps-closed";
import { looks } from "#core/scoring/log.arbitrary";
import { intervalScore, quantileScore } from "#core/scoring/quantile-score";

/** ∫ (F(x) − 1{x ≥ y})² dx by the midpoint rule, apart on either side of the jump. */
function byQuadrature(F: (x: number) => number, y: number, from: number, to: number): number {
  const jump = Math.min(to, Math.max(from, y));
  return midpoint((x) => F(x) ** 2, from, jump) + midpoint((x) => (1 - F(x)) ** 2, jump, to);
}

function midpoint(f: (x: number) => number, from: number, to: number): number {
  const steps = 20_000;
  const width = (to - from) / steps;
  let total = 0;
  for (let i = 0; i < steps; i++) total += f(from + (i + 0.5) * width) * width;
  return total;
}

const cdfs = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 8 }).map((steps) => {
  const total = steps.reduce((a, b) => a + b, 1);
  let sum = 0;
  return steps.map((step) => {
    sum += step;
    return sum / total;
  });
});

describe("CRPS against quadrature of its definition", () => {
  it("of a CDF on a grid, outcomes outside counted at the bound", () => {
    fc.assert(
      fc.property(cdfs, fc.double({ min: -1, max: 3, noNaN: true }), (cdf, y) => {
        const F = (x: number) => {
          const position = (x / 2) * (cdf.length - 1);
          const i = Math.min(Math.floor(position), cdf.length - 2);
          return (cdf[i] ?? 0) + (position - i) * ((cdf[i + 1] ?? 1) - (cdf[i] ?? 0));
        };
        expect(crpsOfCdf(cdf, { min: 0, max: 2 }, y)).toBeCloseTo(byQuadrature(F, y, 0, 2), 6);
      }),
      looks(0.4),
    );
  });

  it("of closed forms", () => {
    expect(crpsOfNormal({ mean: 1, sd: 2 }, 2.5)).toBeCloseTo(
      byQuadrature((x) => normalCdf((x - 1) / 2), 2.5, -30, 30),
      4,
    );
    expect(crpsOfLogistic(0, 1, 0.7)).toBeCloseTo(
      byQuadrature((x) => 1 / (1 + Math.exp(-x)), 0.7, -40, 40),
      4,
    );
    expect(crpsOfUniform(0, 1, 0.3)).toBeCloseTo(
      byQuadrature((x) => Math.min(1, Math.max(0, x)), 0.3, -1, 2),
      4,
    );
    expect(crpsOfUniform(0, 1, 1.5)).toBeCloseTo(
      byQuadrature((x) => Math.min(1, Math.max(0, x)), 1.5, -1, 2),
      4,
    );
  });

  it("a mixture of one, or of two alike, is its component", () => {
    const alone = crpsOfNormal({ mean: 1, sd: 2 }, 0);
    const half = { mean: 1, sd: 2, weight: 0.5 };
    expect(crpsOfNormalMixture([half], 0)).toBeCloseTo(alone, 12);
    expect(crpsOfNormalMixture([half, half], 0)).toBeCloseTo(alone, 12);
  });
});

describe("by hand", () => {
  it("a certain forecast scores its distance", () => {
    expect(crpsOfSample([3], 5)).toBe(2);
    expect(crpsOfSample([0, 1], 0)).toBeCloseTo(0.25, 15);
    expect(crpsOfSample([0, 1], 0, [1, 3])).toBeCloseTo(0.5625, 15);
  });

  it("quantile and interval scores", () => {
    expect(quantileScore(2, 0.9, 5)).toBeCloseTo(2.7, 12);
    expect(quantileScore(2, 0.9, 1)).toBeCloseTo(0.1, 12);
    expect(intervalScore({ lower: 1, upper: 3 }, 0.9, 2)).toBe(2);
    expect(intervalScore({ lower: 1, upper: 3 }, 0.9, 0)).toBeCloseTo(22, 12);
    expect(logScoreOfNormal({ mean: 0, sd: 1 }, 0)).toBeCloseTo(0.9189385332046727, 12);
  });
});

describe("what must hold", () => {
  it("is strictly proper: the true CDF scores best in expectation", () => {
    fc.assert(
      fc.property(cdfs, cdfs, (belief, other) => {
        fc.pre(belief.length === other.length && belief.some((p, i) => Math.abs(p - (other[i] ?? 0)) > 1e-3));
        const full = (cdf: number[]) => [0, ...cdf.slice(1, -1), 1];
        const truth = full(belief);
        fc.pre(full(other).some((p, i) => Math.abs(p - (truth[i] ?? 0)) > 1e-3));
        const draws = 2000;
        const expected = (cdf: number[]) => {
          let total = 0;
          for (let k = 0; k < draws; k++)
            total += crpsOfCdf(cdf, { min: 0, max: 1 }, quantile(truth, (k + 0.5) / draws));
          return total / draws;
        };
        expect(expected(truth)).toBeLessThan(expected(full(other)) + 1e-7);
      }),
      looks(0.3),
    );
  });

  it("a sample converges to the distribution it is drawn from", () => {
    const random = seededRandom(9);
    const sample = Array.from({ length: 20_000 }, random);
    expect(crpsOfSample(sample, 0.3)).toBeCloseTo(crpsOfUniform(0, 1, 0.3), 2);
  });
});

function quantile(cdf: number[], level: number): number {
  const i = Math.max(
    1,
    cdf.findIndex((p) => p >= level),
  );
  const [below, above] = [cdf[i - 1] ?? 0, cdf[i] ?? 1];
  return (i - 1 + (above > below ? (level - below) / (above - below) : 0)) / (cdf.length - 1);
}

it.each([
  () => crpsOfCdf([0, 1], { min: 0, max: 1 }, Number.NaN),
  () => crpsOfCdf([0, 1], { min: 1, max: 1 }, 0),
  () => crpsOfCdf([0.5, 0.4], { min: 0, max: 1 }, 0),
  () => crpsOfPoints([0, 0], [0, 1], 0),
  () => crpsOfPoints([0], [0, 1], 0),
  () => crpsOfSample([], 0),
  () => crpsOfSample([Number.NaN], 0),
  () => crpsOfSample([1], 0, [-1]),
  () => crpsOfSample([1], 0, [0]),
  () => crpsOfNormal({ mean: 0, sd: 0 }, 0),
  () => crpsOfLogistic(0, -1, 0),
  () => crpsOfUniform(1, 0, 0),
  () => crpsOfNormalMixture([], 0),
  () => quantileScore(0, 1, 0),
  () => intervalScore({ lower: 1, upper: 0 }, 0.5, 0),
  () => intervalScore({ lower: 0, upper: 1 }, 0, 0),
])("refuses wrong input (%#)", (wrong) => {
  expect(wrong).toThrow(RangeError);
});
