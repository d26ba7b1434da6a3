/**
 * What an imported text becomes. Offsets are UTF-16 code units, half open, counted in a passage's `text` unless said
 * otherwise. Passages and notes are numbered from 1 for people and by index in code.
 */

/** Most that the text of a brief may have, in bytes of UTF-8: some 300,000 words. */
export const MAX_BRIEF_BYTES = 2 * 1024 * 1024;

/** Most parts (paragraphs, headings, notes, cut lines) that a text may fall into: more is a log or a table. */
export const MAX_BRIEF_PARTS = 10_000;

export const PASSAGE_KINDS = ["paragraph", "heading", "quote", "list_item"] as const;
export type PassageKind = (typeof PASSAGE_KINDS)[number];

export interface Passage {
  kind: PassageKind;
  text: string;
}

/** A numbered note or source of a brief. What it does not state is null; `text` is the whole note as printed. */
export interface Source {
  number: number;
  title: string | null;
  outlet: string | null;
  url: string | null;
  /** The day it was read, as YYYY-MM-DD. */
  accessedOn: string | null;
  text: string;
}

/** A reference in the text, such as “[2]”, to the note of that number. */
export interface NoteMarker {
  /** Index into the passages. */
  passage: number;
  start: number;
  end: number;
  number: number;
}

/** What was left out, why, and where it stood. */
export interface Cut {
  text: string;
  reason: string;
  where: { line: number; beforePassage: number };
}

export interface ParsedBrief {
  title: string | null;
  author: string | null;
  publisher: string | null;
  /** YYYY-MM-DD. */
  publishedOn: string | null;
  /** ISO 639-1, or “und” where the text is too short to tell. */
  language: string;
  passages: Passage[];
  sources: Source[];
  noteMarkers: NoteMarker[];
  cuts: Cut[];
  /** The author's biography: kept, but no part of the body. */
  authorNote: string | null;
}

/** What a block of the input is taken for. `clutter` is cut; everything else is kept. */
export type Role =
  | PassageKind
  | "title"
  | "author"
  | "date"
  | "publisher"
  | "notes"
  | "notes_heading"
  | "author_note"
  | "clutter";

/** A run of input lines read as one thing, with what it is taken for. Blocks hold every non-blank line, in order. */
export interface Block {
  /** Position among the blocks, from 0: the key of a decision about it. */
  id: number;
  /** Line of the input it begins on, from 1. */
  line: number;
  /** The non-blank lines themselves, joined by “\n”. */
  source: string;
  /** Its words: lines joined, markup stripped. */
  text: string;
  role: Role;
  /** What it is when it is taken into the body. */
  body: PassageKind;
  /** Why it is cut, or how it was recognised; null for plain body text. */
  reason: string | null;
  /** The notes it holds, for a block of the role `notes`. */
  notes: Source[];
}

export interface BriefDraft {
  blocks: Block[];
  /** How the notes write their numbers, which tells what in the text refers to them. */
  noteStyle: "bracket" | "other" | null;
  title: string | null;
  author: string | null;
  publisher: string | null;
  publishedOn: string | null;
  language: string;
}

/** The text that anchors point into: the passages joined by a blank line. */
export function canonicalText(passages: readonly Pick<Passage, "text">[]): string {
  return passages.map(({ text }) => text).join("\n\n");
}

/** Where each passage begins in {@link canonicalText}. */
export function passageStarts(passages: readonly Pick<Passage, "text">[]): number[] {
  let at = 0;
  return passages.map(({ text }) => {
    const start = at;
    at += text.length + 2;
    return start;
  });
}
