import { describe, expect, it } from "vitest";
import { attendance, countedSpan, coverage, effectiveClose, requireClocks, scoringHorizon } from "#core/clock";

const clocks = { opensAt: 100, closesAt: 200, knownAt: 160 };

describe("clocks", () => {
  it("the effective close is the earlier of the known and the scheduled instant", () => {
    expect(effectiveClose(clocks)).toBe(160);
    expect(effectiveClose({ ...clocks, knownAt: 240 })).toBe(200);
    expect(effectiveClose({ ...clocks, knownAt: null })).toBe(200);
  });

  it("the horizon stays the scheduled one, whenever the answer came", () => {
    expect(scoringHorizon(clocks)).toBe(100);
  });

  it.each([
    [{ ...clocks, opensAt: Number.NaN }, /opensAt must be a finite number, got NaN/],
    [{ ...clocks, closesAt: 100 }, /closesAt must be after opensAt \(100\), got 100/],
    [{ ...clocks, knownAt: 99 }, /knownAt must not be before opensAt \(100\), got 99/],
    [{ ...clocks, knownAt: Number.POSITIVE_INFINITY }, /knownAt/],
  ])("refuses %o", (wrong, message) => {
    expect(() => requireClocks(wrong)).toThrow(RangeError);
    expect(() => requireClocks(wrong)).toThrow(message);
  });
});

describe("countedSpan", () => {
  it.each([
    ["made before the opening counts from it", 50, 120, { start: 100, end: 120 }],
    ["still standing ends at the effective close", 150, null, { start: 150, end: 160 }],
    ["made at the effective close is late", 160, null, null],
    ["withdrawn before the opening never counts", 50, 90, null],
    ["ended where it began counts nothing", 120, 120, null],
  ])("%s", (_, made, ended, span) => {
    expect(countedSpan(clocks, made, ended)).toEqual(span);
  });

  it("refuses an end before the beginning", () => {
    expect(() => countedSpan(clocks, 120, 110)).toThrow(/endedAt must not be before madeAt \(120\), got 110/);
  });
});

describe("coverage and attendance", () => {
  const spans = [
    { start: 100, end: 110 },
    { start: 130, end: 160 },
  ];

  it("divide the same time by the horizon and by what was available", () => {
    expect(coverage(clocks, spans)).toBeCloseTo(0.4, 15);
    expect(attendance(clocks, spans)).toBeCloseTo(40 / 60, 15);
  });

  it("an answer known at the opening leaves nothing to attend", () => {
    expect(attendance({ ...clocks, knownAt: 100 }, [])).toBe(0);
  });

  it("refuse spans that overlap or leave the counted time", () => {
    expect(() => coverage(clocks, spans.toReversed())).toThrow(RangeError);
    expect(() => coverage(clocks, [{ start: 150, end: 170 }])).toThrow(/within \[S, A\]/);
  });
});
