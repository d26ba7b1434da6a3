import fc from "fast-check";
import type { Range } from "#core/question";
import type { ForecastEvent } from "#core/standing";

/** A call of one public function with whatever numbers come. */
export type WildCall = (a: number[], b: number[]) => unknown;

/** Numbers of every kind: usual, huge, tiny, negative, not a number. */
const wild = fc.oneof(
  fc.double(),
  fc.double({ min: -0.5, max: 1.5, noNaN: true }),
  fc.integer({ min: -2, max: 12 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1, -1, 5e-324, Number.MAX_VALUE),
);

/** Up to five of them. */
export const several: fc.Arbitrary<number[]> = fc.array(wild, { maxLength: 5 });

export const clocksOf = ([opensAt = 0, closesAt = 1, knownAt = 1]: number[]) => ({ opensAt, closesAt, knownAt });

/** Two people who state the numbers in turn, at the instants that the next ones name. */
export function logOf(values: number[]): ForecastEvent<number>[] {
  return values.map((value, i) => ({
    person: `p${i % 2}`,
    at: values[i + 1] ?? i,
    sequence: i + 1,
    kind: "forecast",
    value,
  }));
}

/** One person who states the numbers as a vector, at the opening. */
export function vectorLog(value: number[]): ForecastEvent<readonly number[]>[] {
  return [{ person: "p", at: 0, sequence: 1, kind: "forecast", value }];
}

export const pairsOf = (values: number[], weights: number[] = []) =>
  values.map((forecast, i) => ({
    question: `q${i}`,
    forecast,
    outcome: i % 2 === 0 ? ("yes" as const) : ("no" as const),
    weight: weights[i] ?? 1,
  }));

export const scaleOf = ([min = 0, max = 1, zeroPoint = -1]: number[]) => ({
  min,
  max,
  zeroPoint: max > 2 ? null : zeroPoint,
});

export const rangeOf = (values: number[]): Range => ({ ...scaleOf(values), openLower: true, openUpper: true });

export const rowsOf = (values: number[]) =>
  values.map((score, i) => ({
    person: `p${i}`,
    question: "q",
    score,
    coverage: values[0] ?? 1,
    attendance: values[1] ?? 1,
  }));
