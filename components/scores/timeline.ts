/** One counted span and what it earned; as `core/scoring/explain` gives it. */
export interface Part {
  readonly start: number;
  readonly end: number;
  /** What was held of yes; where the answer is not yes or no, what was given to what happened. */
  readonly held: number;
  /** What was held in words, where the answer is not yes or no. */
  readonly words?: string;
  readonly brier: number | null;
  readonly crowd: number | null;
  readonly weight: number;
  readonly points: number;
}

export interface ScoredClocks {
  readonly opensAt: number;
  readonly closesAt: number;
  /** A. */
  readonly close: number;
}

/** A stretch of the question's time: with something held, with nothing, or after the answer was known. */
export type Stretch =
  | { readonly kind: "held"; readonly part: Part; readonly start: number; readonly end: number }
  | { readonly kind: "nothing" | "after"; readonly start: number; readonly end: number };

/**
 * All of a question's time, from its opening to its scheduled close, without a gap: what earned points and what did not.
 *
 * @param parts ascending and apart, within [S, A]
 */
export function timelineOf(parts: readonly Part[], { opensAt, closesAt, close }: ScoredClocks): Stretch[] {
  const out: Stretch[] = [];
  let at = opensAt;
  for (const part of parts) {
    if (part.start > at) out.push({ kind: "nothing", start: at, end: part.start });
    out.push({ kind: "held", part, start: part.start, end: part.end });
    at = part.end;
  }
  if (at < close) out.push({ kind: "nothing", start: at, end: close });
  if (close < closesAt) out.push({ kind: "after", start: close, end: closesAt });
  return out;
}

/** The share of the horizon T that a stretch takes. */
export const shareOf = ({ start, end }: Stretch, { opensAt, closesAt }: ScoredClocks): number =>
  (end - start) / (closesAt - opensAt);
