import type { Figure } from "./figure";

/** A figure as a line for people. */
export function figureLine({ figure, value, unit, floor, ratio }: Figure): string {
  return `${figure.padEnd(44)} ${short(value).padStart(10)} ${unit.padEnd(6)} ${`${short(ratio)}×`.padStart(10)}  of ${floor}`;
}

function short(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1);
  return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}
