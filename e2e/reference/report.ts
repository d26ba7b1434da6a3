/** One value recomputed. */
export interface Line {
  readonly what: string;
  readonly published: number;
  readonly ours: number;
  /** How far apart they may be, by the rounding of what was published. */
  readonly tolerance: number;
}

/** What one body of data gave. */
export interface Reproduction {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly drawings: readonly { readonly name: string; readonly svg: string }[];
}
