import { count, counted } from "#components/ui/format";
import { LEAST, MOST, roundPercent } from "./parse-percent";

/** All of it, in hundredths of a point: sums of what is typed are exact in them. */
const WHOLE = 10_000;
/** The same in tenths of a point, which is what shares are rounded to. */
const TENTHS = 1000;

/** In percent, by option; null where nothing is typed. */
export type Shares = readonly (number | null)[];

/** What is missing to 100 %, in points; below 0 what is too much. Exact to a hundredth. */
export function pointsLeft(shares: Shares): number {
  return (WHOLE - shares.reduce<number>((sum, share) => sum + Math.round((share ?? 0) * 100), 0)) / 100;
}

/** "3 points left", "4 points too many", "100 %, nothing left"; how many are empty besides. */
export function sumInWords(shares: Shares): string {
  const left = pointsLeft(shares);
  const empty = shares.filter((share) => share === null).length;
  const said =
    left === 0 ? "100\u202f%, nothing left" : left > 0 ? `${points(left)} left` : `${points(-left)} too many`;
  return empty === 0 ? said : `${said}, ${counted(empty, "option", "options")} empty`;
}

function points(size: number): string {
  return `${size === Math.trunc(size) ? count(size) : String(size)} ${size === 1 ? "point" : "points"}`;
}

/** The shares where they make a whole forecast: every option has one, together 100 %. */
export function wholeOf(shares: Shares): readonly number[] | null {
  const typed = shares.filter((share) => share !== null);
  return typed.length === shares.length && pointsLeft(shares) === 0 ? typed : null;
}

/**
 * Shares made to come to 100 %, each of 0.1 to 99.9 %, in tenths of a point. What was left empty gets the rest in equal
 * parts where there is one, and nothing else moves; otherwise all are scaled in proportion, none below 0.1.
 *
 * @param shares at least two, at least one of them typed and above 0
 * @throws {RangeError} for fewer
 */
export function normaliseShares(shares: Shares): number[] {
  const empty = shares.filter((share) => share === null).length;
  if (shares.length < 2 || empty === shares.length) {
    throw new RangeError(`shares must be at least two, one of them typed, got ${shares.length} and ${empty} empty`);
  }
  const left = pointsLeft(shares);
  if (empty > 0 && left >= LEAST * empty) return toTenths(shares.map((share) => share ?? left / empty));
  return toTenths(scaled(shares.map((share) => share ?? 0)));
}

/** In proportion, those that would fall below the least kept at it. */
function scaled(weights: readonly number[]): number[] {
  const floored = new Set<number>();
  for (;;) {
    const free = weights.reduce((sum, weight, i) => (floored.has(i) ? sum : sum + weight), 0);
    const factor = (100 - LEAST * floored.size) / free;
    const below = weights.flatMap((weight, i) => (!floored.has(i) && weight * factor < LEAST ? [i] : []));
    if (below.length === 0) return weights.map((weight, i) => (floored.has(i) ? LEAST : weight * factor));
    for (const i of below) floored.add(i);
  }
}

/** Rounded to tenths that come to 100 again: what rounding down leaves over goes to the largest remainders. */
function toTenths(percents: readonly number[]): number[] {
  const exact = percents.map((percent) => percent * 10);
  const tenths = exact.map((share) => Math.max(1, Math.floor(share + 1e-9)));
  let over = TENTHS - tenths.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, i) => ({ i, remainder: share - (tenths[i] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder) {
    if (over <= 0) break;
    tenths[i] = (tenths[i] ?? 0) + 1;
    over--;
  }
  return tenths.map((share) => share / 10);
}

/**
 * Recorded probabilities as a person is shown them, in percent: rounded as they are typed, and where that does not come to
 * 100 %, in tenths that do. An option that was not on offer stays null.
 */
export function shownShares(probabilities: Shares): (number | null)[] {
  const rounded = probabilities.map((p) =>
    p === null ? null : Math.min(MOST, Math.max(LEAST, roundPercent(p * 100))),
  );
  const held = probabilities.filter((p) => p !== null);
  if (pointsLeft(rounded) === 0 || held.length < 2) return rounded;
  const tenths = toTenths(scaled(held.map((p) => p * 100)));
  let next = 0;
  return probabilities.map((p) => (p === null ? null : (tenths[next++] ?? null)));
}
