import { normalQuantile } from "#core/math/normal";
import { requireInteger, requireOpenProbability, requireWithin } from "#core/math/require";

/** A confidence interval of a share, within [0, 1]. */
export interface ShareInterval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Wilson's score interval of a binomial share, without continuity correction.
 *
 * @param successes an integer in 0 … n
 * @param n number of trials, an integer ≥ 1
 * @param confidence in (0, 1), such as 0.95
 * @throws {RangeError} outside those ranges
 * @see Wilson (1927), “Probable inference, the law of succession, and statistical inference”; R's prop.test
 */
export function wilsonInterval(successes: number, n: number, confidence: number): ShareInterval {
  requireInteger("n", n, 1);
  requireWithin("successes", requireInteger("successes", successes, 0), 0, n);
  requireOpenProbability("confidence", confidence);
  const z = normalQuantile(0.5 + confidence / 2);
  const share = successes / n;
  const centre = share + (z * z) / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    lower: successes === 0 ? 0 : (centre - spread) / scale,
    upper: successes === n ? 1 : (centre + spread) / scale,
  };
}
