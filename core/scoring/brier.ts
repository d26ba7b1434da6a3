import { requireInteger, requireProbability } from "#core/math/require";
import type { BinaryOutcome } from "#core/question";
import { SUM_TOLERANCE } from "#core/question";

/**
 * Brier score of a binary forecast: (p − o)². 0 is certainty in what happened, 1 certainty in what did not.
 * Lower is better; strictly proper. The two-category form of the literature is twice this.
 *
 * @param p probability of yes, in [0, 1]
 * @returns a number in [0, 1]
 * @throws {RangeError} outside [0, 1]
 * @see Brier (1950), “Verification of forecasts expressed in terms of probability”
 */
export function brierScore(p: number, outcome: BinaryOutcome): number {
  requireProbability("p", p);
  return outcome === "yes" ? (1 - p) * (1 - p) : p * p;
}

/**
 * Brier score over exclusive options: ½ · Σ (p_k − o_k)², so that two options equal the binary form.
 * Lower is better; strictly proper.
 *
 * @param probabilities one per option, each in [0, 1], summing to 1 within 1e-9
 * @param outcome index of the option that happened
 * @returns a number in [0, 1]
 * @throws {RangeError} outside those ranges
 * @see Brier (1950)
 */
export function multipleChoiceBrierScore(probabilities: readonly number[], outcome: number): number {
  requireProbabilityVector(probabilities);
  requireIndex(outcome, probabilities.length);
  let squares = 0;
  probabilities.forEach((p, k) => {
    const error = p - (k === outcome ? 1 : 0);
    squares += error * error;
  });
  return squares / 2;
}

/**
 * Brier score over ordered categories: mean over the K − 1 cumulative splits of (C_k − O_k)². A forecast beside what
 * happened scores better than one far from it. Lower is better; strictly proper.
 *
 * @param probabilities one per category in their order, each in [0, 1], summing to 1 within 1e-9
 * @param outcome index of the category that happened
 * @returns a number in [0, 1]
 * @throws {RangeError} outside those ranges
 * @see Jose, Nau & Winkler (2009), “Sensitivity to distance and baseline distributions in forecast evaluation”
 */
export function orderedBrierScore(probabilities: readonly number[], outcome: number): number {
  return rankedProbabilityScore(probabilities, outcome) / (probabilities.length - 1);
}

/**
 * Ranked probability score: Σ over the K − 1 cumulative splits of (C_k − O_k)², not divided by their number. Lower is better.
 *
 * @throws {RangeError} as for the ordered Brier score
 * @see Epstein (1969)
 */
export function rankedProbabilityScore(probabilities: readonly number[], outcome: number): number {
  requireProbabilityVector(probabilities);
  requireIndex(outcome, probabilities.length);
  let cumulative = 0;
  let score = 0;
  for (const [k, p] of probabilities.slice(0, -1).entries()) {
    cumulative += p;
    score += (cumulative - (outcome <= k ? 1 : 0)) ** 2;
  }
  return score;
}

/** @throws {RangeError} unless there are at least two probabilities in [0, 1] that sum to 1 within 1e-9 */
export function requireProbabilityVector(probabilities: readonly number[]): void {
  requireInteger("number of options", probabilities.length, 2);
  let total = 0;
  for (const p of probabilities) total += requireProbability("probability", p);
  if (!(Math.abs(total - 1) <= SUM_TOLERANCE)) throw new RangeError(`probabilities must sum to 1, got ${total}`);
}

/** @throws {RangeError} unless `index` is one of 0 … length − 1 */
export function requireIndex(index: number, length: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= length) {
    throw new RangeError(`outcome must be an index in 0 … ${length - 1}, got ${index}`);
  }
}
