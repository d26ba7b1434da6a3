import { requireFinite, requireOpenProbability } from "#core/math/require";

/** Density of the standard normal distribution. @throws {RangeError} unless x is finite */
export function normalDensity(x: number): number {
  requireFinite("x", x);
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Distribution function of the standard normal distribution, to about 15 digits (in the lower tail relative, too).
 *
 * @param x finite
 * @returns a number in [0, 1]
 * @throws {RangeError} unless x is finite
 * @see Abramowitz & Stegun, 26.2.11 (series) and 26.2.14 (continued fraction)
 */
export function normalCdf(x: number): number {
  requireFinite("x", x);
  if (x > 0) return 1 - normalCdf(-x);
  const z = -x;
  return z < 3 ? 0.5 - centralArea(z) : tailArea(z);
}

/** Area between 0 and z: φ(z) · Σ z^(2k+1) / (1·3·5…(2k+1)); all terms positive, so nothing cancels. */
function centralArea(z: number): number {
  let term = z;
  let total = z;
  for (let k = 1; term > total * 1e-17; k++) {
    term *= (z * z) / (2 * k + 1);
    total += term;
  }
  return normalDensity(z) * total;
}

/** Area above z ≥ 3: φ(z) / (z + 1/(z + 2/(z + 3/…))), from its 120th level up. */
function tailArea(z: number): number {
  let fraction = z;
  for (let level = 120; level >= 1; level--) fraction = z + level / fraction;
  return normalDensity(z) / fraction;
}

/**
 * Quantile of the standard normal distribution: the x with Φ(x) = p.
 *
 * Starts from a rational approximation of the tail (4.5e-4) and takes Newton–Halley steps on {@link normalCdf}.
 *
 * @param p in (0, 1)
 * @throws {RangeError} outside (0, 1)
 * @see Abramowitz & Stegun, 26.2.23
 */
export function normalQuantile(p: number): number {
  requireOpenProbability("p", p);
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 3; step++) {
    const newton = (normalCdf(x) - p) / normalDensity(x);
    x -= newton / (1 + (x * newton) / 2);
  }
  return x;
}
