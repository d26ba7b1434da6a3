import { bucketProbabilities, quantileLocation } from "#core/distribution";
import { down, PLANE } from "./plane";

const hundredth = (value: number) => Math.round(value * 100) / 100;

/** Probability per part of the axis in each bucket of a curve: 1 everywhere where it is even. */
export function densities(cdf: readonly number[]): number[] {
  const inside = bucketProbabilities(cdf).slice(1, -1);
  return inside.map((probability) => probability * inside.length);
}

/**
 * The density of a recorded curve, through the middles of the buckets it is recorded in.
 *
 * @param peak the density that fills the height
 * @param from location from which it is drawn, in [0, 1]
 * @param to … up to which
 */
export function densityLine(cdf: readonly number[], peak: number, from = 0, to = 1): string {
  return `M${pointsOf(cdf, peak, from, to).join("L")}`;
}

/** The same closed along the axis. */
export function densityArea(cdf: readonly number[], peak: number, from = 0, to = 1): string {
  const points = pointsOf(cdf, peak, from, to);
  return `M${hundredth(from * PLANE)} ${PLANE}L${points.join("L")}L${hundredth(to * PLANE)} ${PLANE}Z`;
}

function pointsOf(cdf: readonly number[], peak: number, from: number, to: number): string[] {
  const heights = densities(cdf);
  const buckets = heights.length;
  const point = (at: number, height: number) => `${hundredth(at * PLANE)} ${down(height / peak)}`;
  const edge = (at: number) => point(at, heightAt(heights, at));
  const inner = heights.flatMap((height, i) => {
    const at = (i + 0.5) / buckets;
    return at > from && at < to ? [point(at, height)] : [];
  });
  return [edge(from), ...inner, edge(to)];
}

/** Between the middles of two buckets in a line, before the first and after the last level. */
function heightAt(heights: readonly number[], at: number): number {
  const place = Math.min(heights.length - 1, Math.max(0, at * heights.length - 0.5));
  const [low, high] = [heights[Math.floor(place)] ?? 0, heights[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

/** A density that fills the height for all of these curves; an even one is drawn at less than half of it. */
export function peakOf(cdfs: readonly (readonly number[])[]): number {
  return Math.max(2.2, ...cdfs.map((cdf) => 1.06 * Math.max(...densities(cdf))));
}

/** The stretch of the axis that holds the middle half of a curve. */
export function middleHalf(cdf: readonly number[]): { low: number; high: number } {
  return { low: quantileLocation(cdf, 0.25), high: quantileLocation(cdf, 0.75) };
}

/** What a curve gives to the two sides of the range. */
export function outsideOf(cdf: readonly number[]): { below: number; above: number } {
  return { below: cdf[0] ?? 0, above: 1 - (cdf.at(-1) ?? 1) };
}
