import { median } from "#core/math/quantile";
import { requireProbability } from "#core/math/require";

/**
 * Relative Brier score at one instant: own Brier less the median of all standing Brier scores, one's own included.
 * 0 is the middle of the crowd; alone scores 0. Lower is better. Proper where there are two outcomes, though not strictly (one's
 * own is in the median); not proper where there are more, since who the middle of the crowd is then depends on what happens.
 *
 * @param own own Brier score, in [0, 1]
 * @param others the same of every other standing forecast
 * @returns a number in [−1, 1]
 * @throws {RangeError} outside [0, 1]
 * @see Good Judgment, “accuracy score”, of which the time integral is the exact, continuous form
 */
export function relativeBrierScore(own: number, others: readonly number[]): number {
  requireProbability("own", own);
  for (const other of others) requireProbability("other", other);
  return others.length === 0 ? 0 : own - median([own, ...others]);
}
