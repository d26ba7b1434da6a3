import { requireCdf } from "#core/distribution";
import { requireAsMany, requireFinite, requireNotNegative, requireSome } from "#core/math/require";

/**
 * Continuous ranked probability score on a bounded scale: ∫ (F(x) − 1{x ≥ y})² dx over [min, max], F linear between equally
 * spaced points; an outcome outside counts at the bound. Lower is better; strictly proper on the range.
 *
 * @param cdf N + 1 points at equally spaced values from min to max
 * @param range min < max, finite; the score is in its unit
 * @param outcome what happened, finite, possibly outside the range
 * @returns a number in [0, max − min]; divide by the range for comparison across scales
 * @throws {RangeError} outside those ranges
 * @see Matheson & Winkler (1976); Gneiting & Raftery (2007)
 */
export function crpsOfCdf(
  cdf: readonly number[],
  { min, max }: { readonly min: number; readonly max: number },
  outcome: number,
): number {
  requireCdf(cdf);
  requireFinite("outcome", outcome);
  if (!(requireFinite("min", min) < requireFinite("max", max)))
    throw new RangeError(`max must be above ${min}, got ${max}`);
  const buckets = cdf.length - 1;
  const positions = cdf.map((_, i) => min + ((max - min) * i) / buckets);
  return crpsOfPoints(positions, cdf, outcome);
}

/**
 * {@link crpsOfCdf} for points that are not equally spaced, as on a logarithmic scale.
 *
 * @param positions ascending values, as many as points of the CDF
 * @throws {RangeError} on positions that do not ascend, or as {@link crpsOfCdf}
 */
export function crpsOfPoints(positions: readonly number[], cdf: readonly number[], outcome: number): number {
  requireCdf(cdf);
  requireFinite("outcome", outcome);
  requireAsMany("positions", positions, "CDF points", cdf.length);
  let score = 0;
  for (let i = 0; i + 1 < cdf.length; i++) {
    const x0 = requireFinite("position", positions[i] ?? Number.NaN);
    const x1 = requireFinite("position", positions[i + 1] ?? Number.NaN);
    if (!(x0 < x1)) throw new RangeError(`positions must ascend, got ${x1} after ${x0}`);
    const [f0, f1] = [cdf[i] ?? 0, cdf[i + 1] ?? 1];
    const y = Math.min(x1, Math.max(x0, outcome));
    const fy = f0 + ((f1 - f0) * (y - x0)) / (x1 - x0);
    score += squareIntegral(f0, fy, y - x0) + squareIntegral(1 - fy, 1 - f1, x1 - y);
  }
  return requireFinite("score", score);
}

/** ∫ of the square of a line from a to b over a stretch of this width. */
function squareIntegral(a: number, b: number, width: number): number {
  return (width * (a * a + a * b + b * b)) / 3;
}

/**
 * CRPS of an empirical distribution: Σ wᵢ|xᵢ − y| − ½ ΣΣ wᵢwⱼ|xᵢ − xⱼ|, in O(n log n). Lower is better.
 *
 * @param sample finite, at least one
 * @param outcome finite
 * @param weights as many, ≥ 0, not all 0; scaled to sum to 1; omitted: equal
 * @throws {RangeError} outside those ranges
 * @see Jordan, Krüger & Lerch (2019), “Evaluating probabilistic forecasts with scoringRules”
 */
export function crpsOfSample(sample: readonly number[], outcome: number, weights?: readonly number[]): number {
  requireSome("sample", sample);
  requireFinite("outcome", outcome);
  if (weights !== undefined) requireAsMany("weights", weights, "the sample", sample.length);
  const members = sample.map((x, i) => ({
    x: requireFinite("sample value", x),
    w: requireNotNegative("weight", weights?.[i] ?? 1),
  }));
  members.sort((a, b) => a.x - b.x);
  const total = members.reduce((sum, { w }) => sum + w, 0);
  if (!(total > 0)) throw new RangeError(`weights must sum to more than 0, got ${total}`);
  let score = 0;
  let below = 0;
  for (const { x, w } of members) {
    const share = w / total;
    score += 2 * share * (x - outcome) * ((outcome < x ? 1 : 0) - below - share / 2);
    below += share;
  }
  return requireFinite("score", score);
}
