import * as Y from "yjs";

/**
 * A second copy of a document on which every update is tried before it is kept. An update can decode and still fail where it
 * is applied (about 1 in 130 of those that survive random damage), and a document in which one failed half-way is broken
 * for everybody. The copy is made at the first edit, so readers cost nothing.
 */
export function rehearsal(document: Y.Doc) {
  let copy: Y.Doc | null = null;
  return {
    /** Whether the document can take the update. */
    passes(update: Uint8Array): boolean {
      copy ??= copyOf(document);
      try {
        Y.applyUpdate(copy, update);
        return true;
      } catch {
        copy.destroy();
        copy = null;
        return false;
      }
    },
    end(): void {
      copy?.destroy();
      copy = null;
    },
  };
}

function copyOf(document: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(document));
  return copy;
}
