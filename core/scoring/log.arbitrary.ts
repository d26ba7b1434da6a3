import fc from "fast-check";
import type { Clocks } from "#core/clock";
import type { BinaryOutcome } from "#core/question";
import type { ForecastEvent } from "#core/standing";

/** The clocks and the log of a resolved question, as property tests draw them. */
export interface ArbitraryLog<V> {
  readonly clocks: Clocks;
  readonly log: readonly ForecastEvent<V>[];
}

/** A resolved binary question with its log. */
export interface ArbitraryQuestion extends ArbitraryLog<number> {
  readonly outcome: BinaryOutcome;
}

/** How far a property looks, in times of what the others look; RUNS scales all of them. */
export function looks(times: number): { numRuns: number } {
  return { numRuns: Math.ceil(times * (fc.readConfigureGlobal().numRuns ?? 100)) };
}

const PEOPLE = ["ada", "bo", "cy", "dee", "eli"];

/** Recordable probabilities, on the grid of a tenth of a percent so that ties occur. */
export const arbitraryProbability: fc.Arbitrary<number> = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);

/**
 * Logs of questions that open at 0 and close at 1000, known at any time or only after, with forecasts, reaffirmations and
 * withdrawals by up to five people from before the opening to after the close, ties in time included.
 */
export function arbitraryLog<V>(value: fc.Arbitrary<V>): fc.Arbitrary<ArbitraryLog<V>> {
  return fc
    .record({
      knownAt: fc.oneof(fc.integer({ min: 1, max: 1200 }), fc.constant(1000)),
      rows: fc.array(
        fc.record({
          person: fc.constantFrom(...PEOPLE),
          at: fc.integer({ min: -100, max: 1100 }),
          kind: fc.constantFrom("forecast", "forecast", "forecast", "reaffirmation", "withdrawal"),
          value,
        }),
        { maxLength: 24 },
      ),
    })
    .map(({ knownAt, rows }) => ({ clocks: { opensAt: 0, closesAt: 1000, knownAt }, log: legalLog(rows) }));
}

/** The same question, all of it that much later. */
export function later<Q extends ArbitraryLog<unknown>>(question: Q, by: number): Q {
  const { opensAt, closesAt, knownAt } = question.clocks;
  return {
    ...question,
    clocks: { opensAt: opensAt + by, closesAt: closesAt + by, knownAt: knownAt === null ? null : knownAt + by },
    log: question.log.map((event) => ({ ...event, at: event.at + by })),
  };
}

/** Binary questions. */
export const arbitraryQuestion: fc.Arbitrary<ArbitraryQuestion> = fc
  .tuple(arbitraryLog(arbitraryProbability), fc.constantFrom<BinaryOutcome>("yes", "no"))
  .map(([question, outcome]) => ({ ...question, outcome }));

interface Row<V> {
  readonly person: string;
  readonly at: number;
  readonly kind: string;
  readonly value: V;
}

/** Orders the rows by time, numbers them per person, and makes a forecast of a reaffirmation where nothing stands. */
function legalLog<V>(rows: readonly Row<V>[]): ForecastEvent<V>[] {
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
