import { isLargeMove } from "./percent-moves";

/**
 * Whether two distributions differ as much as a large move of a probability: somewhere on the scale the chance to lie below
 * moved by more than 1 in log-odds, among chances of 5 to 95 %.
 */
export function isLargeShift(from: readonly number[], to: readonly number[]): boolean {
  return from.some((before, i) => {
    const after = to[i] ?? before;
    const telling = (p: number) => p >= 0.05 && p <= 0.95;
    if (!telling(before) && !telling(after)) return false;
    const held = (p: number) => 100 * Math.min(0.999, Math.max(0.001, p));
    return isLargeMove(held(before), held(after));
  });
}
