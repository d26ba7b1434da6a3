import * as Y from "yjs";
import type { Span } from "#core/comment-anchor";
import { type FlatText, flatten, holderAt, offsetOf, type Reading, UNIT } from "#core/flat-text";
import { RATIONALE_FIELD } from "#core/rationale";

/** The shared text of a document as one string. */
export const sharedText = (document: Y.Doc): FlatText<unknown> =>
  flatten<unknown>(document.getXmlFragment(RATIONALE_FIELD), read);

function read(node: unknown): Reading<unknown> | null {
  if (node instanceof Y.XmlText) return { text: lettersOf(node) };
  if (node instanceof Y.XmlElement) return { name: node.nodeName, children: node.toArray() };
  return node instanceof Y.XmlFragment ? { name: "", children: node.toArray() } : null;
}

function lettersOf(text: Y.XmlText): string {
  const runs: { insert: unknown }[] = text.toDelta();
  return runs.map(({ insert }) => (typeof insert === "string" ? insert : UNIT)).join("");
}

/** A span by the identity of its first and last letter: Yjs relative positions, encoded. */
export interface Positions {
  readonly start: Uint8Array<ArrayBuffer>;
  readonly end: Uint8Array<ArrayBuffer>;
}

/** @returns null where a block begins at one of its ends, or the text is shorter */
export function positionsOf({ pieces }: FlatText<unknown>, { start, end }: Span): Positions | null {
  const first = holderAt(pieces, start);
  const last = holderAt(pieces, end - 1);
  if (!first || !last || !isType(first.holder) || !isType(last.holder)) return null;
  return {
    start: encoded(Y.createRelativePositionFromTypeIndex(first.holder, first.index, 0)),
    end: encoded(Y.createRelativePositionFromTypeIndex(last.holder, last.index + 1, -1)),
  };
}

const encoded = (position: Y.RelativePosition) => Uint8Array.from(Y.encodeRelativePosition(position));
const isType = (node: unknown): node is Y.XmlFragment | Y.XmlText =>
  node instanceof Y.XmlFragment || node instanceof Y.XmlText;

/** What encoded positions come to: malformed, of letters that the document has not got (yet), or a span; null where none is left. */
export type ReadPositions = "malformed" | "unknown" | Span | null;

/** Every copy of a document answers the same: what an undo brought back counts as written anew. */
export function spanOf(document: Y.Doc, { pieces }: FlatText<unknown>, positions: Positions): ReadPositions {
  const start = readPosition(positions.start);
  const end = readPosition(positions.end);
  if (!start?.item || !end?.item || start.assoc < 0 || end.assoc >= 0) return "malformed";
  for (const { client, clock } of [start.item, end.item])
    if (clock >= Y.getState(document.store, client)) return "unknown";
  const from = offset(document, pieces, start, "before");
  const to = offset(document, pieces, end, "after");
  return from !== null && to !== null && from < to ? { start: from, end: to } : null;
}

function offset(
  document: Y.Doc,
  pieces: FlatText<unknown>["pieces"],
  position: Y.RelativePosition,
  side: "before" | "after",
): number | null {
  const place = Y.createAbsolutePositionFromRelativePosition(position, document, false);
  return place && offsetOf(pieces, place.type, place.index, side);
}

function readPosition(bytes: Uint8Array): Y.RelativePosition | null {
  try {
    return Y.decodeRelativePosition(bytes);
  } catch {
    return null; // not one
  }
}
