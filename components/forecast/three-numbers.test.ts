import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkThree } from "./three-numbers";

const typed = (low: string, best: string, high: string, confidence = "") => checkThree({ low, best, high, confidence });

describe("three numbers of one estimate", () => {
  it("are fractions once all are there and in order", () => {
    expect(typed("20", "35 %", "60,5", "80").numbers).toEqual({ low: 0.2, best: 0.35, high: 0.605, confidence: 0.8 });
    expect(typed("20", "35", "60").numbers).toMatchObject({ confidence: null });
    expect(typed("35", "35", "35").numbers).toMatchObject({ low: 0.35, high: 0.35 });
  });

  it.each([
    [typed("", "35", "60"), {}],
    [typed("40", "35", "60"), { low: expect.stringContaining("at most your best") }],
    [typed("20", "35", "30"), { high: expect.stringContaining("at least your best") }],
    [typed("20", "many", "60"), { best: expect.stringContaining("Type a number") }],
    [typed("0.5", "35", "60"), { low: expect.stringContaining("50 % or 0.5 %") }],
    [typed("20", "35", "60", "40"), { confidence: expect.stringContaining("50 to 100") }],
    [typed("20", "35", "60", "sure"), { confidence: expect.stringContaining("50 to 100") }],
    [typed("0", "35", "100"), { low: expect.any(String), high: expect.any(String) }],
  ])("%# are not recorded while something is missing or wrong, which is said at its field", (checked, faults) => {
    expect(checked.numbers).toBeNull();
    expect(checked.faults).toEqual(faults);
  });

  it("whatever is typed, what would be recorded is in order and on the scale", () => {
    const text = fc.oneof(fc.string({ maxLength: 6 }), fc.double({ min: 0, max: 101, noNaN: true }).map(String));
    fc.assert(
      fc.property(text, text, text, text, (low, best, high, confidence) => {
        const { numbers } = typed(low, best, high, confidence);
        if (!numbers) return;
        expect(numbers.low).toBeGreaterThanOrEqual(0.001);
        expect(numbers.low).toBeLessThanOrEqual(numbers.best);
        expect(numbers.best).toBeLessThanOrEqual(numbers.high);
        expect(numbers.high).toBeLessThanOrEqual(0.999);
      }),
    );
  });
});
