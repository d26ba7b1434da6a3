import type { RationaleNode } from "#core/rationale";
import { isTextblock, type Marks, placesOf, type Token, tokensOf } from "./tokens";

/** A block of one of the two texts, prepared for comparison. */
export interface Piece {
  readonly node: RationaleNode;
  /** Two blocks with the same key are the same throughout. */
  readonly key: string;
  /** Place in the document of what it begins with. */
  readonly at: number;
  /** The blocks in it; null for a block of lines. */
  readonly blocks: readonly Piece[] | null;
}

/** The same text in one spelling: neighbouring pieces with the same marks are one, nothing empty is named, names are in order. */
export function normalised(node: RationaleNode): RationaleNode {
  const content: RationaleNode[] = [];
  for (const child of node.content ?? []) {
    const next = normalised(child);
    const last = content.at(-1);
    if (next.type === "text" && next.text === "") continue;
    if (last?.type === "text" && next.type === "text" && sameMarks(last.marks, next.marks)) {
      content[content.length - 1] = { ...last, text: `${last.text}${next.text}` };
    } else content.push(next);
  }
  const attrs = inOrder(node.attrs);
  const marks = (node.marks ?? [])
    .map(({ type, attrs: of }) => ({ type, ...inOrder(of) }))
    .toSorted((a, b) => (a.type < b.type ? -1 : 1));
  return {
    type: node.type,
    ...(node.text === undefined ? {} : { text: node.text }),
    ...attrs,
    ...(marks.length > 0 ? { marks } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

function inOrder(attrs: Record<string, unknown> = {}): { attrs?: Record<string, unknown> } {
  const names = Object.keys(attrs).toSorted();
  return names.length > 0 ? { attrs: Object.fromEntries(names.map((name) => [name, attrs[name]])) } : {};
}

export const sameMarks = (a: Marks = [], b: Marks = []): boolean => JSON.stringify(a) === JSON.stringify(b);

/** @param node normalised */
export function piecesOf(node: RationaleNode): Piece {
  let at = 0;
  function prepared(block: RationaleNode): Piece {
    const start = at;
    const key = JSON.stringify(block);
    if (isTextblock(block)) {
      at += (block.content ?? []).reduce((places, inline) => places + placesOf(inline), 0);
      return { node: block, key, at: start, blocks: null };
    }
    return { node: block, key, at: start, blocks: (block.content ?? []).map(prepared) };
  }
  return prepared(node);
}

/** Empty blocks hold neither lines nor blocks: they go with either. */
export const isEmpty = ({ node }: Piece): boolean => (node.content ?? []).length === 0;

export const tokensIn = ({ node, at, blocks }: Piece): Token[] =>
  blocks === null ? tokensOf(node.content ?? [], at) : blocks.flatMap(tokensIn);
