import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueAt } from "#core/distribution";
import type { Range } from "#core/question";
import { labelledTicks, readingOf, roundOnScale, sayValue } from "./measure";

const people: Range = { min: 1, max: 10_000, openLower: true, openUpper: true, zeroPoint: 0, unit: "people" };
const share: Range = { min: 0, max: 100, openLower: false, openUpper: true, zeroPoint: null, unit: "%" };
const year: Range = {
  min: Date.UTC(2024, 0, 1),
  max: Date.UTC(2025, 0, 1),
  openLower: false,
  openUpper: true,
  zeroPoint: null,
};

describe("what a place on a scale is called", () => {
  it("is a number with its unit, as finely as the scale is read", () => {
    const reading = readingOf({ type: "numeric", range: share });
    expect(reading.say(0.37)).toBe("37\u202f%");
    expect(reading.say(0.37123)).toBe("37.1\u202f%");
    expect(sayValue(37.12, { type: "numeric", range: share })).toBe("37.12\u202f%");
    expect(reading.range(0.2, 0.45)).toBe("20–45");
    expect(reading.say(0)).toBe("0\u202f%");
    expect(reading.say(1)).toBe("above 100\u202f%");
  });

  it("is coarse where a logarithmic scale is wide", () => {
    const reading = readingOf({ type: "numeric", range: people });
    expect(reading.say(0.5)).toBe("100\u202fpeople");
    expect(reading.say(0.751)).toBe("1,009\u202fpeople");
    expect(reading.say(0)).toBe("below 1\u202fpeople");
  });

  it("is a day in UTC", () => {
    expect(readingOf({ type: "date", range: year }).say(0.5)).toBe("2 Jul 2024");
    expect(readingOf({ type: "date", range: year }).say(1)).toBe("after 1 Jan 2025");
    expect(readingOf({ type: "date", range: year }).unit).toBe("");
  });

  it("marks powers of ten where the scale is logarithmic, round numbers where it is not", () => {
    expect(readingOf({ type: "numeric", range: people }).ticks).toEqual([
      { at: 0, label: "1" },
      { at: expect.closeTo(0.25), label: "10" },
      { at: expect.closeTo(0.5), label: "100" },
      { at: expect.closeTo(0.75), label: "1,000" },
      { at: 1, label: "10,000" },
    ]);
    expect(readingOf({ type: "numeric", range: share }).ticks.map(({ label }) => label)).toEqual([
      "0",
      "20",
      "40",
      "60",
      "80",
      "100",
    ]);
  });

  it("never moves a value by more than a thousandth of the axis when it rounds", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.constantFrom(people, share), (at, range) => {
        const value = valueAt(at, range);
        const near = [valueAt(Math.max(0, at - 0.001), range), valueAt(Math.min(1, at + 0.001), range)] as const;
        const rounded = roundOnScale(value, range);
        expect(rounded).toBeGreaterThanOrEqual(near[0]);
        expect(rounded).toBeLessThanOrEqual(near[1]);
      }),
    );
  });
});

it("leaves out the label that would run into the last one, and no other", () => {
  const ticks = [
    { at: 0, label: "100" },
    { at: 0.5, label: "3,000" },
    { at: 0.826, label: "30,000" },
    { at: 1, label: "100,000" },
  ];
  expect(labelledTicks(ticks).map(({ label }) => label)).toEqual(["100", "3,000", "100,000"]);
  expect(labelledTicks(ticks.slice(0, 3))).toHaveLength(3);
  expect(labelledTicks([])).toEqual([]);
});
