/**
 * The plane that every plot is drawn on: 1000 by 1000, stretched to its box, so geometry is in thousandths of the box
 * and type, which must not stretch, stands beside it at percent positions.
 */
export const PLANE = 1000;

const tenth = (value: number) => Math.round(value * 10) / 10;

/** Where an instant of [from, to] lies from left to right, held to the box. */
export function across(from: number, to: number): (at: number) => number {
  if (!(to > from)) throw new RangeError(`to must be after from (${from}), got ${to}`);
  return (at) => tenth(PLANE * Math.min(1, Math.max(0, (at - from) / (to - from))));
}

/** Where a fraction lies from the top: 1 at 0, 0 at the bottom line. */
export function down(fraction: number): number {
  return tenth(PLANE * (1 - fraction));
}

/** A place on the plane as a CSS length of the box. */
export function share(place: number): string {
  return `${tenth(place / 10)}%`;
}
