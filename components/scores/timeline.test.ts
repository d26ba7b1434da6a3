import fc from "fast-check";
import { expect, it } from "vitest";
import { effectiveClose } from "#core/clock";
import { explainScore } from "#core/scoring/explain";
import { arbitraryQuestion } from "#core/scoring/log.arbitrary";
import { binaryRule } from "#core/scoring/rules";
import { shareOf, timelineOf } from "./timeline";

const clocks = { opensAt: 0, closesAt: 100, close: 80 };
const part = (start: number, end: number) => ({
  start,
  end,
  held: 0.7,
  brier: 0.09,
  crowd: null,
  weight: (end - start) / 100,
  points: 1,
});

it("leaves no stretch out: before the first forecast, after a withdrawal, and from the known answer on", () => {
  expect(timelineOf([part(10, 30), part(50, 80)], clocks).map(({ kind, start, end }) => [kind, start, end])).toEqual([
    ["nothing", 0, 10],
    ["held", 10, 30],
    ["nothing", 30, 50],
    ["held", 50, 80],
    ["after", 80, 100],
  ]);
});

it("covers the whole horizon, whatever was said: the shares add up to 1", () => {
  fc.assert(
    fc.property(arbitraryQuestion, ({ clocks, log, outcome }) => {
      const scored = { ...clocks, close: effectiveClose(clocks) };
      for (const person of new Set(log.map((event) => event.person))) {
        const { parts } = explainScore({ clocks, log, rule: binaryRule(outcome) }, person, "peer");
        const stretches = timelineOf(parts, scored);
        expect(stretches.reduce((sum, stretch) => sum + shareOf(stretch, scored), 0)).toBeCloseTo(1, 9);
      }
    }),
  );
});
