import * as Y from "yjs";
import type { Span } from "#core/comment-anchor";
import { type FlatText, flatten, holderAt, offsetOf, type Reading, UNIT } from "#core/flat-text";
import { RATIONALE_FIELD } from "#core/rationale";

/** The open shared text as one string. What the server reads from its own copy (`server/collab/shared-text`). */
export const sharedWords = (document: Y.Doc): FlatText<unknown> =>
  flatten<unknown>(document.getXmlFragment(RATIONALE_FIELD), read);

function read(node: unknown): Reading<unknown> | null {
  if (node instanceof Y.XmlText) {
    const runs: { insert: unknown }[] = node.toDelta();
    return { text: runs.map(({ insert }) => (typeof insert === "string" ? insert : UNIT)).join("") };
  }
  if (node instanceof Y.XmlElement) return { name: node.nodeName, children: node.toArray() };
  return node instanceof Y.XmlFragment ? { name: "", children: node.toArray() } : null;
}

/** A span by the identity of its first and last letter, in Base64; null where a block begins at one of its ends. */
export function placeIn({ pieces }: FlatText<unknown>, { start, end }: Span): { start: string; end: string } | null {
  const first = holderAt(pieces, start);
  const last = holderAt(pieces, end - 1);
  if (!first || !last || !isType(first.holder) || !isType(last.holder)) return null;
  return {
    start: encoded(Y.createRelativePositionFromTypeIndex(first.holder, first.index, 0)),
    end: encoded(Y.createRelativePositionFromTypeIndex(last.holder, last.index + 1, -1)),
  };
}

/** Where such a place is now; null where none of its letters is left. */
export function spanIn(
  document: Y.Doc,
  { pieces }: FlatText<unknown>,
  place: { start: string; end: string },
): Span | null {
  const at = (encodedPlace: string, side: "before" | "after") => {
    const position = Y.decodeRelativePosition(Uint8Array.from(atob(encodedPlace), (sign) => sign.charCodeAt(0)));
    // What an undo brought back counts as written anew, so that every copy answers the same.
    const absolute = Y.createAbsolutePositionFromRelativePosition(position, document, false);
    return absolute && offsetOf(pieces, absolute.type, absolute.index, side);
  };
  const start = at(place.start, "before");
  const end = at(place.end, "after");
  return start !== null && end !== null && start < end ? { start, end } : null;
}

const encoded = (position: Y.RelativePosition) => btoa(String.fromCharCode(...Y.encodeRelativePosition(position)));
const isType = (node: unknown): node is Y.XmlFragment | Y.XmlText =>
  node instanceof Y.XmlFragment || node instanceof Y.XmlText;
