import { type Anchor, findAnchor } from "#core/anchor";
import { type LikelyPlace, likelyPlaces } from "#core/anchor-likely";

/** An anchor that stands in a version of a brief, or was orphaned there already. */
export interface StandingAnchor extends Anchor {
  readonly id: string;
  readonly orphaned: boolean;
}

/**
 * What becomes of an anchor in the next version. unchanged: its paragraph reads as before. moved: the very words stand,
 * and something round them changed. changed: the words are gone, and others are much like them. orphaned: nothing is.
 */
export const FATES = ["unchanged", "moved", "changed", "orphaned"] as const;
export type Fate = (typeof FATES)[number];

export interface ReviewedAnchor {
  readonly id: string;
  readonly fate: Fate;
  /** Where the very words stand; null for changed and orphaned, which are anchored by a person or not at all. */
  readonly span: { readonly start: number; readonly end: number } | null;
  /** For changed and orphaned: the likest words, for a person to choose from. */
  readonly likely: readonly LikelyPlace[];
}

/** Likeness from which words count as the quote reworded. */
const REWORDED = 0.6;

/**
 * What becomes of the anchors of a brief's version in the next one. Nothing is pointed to other words: what does not stand
 * there letter for letter is orphaned, with what it may have become.
 *
 * @param before canonical text of the version that the anchors are in
 * @param after canonical text of the next
 * @throws {RangeError} as `findAnchor`
 */
export function reviewAnchors(before: string, after: string, anchors: readonly StandingAnchor[]): ReviewedAnchor[] {
  return anchors.map((anchor) => {
    const { id, exact } = anchor;
    // The offsets of an orphan are of an older text: it is looked for by its words and surroundings alone.
    const found = findAnchor(after, anchor, anchor.orphaned ? undefined : before);
    if (found !== "orphaned") {
      const stays = !anchor.orphaned && paragraphAt(before, anchor.start) === paragraphAt(after, found.start);
      return { id, fate: stays ? "unchanged" : "moved", span: found, likely: [] };
    }
    const likely = likelyPlaces(after, exact);
    const reworded = (likely[0]?.likeness ?? 0) >= REWORDED;
    return { id, fate: reworded ? "changed" : "orphaned", span: null, likely };
  });
}

/** The passage that an offset lies in: passages are joined by a blank line. */
function paragraphAt(text: string, at: number): string {
  const from = text.lastIndexOf("\n\n", at - 1);
  const to = text.indexOf("\n\n", at);
  return text.slice(from === -1 ? 0 : from + 2, to === -1 ? text.length : to);
}
