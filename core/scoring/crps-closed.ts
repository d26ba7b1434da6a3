import { normalCdf, normalDensity } from "#core/math/normal";
import { requireFinite, requireNotNegative, requirePositive, requireSome } from "#core/math/require";
import { crpsOfPoints } from "#core/scoring/crps";

/** A normal distribution; `sd` > 0. */
export interface Normal {
  readonly mean: number;
  readonly sd: number;
}

function standardised(x: number, location: number, scale: number): number {
  requireFinite("outcome", x);
  requireFinite("location", location);
  return requireFinite("distance in scales", (x - location) / requirePositive("scale", scale));
}

/** CRPS of a normal distribution, closed form. @throws {RangeError} unless all is finite and sd > 0 */
export function crpsOfNormal({ mean, sd }: Normal, outcome: number): number {
  const z = standardised(outcome, mean, sd);
  return requireFinite("score", sd * (z * (2 * normalCdf(z) - 1) + 2 * normalDensity(z) - 1 / Math.sqrt(Math.PI)));
}

/** CRPS of a logistic distribution, closed form. @throws {RangeError} unless all is finite and scale > 0 */
export function crpsOfLogistic(location: number, scale: number, outcome: number): number {
  const z = Math.abs(standardised(outcome, location, scale));
  return requireFinite("score", scale * (z + 2 * Math.log1p(Math.exp(-z)) - 1));
}

/** CRPS of a uniform distribution, closed form. @throws {RangeError} unless min < max, all finite */
export function crpsOfUniform(min: number, max: number, outcome: number): number {
  const inside = crpsOfPoints([min, max], [0, 1], outcome);
  return requireFinite("score", inside + Math.max(min - outcome, 0) + Math.max(outcome - max, 0));
}

/**
 * CRPS of a mixture of normal distributions: Σ wᵢ A(y − mᵢ, sᵢ) − ½ ΣΣ wᵢwⱼ A(mᵢ − mⱼ, √(sᵢ² + sⱼ²)),
 * with A(m, s) = E|N(m, s)|.
 *
 * @param components at least one; weights ≥ 0 that sum to more than 0, scaled to 1
 * @throws {RangeError} outside those ranges
 * @see Grimit et al. (2006), “The continuous ranked probability score for circular variables and its application to mesoscale forecast ensemble verification”
 */
export function crpsOfNormalMixture(
  components: readonly (Normal & { readonly weight: number })[],
  outcome: number,
): number {
  requireSome("components", components);
  const total = components.reduce((sum, { weight }) => sum + requireNotNegative("weight", weight), 0);
  if (!(total > 0)) throw new RangeError(`weights must sum to more than 0, got ${total}`);
  let score = 0;
  for (const a of components) {
    score += (a.weight / total) * expectedDistance(outcome - a.mean, a.sd);
    for (const b of components) {
      const pair = expectedDistance(a.mean - b.mean, Math.hypot(a.sd, b.sd));
      score -= 0.5 * (a.weight / total) * (b.weight / total) * pair;
    }
  }
  return requireFinite("score", score);
}

function expectedDistance(m: number, s: number): number {
  const z = standardised(m, 0, s);
  return m * (2 * normalCdf(z) - 1) + 2 * s * normalDensity(z);
}

/** −ln of a normal density at the outcome. Lower is better; strictly proper. @throws {RangeError} unless all is finite and sd > 0 */
export function logScoreOfNormal({ mean, sd }: Normal, outcome: number): number {
  const z = standardised(outcome, mean, sd);
  return requireFinite("score", 0.5 * z * z + Math.log(sd) + 0.5 * Math.log(2 * Math.PI));
}
