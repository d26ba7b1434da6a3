import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEAST, MOST, parsePercent, roundPercent } from "./parse-percent";

const percent = (value: number) => ({ kind: "percent", percent: value });

describe("what a person may type as a probability", () => {
  it.each([
    ["35", 35],
    ["35%", 35],
    ["35 %", 35],
    [" 35\u202f% ", 35],
    ["+35", 35],
    ["35.5", 35.5],
    ["35,5", 35.5],
    ["35,", 35],
    ["035", 35],
    ["1", 1],
    ["1.0", 1],
    ["1,5", 1.5],
    ["99.9", 99.9],
    ["99,95%", 99.95],
    ["0.1%", 0.1],
    ["0,35 %", 0.35],
    [".5%", 0.5],
  ])("%j is %d percent", (text, expected) => {
    if (expected > MOST) expect(parsePercent(text).kind).toBe("refused");
    else expect(parsePercent(text)).toEqual(percent(expected));
  });

  it.each([
    ["0.35", [35, 0.35]],
    ["0,35", [35, 0.35]],
    [".35", [35, 0.35]],
    ["0.1", [10, 0.1]],
    ["0.999", [99.9, 1]],
  ])("%j could be meant two ways, so it is asked", (text, readings) => {
    expect(parsePercent(text)).toEqual({ kind: "ambiguous", readings });
  });

  it.each([
    ["0.05", 5],
    ["0.01", 1],
    ["0.001", 0.1],
    ["0,09", 9],
  ])("%j can only be a fraction: as a percentage it would lie below the scale", (text, expected) => {
    expect(parsePercent(text)).toEqual(percent(expected));
  });

  it.each(["", "   ", "%"])("%j is empty, not zero", (text) => {
    expect(parsePercent(text)).toEqual({ kind: "empty" });
  });

  it.each(["0", "0%", "0.0", "-5", "\u22125", "0.0005", "0.05%"])("%j lies below the scale", (text) => {
    expect(parsePercent(text)).toMatchObject({ kind: "refused", message: expect.stringContaining("starts at 0.1") });
  });

  it.each(["100", "100%", "0.9999", "99.95", "1000", "99,96 %"])("%j lies above the scale", (text) => {
    expect(parsePercent(text)).toMatchObject({ kind: "refused", message: expect.stringContaining("ends at 99.9") });
  });

  it.each(["abc", "3 5x", "1/3", "35%%", "1.2.3", "1,234.5", "1e1", "Infinity", "%35", "-", ",", "٣٥"])(
    "%j is not a number on this scale",
    (text) => {
      expect(parsePercent(text).kind).toBe("refused");
    },
  );

  it("never records anything off the scale, whatever is typed", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+]?\d{0,4}[.,]?\d{0,5} ?%?$/)), (text) => {
        const parsed = parsePercent(text);
        const values =
          parsed.kind === "percent" ? [parsed.percent] : parsed.kind === "ambiguous" ? parsed.readings : [];
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(LEAST);
          expect(value).toBeLessThanOrEqual(MOST);
          expect(roundPercent(value)).toBe(value);
        }
      }),
    );
  });

  it("reads back every value it can record, with a point or a comma", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.constantFrom(".", ","), (tenths, separator) => {
        const value = tenths / 10;
        expect(parsePercent(`${String(value).replace(".", separator)}%`)).toEqual(percent(value));
      }),
    );
  });

  it("takes a bare number of at least 1 as a percentage", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 999 }), (tenths) => {
        expect(parsePercent(String(tenths / 10))).toEqual(percent(tenths / 10));
      }),
    );
  });
});
