import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oddsWords, probabilityWords, simpleOdds } from "#core/wording";

describe("PHIA yardstick", () => {
  it.each([
    [0, "remote chance"],
    [0.05, "remote chance"],
    [0.07, "between a remote chance and highly unlikely"],
    [0.1, "highly unlikely"],
    [0.2, "highly unlikely"],
    [0.22, "between highly unlikely and unlikely"],
    [0.25, "unlikely"],
    [0.35, "unlikely"],
    [0.37, "between unlikely and a realistic possibility"],
    [0.4, "realistic possibility"],
    [0.499, "realistic possibility"],
    [0.5, "between a realistic possibility and likely"],
    [0.55, "likely or probable"],
    [0.75, "likely or probable"],
    [0.78, "between likely and highly likely"],
    [0.9, "highly likely"],
    [0.93, "between highly likely and almost certain"],
    [1, "almost certain"],
  ])("%f is %s", (p, words) => {
    expect(probabilityWords("phia", p)).toBe(words);
  });
});

describe("ICD 203", () => {
  it.each([
    [0.001, "almost no chance"],
    [0.05, "almost no chance"],
    [0.051, "very unlikely"],
    [0.2, "very unlikely"],
    [0.45, "unlikely"],
    [0.451, "roughly even chance"],
    [0.549, "roughly even chance"],
    [0.55, "likely"],
    [0.8, "very likely"],
    [0.95, "almost certain"],
    [0.999, "almost certain"],
  ])("%f is %s: on a shared edge the term further from 50", (p, words) => {
    expect(probabilityWords("icd203", p)).toBe(words);
  });
});

describe("odds", () => {
  it.each([
    [0.35, "about 1 in 3"],
    [0.5, "about 1 in 2"],
    [0.25, "about 1 in 4"],
    [0.4, "about 2 in 5"],
    [0.3, "about 3 in 10"],
    [0.45, "about 9 in 20"],
    [0.65, "about 2 in 3"],
    [0.9, "about 9 in 10"],
    [0.1, "about 1 in 10"],
    [0.05, "about 1 in 20"],
    [0.03, "about 1 in 33"],
    [0.97, "about 32 in 33"],
    [0.002, "about 1 in 500"],
    [0.001, "about 1 in 1,000"],
    [0.999, "about 999 in 1,000"],
  ])("%f is %s", (p, words) => {
    expect(oddsWords(p)).toBe(words);
  });

  it("stays within two and a half points of the probability, within 5 % of it below a tenth", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (thousandths) => {
        const p = thousandths / 1000;
        const { of, outOf } = simpleOdds(p);
        const near = Math.min(p, 1 - p);
        expect(Math.abs(of / outOf - p)).toBeLessThanOrEqual(near < 0.1 ? 0.06 * near : 0.0251);
      }),
    );
  });
});

describe("refusals", () => {
  it.each([Number.NaN, -0.1, 1.1, Number.POSITIVE_INFINITY])("%f is no probability", (p) => {
    expect(() => probabilityWords("phia", p)).toThrow(RangeError);
    expect(() => probabilityWords("icd203", p)).toThrow(RangeError);
    expect(() => simpleOdds(p)).toThrow(RangeError);
  });

  it.each([0, 1])("certainty %i has no odds", (p) => {
    expect(() => simpleOdds(p)).toThrow(`p must lie in (0, 1), got ${p}`);
  });
});
