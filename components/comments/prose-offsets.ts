import type { Node } from "@tiptap/pm/model";
import type { Span } from "#core/comment-anchor";

/** The editor's own text by the rule of core/flat-text, with the positions that the editor counts in. */
export interface ProseOffsets {
  /** Letters and units of lines, in order. */
  readonly pieces: readonly { readonly pos: number; readonly offset: number; readonly length: number }[];
  readonly length: number;
}

export function proseOffsets(doc: Node): ProseOffsets {
  const pieces: { pos: number; offset: number; length: number }[] = [];
  let length = 0;
  doc.descendants((node, pos) => {
    if (!node.isInline) {
      length += 1;
      return;
    }
    pieces.push({ pos, offset: length, length: node.nodeSize });
    length += node.nodeSize;
  });
  return { pieces, length };
}

/** A span of the text in the editor's positions; null where a block begins at one of its ends. */
export function toRange({ pieces }: ProseOffsets, { start, end }: Span): { from: number; to: number } | null {
  const posOf = (offset: number) => {
    const piece = pieces.find((one) => one.offset <= offset && offset < one.offset + one.length);
    return piece && piece.pos + offset - piece.offset;
  };
  const from = posOf(start);
  const last = posOf(end - 1);
  return from === undefined || last === undefined ? null : { from, to: last + 1 };
}

/** A selection as a span of the text; null where it holds no letter. */
export function toSpan({ pieces }: ProseOffsets, from: number, to: number): Span | null {
  const held = pieces.filter((one) => one.pos < to && one.pos + one.length > from);
  const [first] = held;
  const last = held.at(-1);
  if (!first || !last) return null;
  return {
    start: first.offset + Math.max(0, from - first.pos),
    end: last.offset + Math.min(last.length, to - last.pos),
  };
}
