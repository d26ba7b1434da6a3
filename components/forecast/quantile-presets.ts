import type { ScaleMeasure } from "#components/charts/measure";
import { locationOf, valueAt } from "#core/distribution";
import { cdfOfQuantiles, type Quantile, quantilesOfCdf } from "#core/quantile-cdf";
import type { Range } from "#core/question";

/** Levels that are asked for where nobody stated others. */
export const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** How far the outer levels lie from the middle, as parts of the axis. */
export const SPREADS = { narrow: 0.1, wide: 0.4 } as const;

/** Where 5, 25, 50, 75 and 95 % of a normal distribution lie, the outer ones at −1 and 1. */
const SHAPE = [-1, -0.41, 0, 0.41, 1] as const;

/**
 * A bell around a place on the axis, squeezed on the side where a bound is near.
 *
 * @param spread how far its outer levels reach, as a part of the axis
 * @param around the median, where one is typed; else the middle of the axis
 */
export function bell(spread: number, around: number | null, range: Range): Quantile[] {
  const middle = around === null ? 0.5 : Math.min(0.98, Math.max(0.02, locationOf(around, range)));
  const [left, right] = [Math.min(spread, middle * 0.9), Math.min(spread, (1 - middle) * 0.9)];
  return LEVELS.map((level, i) => {
    const offset = SHAPE[i] ?? 0;
    const at = middle + offset * (offset < 0 ? left : right);
    return { level, value: offset === 0 && around !== null ? around : valueAt(at, range) };
  });
}

/** The usual levels read off a curve; those that lie beyond the range are left out. */
export function readLevels(cdf: readonly number[], range: Range, levels: readonly number[] = LEVELS): Quantile[] {
  const [start, end] = [cdf[0] ?? 0, cdf.at(-1) ?? 1];
  return quantilesOfCdf(
    cdf,
    range,
    levels.filter((level) => level > start && level < end),
  );
}

/** A lowest, a best and a highest estimate, and how sure one is that it lies between the outer two. */
export interface ThreePoints {
  readonly low: number;
  readonly best: number;
  readonly high: number;
  /** In [0.5, 1). */
  readonly sure: number;
}

/**
 * Quantiles from a lowest, best and highest estimate: the outer two at half of what is left of 100 % on either side, the best
 * at 50 %, the quartiles read off the curve through them.
 *
 * @throws {RangeError} unless they ascend within closed bounds
 */
export function fromThreePoints({ low, best, high, sure }: ThreePoints, { range }: ScaleMeasure): Quantile[] {
  const tail = Math.round((1 - sure) * 500) / 1000;
  const stated = [
    { level: tail, value: low },
    { level: 0.5, value: best },
    { level: 1 - tail, value: high },
  ];
  if (tail >= 0.25) return stated;
  const quartiles = readLevels(cdfOfQuantiles(stated, range), range, [0.25, 0.75]).filter(({ level, value }) =>
    level < 0.5 ? value > low && value < best : value > best && value < high,
  );
  return [...stated, ...quartiles].sort((a, b) => a.level - b.level);
}
