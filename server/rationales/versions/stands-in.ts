import type { RationaleNode } from "#core/rationale";

/** Whether words stand in a text, whatever their case and however they are broken into looks and lines. */
export function standsIn(words: string, text: RationaleNode | string): boolean {
  const wanted = plain(words);
  if (typeof text === "string") return plain(text).includes(wanted);
  return linesOf(text).some((line) => plain(line).includes(wanted));
}

const plain = (text: string): string => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();

/** The text block by block, and everything that its nodes and marks hold out of sight. */
function linesOf({ text = "", attrs, marks = [], content = [] }: RationaleNode): string[] {
  const hidden = [attrs, ...marks.map((mark) => mark.attrs)].flatMap((held) => Object.values(held ?? {})).map(String);
  const inner = content.map(linesOf);
  const line = content.map((node) => node.text ?? (node.type === "hardBreak" ? " " : "")).join("");
  return [text, line, ...hidden, ...inner.flat()];
}
