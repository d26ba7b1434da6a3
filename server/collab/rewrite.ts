import * as Y from "yjs";
import { RATIONALE_FIELD, type RationaleNode } from "#core/rationale";
import { align } from "#core/rationale-diff/align";
import { normalised, piecesOf } from "#core/rationale-diff/pieces";
import { isTextblock } from "#core/rationale-diff/tokens";
import { elementOf, nodesOf, setAttribute } from "#server/collab/rationale-json";
import { rewriteLine } from "#server/collab/rewrite-line";

type Parent = Y.XmlFragment | Y.XmlElement;

/**
 * Turns the text of a document into another by as few edits as a comparison finds, so that what somebody else writes meanwhile
 * stays where it was written. Marks that are left without words are cleared away with it, as every editor would do on its own at
 * once: the next rewriting must not build on them.
 *
 * @returns the edits as one update (encoding version 1), or null where the text is so already
 */
export function rewrite(document: Y.Doc, text: RationaleNode): Uint8Array | null {
  const before = Y.encodeStateAsUpdate(document);
  const fragment = document.getXmlFragment(RATIONALE_FIELD);
  const edits = updatesOf(document, () => document.transact(() => rewriteBlocks(fragment, normalised(text))));
  if (edits.length === 0) return null;
  const editor = new Y.Doc();
  Y.applyUpdate(editor, before);
  const update = Y.mergeUpdates(updatesOf(editor, () => Y.applyUpdate(editor, Y.mergeUpdates(edits))));
  editor.destroy();
  Y.applyUpdate(document, update);
  return update;
}

function updatesOf(document: Y.Doc, act: () => void): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const collect = (update: Uint8Array) => void updates.push(update);
  document.on("update", collect);
  act();
  document.off("update", collect);
  return updates;
}

function rewriteBlocks(parent: Parent, text: RationaleNode): void {
  const now = contentOf(parent);
  if (isTextblock(now) || isTextblock(text)) {
    // Lines become blocks only in a text that no editor wrote.
    if (isTextblock(now) !== isTextblock(text) && (now.content ?? []).length > 0) parent.delete(0, parent.length);
    if (isTextblock(text)) rewriteLine(parent, text.content ?? []);
    else rewriteBlocks(parent, text);
    return;
  }
  dropEmptyTexts(parent);
  let at = 0;
  for (const [before, after] of align(piecesOf(now).blocks ?? [], piecesOf(text).blocks ?? [])) {
    if (!after) {
      parent.delete(at, 1);
      continue;
    }
    const child = before ? parent.get(at) : null;
    if (before && before.key !== after.key && child instanceof Y.XmlElement && before.node.type === after.node.type) {
      rewriteAttributes(child, after.node.attrs ?? {});
      rewriteBlocks(child, after.node);
    } else if (before?.key !== after.key) {
      if (before) parent.delete(at, 1);
      parent.insert(at, [elementOf(after.node)]);
    }
    at += 1;
  }
}

/** The text in a part of the document, each block once: a text within a line may take several of its nodes. */
const contentOf = (parent: Parent): RationaleNode =>
  normalised({ type: "doc", content: parent.toArray().flatMap(nodesOf) });

/** What no block is. */
function dropEmptyTexts(parent: Parent): void {
  for (let index = parent.length - 1; index >= 0; index -= 1)
    if (!(parent.get(index) instanceof Y.XmlElement)) parent.delete(index, 1);
}

function rewriteAttributes(element: Y.XmlElement, wanted: Record<string, unknown>): void {
  const present: Record<string, unknown> = element.getAttributes();
  for (const name of Object.keys(present)) if (!(name in wanted)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(wanted))
    if (JSON.stringify(present[name]) !== JSON.stringify(value)) setAttribute(element, name, value);
}
