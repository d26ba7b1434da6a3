import { requirePositive, requireProbability, requireSome } from "#core/math/require";
import type { BinaryOutcome } from "#core/question";

/** One forecast set against what happened; the unit of every calibration statistic. */
export interface CalibrationPair {
  /** Which question it answers: forecasts of one question are not independent of each other. */
  readonly question: string;
  /** Probability of yes, in [0, 1]. */
  readonly forecast: number;
  readonly outcome: BinaryOutcome;
  /** Share of the question's horizon for which it stood, in (0, 1]; 1 when absent, as for pairs at one instant. */
  readonly weight?: number;
}

/** A yes is 1, a no 0. */
export function indicator(outcome: BinaryOutcome): 0 | 1 {
  return outcome === "yes" ? 1 : 0;
}

/** The weight of a pair, 1 when it states none. */
export function weightOf({ weight = 1 }: Pick<CalibrationPair, "weight">): number {
  return weight;
}

/** @throws {RangeError} for no pairs, a forecast outside [0, 1], or a weight that is not finite and > 0 */
export function requirePairs(pairs: readonly Pick<CalibrationPair, "forecast" | "weight">[]): void {
  requireSome("pairs", pairs);
  for (const { forecast, weight = 1 } of pairs) {
    requireProbability("forecast", forecast);
    requirePositive("weight", weight);
  }
}
