import * as Y from "yjs";
import { isPlain } from "#server/collab/plain-update";

/** `waits`: for edits that the document has not. What is kept never waits, so that no later edit can be broken by it. */
export type Outcome = "fits" | "waits" | "breaks";

/** How long a copy is kept for the next update that wants one. */
const IDLE_MS = 10_000;

/**
 * Finds out whether a document can take an update before it is kept. An update can decode and still fail where it is applied
 * (about 1 in 130 of those that survive random damage), and a document in which one failed half-way is broken for everybody.
 * Plain updates are seen to be harmless; when another comes, it and what follows it are tried on a second copy of the
 * document. The copy is dropped when nothing has asked for it for a while, so that documents are not in memory twice.
 */
export function rehearsal(document: Y.Doc) {
  /** Let through, and not in the document yet. */
  const underWay = new Set<Uint8Array>();
  let copy: Y.Doc | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function drop(): void {
    clearTimeout(idle);
    document.off("update", keepUp);
    copy?.destroy();
    copy = null;
  }

  function keepUp(update: Uint8Array): void {
    try {
      if (copy) Y.applyUpdate(copy, update);
    } catch {
      drop(); // the next rehearsal starts from the document as it is
    }
  }

  function begin(): Y.Doc {
    const made = new Y.Doc();
    Y.applyUpdate(made, Y.encodeStateAsUpdate(document));
    for (const update of underWay) Y.applyUpdate(made, update);
    document.on("update", keepUp);
    return made;
  }

  function outcome(update: Uint8Array, decoded: ReturnType<typeof Y.decodeUpdate>): Outcome {
    const plain = isPlain(document, decoded);
    if (plain && !copy) return "fits";
    if (!plain) {
      clearTimeout(idle);
      idle = setTimeout(drop, IDLE_MS).unref();
    }
    try {
      copy ??= begin();
      Y.applyUpdate(copy, update);
    } catch {
      drop();
      return "breaks";
    }
    if (copy.store.pendingStructs === null && copy.store.pendingDs === null) return "fits";
    drop();
    return "waits";
  }

  return {
    /** What would become of the update; when it fits, `applied` is told when it is in. @param decoded the same update, decoded */
    tryOut(update: Uint8Array, decoded: ReturnType<typeof Y.decodeUpdate>): Outcome {
      const seen = outcome(update, decoded);
      if (seen === "fits") underWay.add(update);
      return seen;
    },
    /** The update is in the document, or never will be. */
    applied: (update: Uint8Array) => void underWay.delete(update),
    /** Whether there is a second copy now. */
    copied: () => copy !== null,
    end: drop,
  };
}
