import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEAST, MOST } from "./parse-percent";
import { isLargeMove, stepPercent } from "./percent-moves";

describe("keys on the scale", () => {
  it.each([
    [35, "ArrowRight", false, 36],
    [35, "ArrowLeft", false, 34],
    [35, "ArrowRight", true, 35.1],
    [35, "ArrowLeft", true, 34.9],
    [35, "PageUp", false, 45],
    [35, "PageDown", true, 25],
    [35, "Home", false, 0.1],
    [35, "End", false, 99.9],
    [95, "PageUp", false, 99.9],
    [0.1, "ArrowRight", false, 1],
    [99.9, "PageDown", false, 90],
    [0.1, "ArrowRight", true, 0.2],
    [0.1, "ArrowLeft", false, 0.1],
  ])("from %d, %s (fine: %s) leads to %d", (percent, key, fine, expected) => {
    expect(stepPercent(percent, key, fine)).toBe(expected);
  });

  it("enters an empty field from the end the key leaves, never from the middle", () => {
    expect(stepPercent(null, "ArrowRight", false)).toBe(1);
    expect(stepPercent(null, "ArrowLeft", false)).toBe(99);
    expect(stepPercent(null, "PageUp", false)).toBe(10);
  });

  it("leaves other keys alone", () => expect(stepPercent(35, "a", false)).toBeNull());

  it("stays on the scale", () => {
    const keys = ["ArrowRight", "ArrowLeft", "PageUp", "PageDown", "Home", "End"];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean())), (presses) => {
        let percent: number | null = null;
        for (const [key, fine] of presses) {
          percent = stepPercent(percent, key, fine);
          expect(percent).toBeGreaterThanOrEqual(LEAST);
          expect(percent).toBeLessThanOrEqual(MOST);
        }
      }),
    );
  });
});

describe("a large move", () => {
  it.each([
    [31, 62, true],
    [50, 70, false],
    [50, 74, true],
    [1, 3, true],
    [98, 99, false],
    [40, 40, false],
  ])("%d to %d: %s", (from, to, large) => expect(isLargeMove(from, to)).toBe(large));

  it("is as large back as forth", () => {
    const percent = fc.integer({ min: 1, max: 999 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(percent, percent, (a, b) => {
        expect(isLargeMove(a, b)).toBe(isLargeMove(b, a));
      }),
    );
  });
});
