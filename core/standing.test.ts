import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryQuestion } from "#core/scoring/log.arbitrary";
import type { ForecastEvent } from "#core/standing";
import { canonicalOrder, heldSpans, standingAt } from "#core/standing";

const log: ForecastEvent<number>[] = [
  { person: "ada", at: 10, sequence: 1, kind: "forecast", value: 0.3 },
  { person: "bo", at: 10, sequence: 1, kind: "forecast", value: 0.6 },
  { person: "ada", at: 20, sequence: 2, kind: "reaffirmation" },
  { person: "ada", at: 30, sequence: 3, kind: "forecast", value: 0.5 },
  { person: "bo", at: 40, sequence: 2, kind: "withdrawal" },
];
const values = (at: number, events = log) =>
  Object.fromEntries([...standingAt(events, at)].map(([person, { value }]) => [person, value]));

describe("standingAt", () => {
  it("a forecast holds from its own instant until the next", () => {
    expect(values(9)).toEqual({});
    expect(values(10)).toEqual({ ada: 0.3, bo: 0.6 });
    expect(values(29)).toEqual({ ada: 0.3, bo: 0.6 });
    expect(values(30)).toEqual({ ada: 0.5, bo: 0.6 });
    expect(values(40)).toEqual({ ada: 0.5 });
  });

  it("a reaffirmation keeps the value and makes it fresh", () => {
    expect(standingAt(log, 25).get("ada")).toEqual({ person: "ada", value: 0.3, since: 10, latestAt: 20 });
  });

  it("at one instant the higher sequence stands", () => {
    const tied: ForecastEvent<number>[] = [
      { person: "ada", at: 10, sequence: 2, kind: "forecast", value: 0.9 },
      { person: "ada", at: 10, sequence: 1, kind: "forecast", value: 0.1 },
    ];
    expect(values(10, tied)).toEqual({ ada: 0.9 });
  });

  it("refuses a reaffirmation where nothing stands", () => {
    const orphan: ForecastEvent<number>[] = [{ person: "ada", at: 1, sequence: 1, kind: "reaffirmation" }];
    expect(() => standingAt(orphan, 1)).toThrow(/reaffirmation by ada at 1 where no forecast stands/);
  });

  it("does not depend on the order of the log", () => {
    fc.assert(
      fc.property(arbitraryQuestion, fc.integer({ min: -100, max: 1100 }), ({ log }, at) => {
        expect(values(at, log.toReversed())).toEqual(values(at, [...log]));
      }),
    );
  });
});

describe("canonicalOrder", () => {
  it("is the log itself when that is in order", () => {
    expect(canonicalOrder(log)).toBe(log);
    expect(canonicalOrder(log.toReversed())).toEqual(log);
  });

  it.each([
    [{ at: Number.NaN }, /at must be a finite number, got NaN/],
    [{ sequence: 0 }, /sequence must be an integer ≥ 1, got 0/],
    [{ sequence: 1.5 }, /got 1.5/],
  ])("refuses %o", (wrong, message) => {
    const event: ForecastEvent<number> = { person: "ada", at: 1, sequence: 1, kind: "forecast", value: 0.5, ...wrong };
    expect(() => canonicalOrder([event])).toThrow(message);
  });
});

describe("heldSpans", () => {
  it("lists every stretch in the order in which they began; reaffirmations split nothing", () => {
    expect(heldSpans(log)).toEqual([
      { person: "ada", value: 0.3, start: 10, end: 30 },
      { person: "bo", value: 0.6, start: 10, end: 40 },
      { person: "ada", value: 0.5, start: 30, end: null },
    ]);
  });

  it("holds exactly what stands at every instant", () => {
    fc.assert(
      fc.property(arbitraryQuestion, fc.integer({ min: -100, max: 1100 }), ({ log }, at) => {
        const held = heldSpans(log).filter(({ start, end }) => start <= at && (end === null || at < end));
        expect(Object.fromEntries(held.map(({ person, value }) => [person, value]))).toEqual(values(at, [...log]));
      }),
    );
  });
});
