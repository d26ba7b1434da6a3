import type { RationaleNode } from "#core/rationale";

export type Marks = NonNullable<RationaleNode["marks"]>;

/** The smallest part of a text block that a comparison keeps or changes: a word, a space, a sign, or a reference. */
export interface Token {
  /** What is compared: two tokens that say the same differ in their marks at most. */
  readonly key: string;
  readonly node: RationaleNode;
  readonly marks: Marks;
  /** Place in the whole document: UTF-16 units of text, one for anything else within a line, before it in reading order. */
  readonly at: number;
  readonly size: number;
  readonly word: boolean;
}

/** What stands within a line besides text. */
const INLINE = new Set(["hardBreak", "citation", "mention", "chip"]);

/** A word with its apostrophes, a stretch of space, or one sign. */
const PARTS = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*|\s+|./gsu;
const WORD = /^[\p{L}\p{M}\p{N}]/u;

/** Whether what a node holds stands within lines. An empty one is none. */
export const isTextblock = ({ content = [] }: RationaleNode): boolean =>
  content.some(({ type }) => type === "text" || INLINE.has(type));

/** Whether a node of this name stands within a line. */
export const isInline = (type: string): boolean => INLINE.has(type);

/** How many places a node within a line takes. */
export const placesOf = (node: RationaleNode): number => (node.type === "text" ? (node.text ?? "").length : 1);

/** @param at place of the first of them in the document */
export function tokensOf(inline: readonly RationaleNode[], at: number): Token[] {
  const tokens: Token[] = [];
  let place = at;
  for (const node of inline) {
    const { marks = [] } = node;
    if (node.type !== "text") {
      tokens.push({ key: JSON.stringify({ ...node, marks: undefined }), node, marks, at: place, size: 1, word: false });
      place += 1;
      continue;
    }
    for (const part of (node.text ?? "").match(PARTS) ?? []) {
      const shared = { marks, at: place, size: part.length, word: WORD.test(part) };
      tokens.push({ key: part, node: { type: "text", text: part, ...(marks.length > 0 ? { marks } : {}) }, ...shared });
      place += part.length;
    }
  }
  return tokens;
}

/** How many words a text has. */
export const wordsIn = (text: string): number => (text.match(PARTS) ?? []).filter((part) => WORD.test(part)).length;
