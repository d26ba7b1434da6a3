/** The least and the most that can be recorded, in percent. */
export const LEAST = 0.1;
export const MOST = 99.9;

export type ParsedPercent =
  | { kind: "empty" }
  | { kind: "percent"; percent: number }
  /** Could be meant either way; both readings can be recorded, the fraction's first. */
  | { kind: "ambiguous"; readings: readonly [number, number] }
  | { kind: "refused"; message: string };

const NUMBER = /^(?<sign>[-\u2212+])?(?<whole>\d*)(?:[.,](?<tail>\d*))?\s*(?<unit>%)?$/;

/**
 * What a person typed into the probability field, in percent.
 *
 * `35`, `35%`, `35,5 %` are percents. A bare number below 1 could be a fraction: where only one reading can be
 * recorded (`0.05` is 5 %, since 0.05 % is below the scale) it is that one, else the person is asked.
 */
export function parsePercent(text: string): ParsedPercent {
  const typed = text.replaceAll(/[\s\u00a0\u202f]+/g, "");
  if (typed === "" || typed === "%") return { kind: "empty" };
  const match = NUMBER.exec(typed)?.groups;
  if (!match || (!match.whole && !match.tail)) {
    return { kind: "refused", message: "Type a number from 0.1 to 99.9, such as 35." };
  }
  const size = Number(`${match.whole || "0"}.${match.tail || "0"}`);
  if (match.sign && match.sign !== "+" && size > 0) return outside("below");
  if (match.unit || match.tail === undefined || size >= 1) return recorded(size);

  const asFraction = size * 100;
  if (!onScale(size)) return onScale(asFraction) ? recorded(asFraction) : outside("below");
  if (!onScale(asFraction)) return outside("above");
  return { kind: "ambiguous", readings: [roundPercent(asFraction), roundPercent(size)] };
}

/**
 * To what is recorded: tenths of a point, hundredths below 1 and above 99 %, where a tenth is a large step.
 *
 * @param percent in percent
 */
export function roundPercent(percent: number): number {
  const steps = percent < 1 || percent > 99 ? 100 : 10;
  return Math.round(percent * steps) / steps;
}

function onScale(percent: number): boolean {
  const rounded = roundPercent(percent);
  return rounded >= LEAST && rounded <= MOST;
}

function recorded(percent: number): ParsedPercent {
  if (onScale(percent)) return { kind: "percent", percent: roundPercent(percent) };
  return outside(percent < LEAST ? "below" : "above");
}

function outside(side: "below" | "above"): ParsedPercent {
  const message =
    side === "below"
      ? "The scale starts at 0.1 %. Nothing that may happen is impossible."
      : "The scale ends at 99.9 %. Nothing that may happen is certain.";
  return { kind: "refused", message };
}
