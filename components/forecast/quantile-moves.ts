import { roundOnScale, type ScaleMeasure } from "#components/charts/measure";
import { toZonedField } from "#components/ui/zoned-field";
import { locationOf, valueAt } from "#core/distribution";
import { dateOfText, fieldOf } from "./quantile-text";

/** Handles keep this part of the axis between them, and from a closed bound: less could not be grasped. */
const APART = 0.001;

/** Values of the rows, in their order; null where one is empty. */
export type RowValues = readonly (number | null)[];

/** Where a handle stands on the axis, held to it. */
export function handleAt(value: number, { range }: ScaleMeasure): number {
  return Math.min(1, Math.max(0, locationOf(value, range)));
}

/** How far a handle can go without passing its neighbours or a closed bound; null where there is no room. */
export function roomOf(values: RowValues, i: number, measure: ScaleMeasure): { from: number; to: number } | null {
  const { range } = measure;
  const place = (value: number) => locationOf(value, range);
  const below = values
    .slice(0, i)
    .filter((value) => value !== null)
    .map(place);
  const above = values
    .slice(i + 1)
    .filter((value) => value !== null)
    .map(place);
  const from = Math.max(range.openLower ? 0 : APART, ...below.map((at) => at + APART));
  const to = Math.min(range.openUpper ? 1 : 1 - APART, ...above.map((at) => at - APART));
  return from <= to ? { from, to } : null;
}

/**
 * The value that a handle takes when it is moved to a place on the axis: rounded as the scale is read, never past its
 * neighbours.
 *
 * @param to location, anywhere
 */
export function placeHandle(values: RowValues, i: number, to: number, measure: ScaleMeasure) {
  const room = roomOf(values, i, measure);
  if (!room) return values[i] ?? null;
  const exact = valueAt(Math.min(room.to, Math.max(room.from, to)), measure.range);
  const rounded = roundOn(exact, measure);
  return rounded >= valueAt(room.from, measure.range) && rounded <= valueAt(room.to, measure.range) ? rounded : exact;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  PageUp: 0.1,
  PageDown: -0.1,
};

/**
 * Where a key takes a handle: arrows a hundredth of the axis (a thousandth when `fine`), Page keys a tenth, Home and End as
 * far as its neighbours leave room. Rounding never swallows a step.
 *
 * @returns null for a key that does not move it
 */
export function stepHandle(
  values: RowValues,
  i: number,
  key: string,
  fine: boolean,
  measure: ScaleMeasure,
): number | null {
  const value = values[i] ?? null;
  if (value === null) return null;
  if (key === "Home") return placeHandle(values, i, 0, measure);
  if (key === "End") return placeHandle(values, i, 1, measure);
  const step = STEPS[key];
  if (step === undefined) return null;
  const size = fine && Math.abs(step) < 0.1 ? step / 10 : step;
  const from = handleAt(value, measure);
  for (let times = 1; times <= 50; times++) {
    const to = placeHandle(values, i, from + times * size, measure);
    if (to !== value) return to;
  }
  return value;
}

/** To the beginning of a day, a minute where the range is short; numbers as their scale is read. */
export function roundOn(value: number, measure: ScaleMeasure): number {
  if (measure.type === "numeric") return roundOnScale(value, measure.range);
  const text = toZonedField(value, "UTC");
  return dateOfText(fieldOf(measure.range) === "date" ? text.slice(0, 10) : text) ?? value;
}
