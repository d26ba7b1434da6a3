/** The value below which a share of the values lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/** The one in the middle, so that a disturbed round or two do not count. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
