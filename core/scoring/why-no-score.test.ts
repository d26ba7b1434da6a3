import fc from "fast-check";
import { expect, it } from "vitest";
import { arbitraryQuestion } from "#core/scoring/log.arbitrary";
import { sweepBinary } from "#core/scoring/sweep";
import { whyNoScore } from "#core/scoring/why-no-score";
import type { ForecastEvent } from "#core/standing";

const clocks = { opensAt: 0, closesAt: 100, knownAt: 80 };
const row = (person: string, at: number, sequence = 1) => ({ person, at, sequence });
const log: ForecastEvent<number>[] = [
  { ...row("ada", 0), kind: "forecast", value: 0.8 },
  { ...row("eve", -10), kind: "forecast", value: 0.4 },
  { ...row("eve", -5, 2), kind: "withdrawal" },
  { ...row("late", 90), kind: "forecast", value: 0.9 },
];
const someone = (person: string) => ({ person, forecasts: true, shown: true });

it.each([
  ["ada", "RESOLVED", null],
  ["ada", "VOID", { reason: "void" }],
  ["ada", "AMBIGUOUS", { reason: "ambiguous" }],
  ["ada", "CLOSED", { reason: "not_resolved", state: "CLOSED" }],
  ["nobody", "RESOLVED", { reason: "no_forecast" }],
  ["late", "RESOLVED", { reason: "only_late", firstAt: 90, close: 80 }],
  ["eve", "RESOLVED", { reason: "withdrawn_before_opening", withdrawnAt: -5 }],
] as const)("%s on a question that is %s: %o", (person, state, why) => {
  expect(whyNoScore({ clocks, log, state }, someone(person))).toEqual(why);
});

it("an answer known at the opening leaves no time to count", () => {
  const question = { clocks: { ...clocks, knownAt: 0 }, log, state: "RESOLVED" as const };
  expect(whyNoScore(question, someone("ada"))).toEqual({ reason: "known_at_opening", knownAt: 0 });
});

it("who does not forecast is told so, unless they once did", () => {
  const observer = (person: string) => ({ ...someone(person), forecasts: false });
  expect(whyNoScore({ clocks, log, state: "RESOLVED" }, observer("nobody"))).toEqual({ reason: "observer" });
  expect(whyNoScore({ clocks, log, state: "RESOLVED" }, observer("ada"))).toBeNull();
});

it("of somebody whose forecasts are not shown it says nothing but that", () => {
  const hidden = { ...someone("ada"), shown: false };
  expect(whyNoScore({ clocks: { ...clocks, knownAt: null }, log: [], state: "OPEN" }, hidden)).toEqual({
    reason: "not_revealed",
  });
});

it("edges: made at the close is late, withdrawn at the opening never counted, a bare withdrawal is no forecast", () => {
  const why = (...events: ForecastEvent<number>[]) =>
    whyNoScore({ clocks, log: events, state: "RESOLVED" }, someone("me"));
  const made = (at: number, sequence = 1): ForecastEvent<number> => ({
    ...row("me", at, sequence),
    kind: "forecast",
    value: 0.5,
  });
  const gone = (at: number): ForecastEvent<number> => ({ ...row("me", at, 2), kind: "withdrawal" });
  expect(why(made(80))).toEqual({ reason: "only_late", firstAt: 80, close: 80 });
  expect(why(made(80), gone(90))).toMatchObject({ reason: "only_late" });
  expect(why(made(79))).toBeNull();
  expect(why(made(-5), gone(0))).toEqual({ reason: "withdrawn_before_opening", withdrawnAt: 0 });
  expect(why(made(-5), gone(1))).toBeNull();
  expect(why(made(10), gone(10))).toEqual({ reason: "withdrawn_before_opening", withdrawnAt: 10 });
  expect(why(gone(10))).toEqual({ reason: "no_forecast" });
  expect(why(made(-5), gone(-1), made(85, 3))).toMatchObject({ reason: "withdrawn_before_opening" });
  // The log may come in any order.
  expect(why(made(95, 2), made(85))).toMatchObject({ reason: "only_late", firstAt: 85 });
});

it("gives a reason exactly where the sweep gives no score", () => {
  fc.assert(
    fc.property(arbitraryQuestion, ({ clocks, log, outcome }) => {
      for (const { person, baseline } of sweepBinary({ clocks, log, outcome })) {
        const why = whyNoScore({ clocks, log, state: "RESOLVED" }, someone(person));
        expect(why === null).toBe(baseline !== null);
      }
    }),
  );
});
