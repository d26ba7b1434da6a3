import { aggregateHistory } from "#core/aggregation/binary";
import type { Clocks } from "#core/clock";
import { type QuestionScores, sweepBinary } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";

const DAY = 86_400_000;
const opensAt = Date.UTC(2026, 2, 1);
const day = (number: number) => opensAt + number * DAY;

/** A question of 100 days whose answer, yes, is known after 50. */
export const EXAMPLE_CLOCKS: Clocks = { opensAt, closesAt: day(100), knownAt: day(50) };

export const EXAMPLE_LOG: readonly (ForecastEvent<number> & { kind: "forecast" })[] = [
  { person: "You", at: day(0), sequence: 1, kind: "forecast", value: 0.6 },
  { person: "Analyst A", at: day(0), sequence: 1, kind: "forecast", value: 0.5 },
  { person: "Analyst B", at: day(10), sequence: 1, kind: "forecast", value: 0.7 },
  { person: "You", at: day(20), sequence: 2, kind: "forecast", value: 0.8 },
];

export const dayOf = (at: number) => Math.round((at - opensAt) / DAY);

/** Worked out by the very function that scores every question here, so the page cannot tell another story than the scores. */
export function exampleScores(): QuestionScores[] {
  return sweepBinary({ clocks: EXAMPLE_CLOCKS, log: EXAMPLE_LOG, outcome: "yes" });
}

export function exampleCrowd() {
  return aggregateHistory("median", EXAMPLE_LOG, { from: opensAt, until: day(50) });
}
