import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { probabilitiesSchema } from "#core/question";
import { roundPercent } from "./parse-percent";
import { normaliseShares, pointsLeft, shownShares, sumInWords, wholeOf } from "./shares";

const typed = fc.double({ min: 0.1, max: 99.9, noNaN: true }).map(roundPercent);
const lists = fc
  .array(fc.option(typed, { freq: 4 }), { minLength: 2, maxLength: 50 })
  .filter((shares) => shares.some((share) => share !== null));

describe("the sum of shares", () => {
  it("is said in points", () => {
    expect(sumInWords([22, 30, 45])).toBe("3 points left");
    expect(sumInWords([22, 30, 52])).toBe("4 points too many");
    expect(sumInWords([22, 30, 47])).toBe("1 point left");
    expect(sumInWords([22.2, 30, 47.9])).toBe("0.1 points too many");
    expect(sumInWords([22, 30, 48])).toBe("100\u202f%, nothing left");
    expect(sumInWords([22, null, null])).toBe("78 points left, 2 options empty");
  });

  it("is exact where binary fractions are not", () => {
    expect(pointsLeft([0.1, 0.2, 99.7])).toBe(0);
    expect(pointsLeft(Array.from({ length: 10 }, () => 10.1))).toBe(-1);
  });

  it("makes a forecast when it is 100 and nothing is empty", () => {
    expect(wholeOf([40, 60])).toEqual([40, 60]);
    expect(wholeOf([40, 60, null])).toBeNull();
    expect(wholeOf([40, 59.9])).toBeNull();
  });
});

describe("normalising", () => {
  it("scales in proportion", () => {
    expect(normaliseShares([20, 30, 30])).toEqual([25, 37.5, 37.5]);
    expect(normaliseShares([50, 50, 50])).toEqual([33.4, 33.3, 33.3]);
  });

  it("keeps the least of each", () => {
    expect(normaliseShares([99.9, 99.9, 0.1])).toEqual([50, 49.9, 0.1]);
    expect(normaliseShares([99.9, 0.1, 0.1])).toEqual([99.8, 0.1, 0.1]);
  });

  it("gives the rest to what was left empty and moves nothing else", () => {
    expect(normaliseShares([20, 30, null])).toEqual([20, 30, 50]);
    expect(normaliseShares([20, null, 30, null])).toEqual([20, 25, 30, 25]);
  });

  it("scales where nothing is left for the empty ones", () => {
    expect(normaliseShares([60, 60, null])).toEqual([50, 49.9, 0.1]);
  });

  it("refuses to make something of nothing", () => {
    expect(() => normaliseShares([null, null])).toThrow(/one of them typed/);
  });

  it("always gives a forecast that may be recorded, and again the same", () => {
    fc.assert(
      fc.property(lists, (shares) => {
        const whole = normaliseShares(shares);
        expect(pointsLeft(whole)).toBe(0);
        for (const share of whole) {
          expect(share).toBeGreaterThanOrEqual(0.1);
          expect(share).toBeLessThanOrEqual(99.9);
        }
        const probabilities = whole.map((share) => share / 100);
        expect(probabilitiesSchema.safeParse(probabilities).success).toBe(true);
        expect(Math.abs(probabilities.reduce((sum, p) => sum + p, 0) - 1)).toBeLessThanOrEqual(1e-9);
        expect(normaliseShares(whole)).toEqual(whole);
      }),
    );
  });

  it("keeps the order of what was typed", () => {
    fc.assert(
      fc.property(fc.array(typed, { minLength: 2, maxLength: 20 }), (shares) => {
        const whole = normaliseShares(shares);
        shares.forEach((a, i) => {
          shares.forEach((b, j) => {
            if (a > b) expect(whole[i]).toBeGreaterThanOrEqual(whole[j] ?? 0);
          });
        });
      }),
    );
  });
});

describe("recorded shares as shown", () => {
  it("come to 100 though thirds do not", () => {
    expect(shownShares([1 / 3, 1 / 3, 1 / 3])).toEqual([33.4, 33.3, 33.3]);
    expect(shownShares([0.2, null, 0.8])).toEqual([20, null, 80]);
    expect(shownShares([0.9975, 0.0025])).toEqual([99.75, 0.25]);
  });
});
