import { requireFinite, requireInteger } from "#core/math/require";

/** A point that a curve goes through. */
export interface Knot {
  readonly x: number;
  readonly y: number;
}

/** A curve through knots that never overshoots them: monotone wherever the knots are. */
export interface MonotoneCurve {
  /** Value at x, within the knots. */
  readonly at: (x: number) => number;
  /** Slopes at the knots, in their order. */
  readonly slopes: readonly number[];
}

/**
 * Piecewise cubic Hermite curve with the slopes of Fritsch and Butland: the weighted harmonic mean of the neighbouring chords,
 * 0 where they turn. It is monotone between monotone knots, with a continuous slope.
 *
 * @param knots at least two, x strictly ascending, all finite
 * @throws {RangeError} outside those ranges; the curve itself for an x beyond its knots
 * @see Fritsch & Butland (1984), “A method for constructing local monotone piecewise cubic interpolants”
 */
export function monotoneCurve(knots: readonly Knot[]): MonotoneCurve {
  requireInteger("number of knots", knots.length, 2);
  const xs = knots.map(({ x }) => requireFinite("x", x));
  const ys = knots.map(({ y }) => requireFinite("y", y));
  const widths: number[] = [];
  const chords: number[] = [];
  for (let i = 0; i + 1 < xs.length; i++) {
    const width = (xs[i + 1] ?? 0) - (xs[i] ?? 0);
    if (!(width > 0)) throw new RangeError(`x must ascend strictly, got ${xs[i + 1]} after ${xs[i]}`);
    widths.push(width);
    chords.push(requireFinite("slope between knots", ((ys[i + 1] ?? 0) - (ys[i] ?? 0)) / width));
  }
  const slopes = xs.map((_, i) => slopeAt(i, widths, chords));
  return {
    slopes,
    at(x) {
      const last = xs.length - 2;
      if (!(x >= (xs[0] ?? 0) && x <= (xs[last + 1] ?? 0))) {
        throw new RangeError(`x must lie in [${xs[0]}, ${xs[last + 1]}], got ${x}`);
      }
      let i = xs.findIndex((knot) => knot > x) - 1;
      if (i < 0) i = last;
      const width = widths[i] ?? 1;
      const t = (x - (xs[i] ?? 0)) / width;
      const [y0, y1] = [ys[i] ?? 0, ys[i + 1] ?? 0];
      const [d0, d1] = [(slopes[i] ?? 0) * width, (slopes[i + 1] ?? 0) * width];
      const rest = 1 - t;
      const y = y0 * (1 + 2 * t) * rest * rest + d0 * t * rest * rest + y1 * t * t * (3 - 2 * t) - d1 * t * t * rest;
      return requireFinite("value of the curve", y);
    },
  };
}

function slopeAt(i: number, widths: readonly number[], chords: readonly number[]): number {
  const [before, after] = [chords[i - 1], chords[i]];
  if (before === undefined || after === undefined) return endSlope(i, widths, chords);
  if (before * after <= 0) return 0;
  const [h0, h1] = [widths[i - 1] ?? 1, widths[i] ?? 1];
  return (3 * (h0 + h1)) / ((2 * h1 + h0) / before + (h1 + 2 * h0) / after);
}

/** One-sided three-point slope at an end, held to the sign of its chord and to three times its size, which keeps it monotone. */
function endSlope(i: number, widths: readonly number[], chords: readonly number[]): number {
  const [near, next] = i === 0 ? [0, 1] : [chords.length - 1, chords.length - 2];
  const chord = chords[near] ?? 0;
  const beyond = chords[next];
  if (beyond === undefined) return chord;
  const [h0, h1] = [widths[near] ?? 1, widths[next] ?? 1];
  const slope = ((2 * h0 + h1) * chord - h0 * beyond) / (h0 + h1);
  if (slope * chord <= 0) return 0;
  return Math.abs(slope) > 3 * Math.abs(chord) ? 3 * chord : slope;
}
