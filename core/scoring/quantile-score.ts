import { requireFinite, requireOpenProbability } from "#core/math/require";

/**
 * Quantile (pinball) score: (1{y < q} − level)(q − y). Lower is better. Twice its integral over all levels is the CRPS.
 *
 * @param level in (0, 1)
 * @throws {RangeError} outside that, or for numbers that are not finite
 * @see Gneiting & Raftery (2007)
 */
export function quantileScore(quantile: number, level: number, outcome: number): number {
  requireFinite("quantile", quantile);
  requireFinite("outcome", outcome);
  requireOpenProbability("level", level);
  return requireFinite("score", ((outcome < quantile ? 1 : 0) - level) * (quantile - outcome));
}

/**
 * Score of a central interval: its width, plus 2/α times the distance by which it was missed. Lower is better.
 *
 * @param interval lower ≤ upper, finite
 * @param coverage nominal, 1 − α, in (0, 1)
 * @throws {RangeError} outside those ranges
 * @see Gneiting & Raftery (2007)
 */
export function intervalScore(
  { lower, upper }: { readonly lower: number; readonly upper: number },
  coverage: number,
  outcome: number,
): number {
  if (!(requireFinite("lower", lower) <= requireFinite("upper", upper))) {
    throw new RangeError(`upper must not be below lower (${lower}), got ${upper}`);
  }
  requireFinite("outcome", outcome);
  requireOpenProbability("coverage", coverage);
  const missed = Math.max(lower - outcome, 0) + Math.max(outcome - upper, 0);
  return requireFinite("score", upper - lower + (2 / (1 - coverage)) * missed);
}
