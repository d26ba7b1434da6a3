import fc from "fast-check";
import type { Clocks } from "#core/clock";
import type { BinaryOutcome } from "#core/question";
import type { ForecastEvent } from "#core/standing";

/** A resolved binary question with a log, as property tests draw it. */
export interface ArbitraryQuestion {
  readonly clocks: Clocks;
  readonly log: readonly ForecastEvent<number>[];
  readonly outcome: BinaryOutcome;
}

const PEOPLE = ["ada", "bo", "cy", "dee", "eli"];

/** Recordable probabilities, on the grid of a tenth of a percent so that ties occur. */
export const arbitraryProbability: fc.Arbitrary<number> = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);

/**
 * Questions that open at 0 and close at 1000, known at any time or only after, with forecasts, reaffirmations and
 * withdrawals by up to five people from before the opening to after the close, ties in time included.
 */
export const arbitraryQuestion: fc.Arbitrary<ArbitraryQuestion> = fc
  .record({
    knownAt: fc.oneof(fc.integer({ min: 1, max: 1200 }), fc.constant(1000)),
    outcome: fc.constantFrom<BinaryOutcome>("yes", "no"),
    rows: fc.array(
      fc.record({
        person: fc.constantFrom(...PEOPLE),
        at: fc.integer({ min: -100, max: 1100 }),
        kind: fc.constantFrom("forecast", "forecast", "forecast", "reaffirmation", "withdrawal"),
        value: arbitraryProbability,
      }),
      { maxLength: 24 },
    ),
  })
  .map(({ knownAt, outcome, rows }) => ({
    clocks: { opensAt: 0, closesAt: 1000, knownAt },
    outcome,
    log: legalLog(rows),
  }));

interface Row {
  readonly person: string;
  readonly at: number;
  readonly kind: string;
  readonly value: number;
}

/** Orders the rows by time, numbers them per person, and makes a forecast of a reaffirmation where nothing stands. */
function legalLog(rows: readonly Row[]): ForecastEvent<number>[] {
  const sequences = new Map<string, number>();
  const holding = new Set<string>();
  return rows
    .toSorted((a, b) => a.at - b.at)
    .map(({ person, at, kind, value }) => {
      const sequence = (sequences.get(person) ?? 0) + 1;
      sequences.set(person, sequence);
      const row = { person, at, sequence };
      if (kind === "withdrawal") {
        holding.delete(person);
        return { ...row, kind: "withdrawal" };
      }
      if (kind === "reaffirmation" && holding.has(person)) return { ...row, kind: "reaffirmation" };
      holding.add(person);
      return { ...row, kind: "forecast", value };
    });
}
