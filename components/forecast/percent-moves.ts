import { LEAST, MOST, roundPercent } from "./parse-percent";

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/**
 * Where a key takes a probability: arrows a point (a tenth when `fine`), Page keys ten, Home and End the limits.
 * The limits count as 0 and 100, so that one step from them lands on a whole point; so does an empty field,
 * entered from the end that the key moves away from: nothing starts at 50.
 *
 * @param percent in percent, or null for an empty field
 * @returns the new percent, or null for a key that does not move it
 */
export function stepPercent(percent: number | null, key: string, fine: boolean): number | null {
  if (key === "Home") return LEAST;
  if (key === "End") return MOST;
  const step = STEPS[key];
  if (step === undefined) return null;
  const size = fine && Math.abs(step) === 1 ? step / 10 : step;
  const from = percent ?? (step > 0 ? 0 : 100);
  const start = fine ? from : from <= LEAST ? 0 : from >= MOST ? 100 : from;
  return roundPercent(Math.min(MOST, Math.max(LEAST, start + size)));
}

/** Whether two percents lie more than 1 apart in log-odds: 31 → 62 does, 50 → 70 does not. */
export function isLargeMove(from: number, to: number): boolean {
  const logOdds = (percent: number) => Math.log(percent / (100 - percent));
  return Math.abs(logOdds(to) - logOdds(from)) > 1;
}
