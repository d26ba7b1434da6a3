import { requireInteger, requireWithin } from "#core/math/require";

/** A source of uniform numbers in [0, 1). Core never makes its own: it is passed in, so that the same seed gives the same answer. */
export type Random = () => number;

/**
 * Seeded generator (sfc32, 128-bit state filled by splitmix32). Not for secrets.
 *
 * @param seed an integer in [0, 2³²)
 * @throws {RangeError} for any other seed
 * @see Doty-Humphrey, PractRand, “sfc”
 */
export function seededRandom(seed: number): Random {
  requireInteger("seed", requireWithin("seed", seed, 0, 2 ** 32 - 1), 0);
  let state = seed | 0;
  const splitmix = () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let counter = 1;
  const next = () => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + out;
    c |= 0;
    return (out >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** A uniform integer in [0, n). @throws {RangeError} unless n is an integer ≥ 1 */
export function randomIndex(random: Random, n: number): number {
  requireInteger("n", n, 1);
  return Math.floor(random() * n);
}

/** A standard normal number, by the polar method. @see Marsaglia & Bray (1964) */
export function randomNormal(random: Random): number {
  for (;;) {
    const u = 2 * random() - 1;
    const v = 2 * random() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}
