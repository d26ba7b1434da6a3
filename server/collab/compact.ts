import * as Y from "yjs";
import { rebuild } from "#server/collab/rebuild";
import type { UpdateLog } from "#server/collab/update-log";
import { log } from "#server/platform/log";

/**
 * Adds a snapshot of a document as it is in the log, so that opening it costs only what was written since. The updates stay.
 *
 * Built from the log in a fresh document, never from memory (a node's memory may lack another node's updates) and never by
 * `Y.mergeUpdates` (minutes, on a long log). It needs no lock: updates never change, and a head that can be seen means that
 * every update up to it can be.
 *
 * @returns the sequence the snapshot stands for, or null when nothing was new
 */
export async function compact(updates: UpdateLog, documentId: string): Promise<number | null> {
  const stored = await updates.read(documentId);
  if (!stored || stored.head === (stored.snapshot?.seq ?? 0)) return null;
  const document = new Y.Doc();
  try {
    await rebuild(updates, documentId, stored, document);
    await updates.addSnapshot(documentId, stored.head, Y.encodeStateAsUpdateV2(document));
    return stored.head;
  } finally {
    document.destroy();
  }
}

/** Compacts documents one after the other, beside the writes and never in their way. */
export function compactor(updates: UpdateLog) {
  const wanted = new Set<string>();
  let running: Promise<void> | null = null;
  let stopped = false;

  async function work(): Promise<void> {
    for (const documentId of wanted) {
      wanted.delete(documentId);
      try {
        await compact(updates, documentId);
      } catch (error) {
        // The log is complete without the snapshot; the next occasion makes one.
        log.error({ documentId, error }, "a shared document could not be compacted");
      }
    }
    running = null;
  }

  return {
    request(documentId: string): void {
      if (stopped) return;
      wanted.add(documentId);
      running ??= work();
    },
    /** Resolves when what is running has ended; what was not begun is left to the next time. */
    async stop(): Promise<void> {
      stopped = true;
      wanted.clear();
      await running;
    },
  };
}
