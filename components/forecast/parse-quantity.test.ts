import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuantity } from "./parse-quantity";

const value = (text: string, unit?: string) => {
  const parsed = parseQuantity(text, unit);
  return parsed.kind === "quantity" ? parsed.value : parsed.kind;
};

describe("a quantity as typed", () => {
  it.each([
    ["1200", 1200],
    ["1 200", 1200],
    ["1\u202f200,5", 1200.5],
    ["1,200.5", 1200.5],
    ["1.200,5", 1200.5],
    ["1,200,000", 1_200_000],
    ["1.200.000", 1_200_000],
    ["1'200", 1200],
    ["0,5", 0.5],
    [",5", 0.5],
    ["12,25", 12.25],
    ["1.200", 1.2],
    ["0,200", 0.2],
    ["-3", -3],
    ["\u22123,5", -3.5],
    ["+7", 7],
    ["1e6", 1_000_000],
    ["", "empty"],
    ["  ", "empty"],
    ["abc", "refused"],
    ["1,2,3", "refused"],
    ["1..2", "refused"],
    ["12 apples", "refused"],
    ["1,200", "ambiguous"],
  ])("%s is %s", (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it("may carry the unit of its question and no other", () => {
    expect(value("45 %", "%")).toBe(45);
    expect(value("45 People", "people")).toBe(45);
    expect(value("45 km", "people")).toBe("refused");
    expect(parseQuantity("45 km", "people")).toEqual({
      kind: "refused",
      message: "Type a number in people, such as 12.5.",
    });
  });

  it("is what the scale leaves of two readings", () => {
    expect(parseQuantity("1,200", undefined, (size) => size > 100)).toEqual({ kind: "quantity", value: 1200 });
    expect(parseQuantity("1,200", undefined, (size) => size < 100)).toEqual({ kind: "quantity", value: 1.2 });
    expect(parseQuantity("1,200", undefined)).toEqual({ kind: "ambiguous", readings: [1.2, 1200] });
  });

  it("is read back as it is written, with a dot or a comma", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (size) => {
        const text = String(Number(size.toPrecision(6)));
        expect(value(text)).toBe(Number(text));
        const comma = parseQuantity(text.replace(".", ","), undefined, (reading) => reading === Number(text));
        expect(comma).toEqual({ kind: "quantity", value: Number(text) });
      }),
    );
  });
});
