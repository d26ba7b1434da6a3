import { requirePositiveProbability } from "#core/math/require";

/**
 * Logarithmic score: ln p, in nats. 0 is certainty in what happened. Higher is better; strictly proper.
 *
 * @param p probability given to the outcome that occurred, in (0, 1]
 * @returns nats in (−∞, 0]
 * @throws {RangeError} outside (0, 1]: p = 0 scores −∞, so it is refused, never clamped
 * @see Good (1952), “Rational decisions”
 */
export function logScore(p: number): number {
  return Math.log(requirePositiveProbability("p", p));
}
