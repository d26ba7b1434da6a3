/** One measured figure: a line of `npm run bench`, an object of `npm run bench -- --json`. */
export interface Figure {
  /** Its name, fixed so that runs can be compared: `peer.forecasts_per_s`. */
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** What it is held against, in words. */
  readonly floor: string;
  /** Value over floor (or floor over value where less is better): above 1 is better than what it is held against. */
  readonly ratio: number;
}

/** Takes each figure as soon as it is measured. */
export type Report = (figure: Figure) => void;
