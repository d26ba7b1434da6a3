import { type RationaleNode, safeHref } from "#core/rationale";
import {
  type CitedWords,
  citationKey,
  citationOf,
  type ReadReferences,
  referencesIn,
} from "#core/rationale-references";

/** A citation as an exported text carries it: numbered in order of appearance, the same words once. */
export interface Footnote {
  number: number;
  /** “¶ 12 of Brief: “quoted words””, or the note as written. */
  words: string;
  /** Absolute; null where the reader cannot go there. */
  href: string | null;
}

/** The footnotes of a text by the key of what they cite. */
export function footnotesOf(
  text: RationaleNode,
  references: ReadReferences,
  address: string,
): ReadonlyMap<string, Footnote> {
  return new Map(
    referencesIn(text).citations.map((citation, index) => {
      const key = citationKey(citation);
      const cited = references.citations.get(key);
      const quote = citation.kind === "passage" ? `“${citation.exact}”` : `note ${citation.source}`;
      return [
        key,
        {
          number: index + 1,
          words: oneLine(cited ? wordsOf(cited) : `${quote} (source not found)`),
          href: safeHref(cited?.url) ?? (cited?.href ? new URL(cited.href, address).href : null),
        },
      ];
    }),
  );
}

/** The footnote that a `citation` node refers to; null for one that cites nothing. */
export function footnoteFor(node: RationaleNode, notes: ReadonlyMap<string, Footnote>): Footnote | null {
  const citation = citationOf(node.attrs);
  return (citation && notes.get(citationKey(citation))) ?? null;
}

function wordsOf({ mark, text, brief }: CitedWords): string {
  return mark.startsWith("note") ? `${brief}, ${mark}: ${text}` : `${brief}, ${mark}: “${text}”`;
}

const oneLine = (words: string) => words.replace(/\s+/gu, " ").trim();
