/** A wording that speaks of what may come about. */
export interface Cue {
  form: RegExp;
  /** How plainly it does: 2 is enough alone, 1 needs another. */
  points: number;
  /** Where what stands before or after the wording changes its weight; the first rule that applies counts. */
  rules?: readonly { before?: RegExp; after?: RegExp; points: number }[];
}

/** The wordings of one language. All patterns ignore case and are tried on a sentence as printed. */
export interface Wording {
  cues: readonly Cue[];
  /** Openings of an enumerated sentence, with the place in the list they give (null: a further one). */
  enumeration: readonly (readonly [form: RegExp, place: number | null])[];
  /** Nouns that announce a list of developments, or name one. */
  scenario: RegExp;
  /** Openings that say the sentence before again. */
  restates: RegExp;
  /** Openings that a quotation can do without. */
  connective: RegExp;
}

/** Pattern for whole words: `\b` knows only Latin letters. */
export function words(pattern: string, flags = "giu"): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, flags);
}
