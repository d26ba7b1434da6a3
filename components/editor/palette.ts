import type { JSONContent } from "@tiptap/core";
import type { Palette } from "#core/rationale-references";

/** What the author may insert, and what they see of it in a list. */
export interface PaletteEntry {
  key: string;
  kind: ReferenceKind;
  /** What stands first: a name, a title, “¶12”. */
  title: string;
  /** A second line: the scenario of a question, the words of a passage. */
  more: string;
  /** Gives the node to insert; a new one each time, for a mention is told from any other. */
  node: () => JSONContent;
}

export type ReferenceKind = "member" | "question" | "words";

/** The keys that begin a reference, by what they offer. */
export const TRIGGERS: Readonly<Record<string, ReferenceKind>> = {
  "@": "member",
  "#": "question",
  "/": "question",
  "[": "words",
  "¶": "words",
};

const SHOWN = 8;
const LONGEST_LINE = 140;

/** Everything of a kind, in the palette's order. */
function entriesOf(palette: Palette, kind: ReferenceKind): PaletteEntry[] {
  switch (kind) {
    case "member":
      return palette.members.map(({ id, name }) => ({
        key: id,
        kind,
        title: name,
        more: "",
        node: () => ({ type: "mention", attrs: { member: id, mark: newMark() } }),
      }));
    case "question":
      return palette.questions.map(({ id, title, scenario }) => ({
        key: id,
        kind,
        title,
        more: scenario,
        node: () => ({ type: "chip", attrs: { question: id } }),
      }));
    case "words":
      return [
        ...palette.passages.map(({ number, start, end, text }) => ({
          key: `¶${number}`,
          kind,
          title: `¶${number}`,
          more: text,
          node: () => citation(palette.version, start, end, text),
        })),
        ...palette.notes.map(({ number, text }) => ({
          key: `note ${number}`,
          kind,
          title: `note ${number}`,
          more: text,
          node: () => ({ type: "citation", attrs: { version: palette.version, source: number } }),
        })),
      ];
  }
}

/** The quote that a citation carries is cut; its place is not. */
const LONGEST_QUOTE = 2_000;

export function citation(version: string, start: number, end: number, words: string): JSONContent {
  return { type: "citation", attrs: { version, start, end, exact: words.slice(0, LONGEST_QUOTE) } };
}

/** `crypto.randomUUID` is missing where a page comes by plain http; this is not. */
function newMark(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * What answers to some typed words: every word must be found, in any order and any case, accents aside; what begins with
 * them comes first. A number finds its ¶ or note before any words.
 *
 * @returns at most eight entries
 */
export function matching(palette: Palette, kind: ReferenceKind, query: string): PaletteEntry[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const whole = words.join(" ");
  return entriesOf(palette, kind)
    .flatMap((entry) => {
      const title = plain(entry.title);
      const all = `${title} ${plain(entry.more)}`;
      if (!words.every((word) => all.includes(word))) return [];
      const number = title.replace(/^\D+/, "");
      const rank = number !== "" && number === whole ? 0 : title.startsWith(whole) ? 1 : title.includes(whole) ? 2 : 3;
      return [{ entry, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, SHOWN)
    .map(({ entry }) => ({ ...entry, more: shortened(entry.more, words) }));
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** The part of a long text in which the first of the words stands. */
function shortened(text: string, words: readonly string[]): string {
  if (text.length <= LONGEST_LINE) return text;
  const at = words[0] ? text.toLowerCase().indexOf(words[0]) : 0;
  const from = at > LONGEST_LINE / 2 ? text.indexOf(" ", at - LONGEST_LINE / 2) + 1 : 0;
  const piece = text.slice(from, from + LONGEST_LINE);
  return `${from > 0 ? "…" : ""}${piece}${from + LONGEST_LINE < text.length ? "…" : ""}`;
}

/** Words that stand before the caret and ask for a reference. */
export interface Asking {
  kind: ReferenceKind;
  /** What was typed after the key that began it. */
  query: string;
  /** Of key and query together, in UTF-16 code units. */
  length: number;
}

const ASKING = /(?:^|[\s(“"«])([@#/[¶])([^@#/[\]¶\n]{0,48})$/u;

/**
 * Whether somebody who has just typed is asking for a reference: one of the keys at the beginning of a word, and not too
 * many words since.
 *
 * @param before the text of the paragraph up to the caret
 */
export function askingFor(before: string): Asking | null {
  const [, key = "", query = ""] = ASKING.exec(before) ?? [];
  const kind = TRIGGERS[key];
  if (!kind || query.startsWith(" ") || query.split(/\s+/).length > 5) return null;
  return { kind, query, length: key.length + query.length };
}
