import * as Y from "yjs";
import type { Bounds } from "#server/collab/bounds";
import { rebuild } from "#server/collab/rebuild";
import type { UpdateLog } from "#server/collab/update-log";
import { log } from "#server/platform/log";

/**
 * Adds a snapshot of a document as it is in the log, so that opening it costs only what was written since. The updates stay.
 *
 * Built from the log in a fresh document, never from memory (a node's memory may lack another node's updates) and never by
 * `Y.mergeUpdates` (minutes, on a long log). Nobody who writes waits for it: updates never change, and a head that can be
 * seen means that every update up to it can be. Two nodes do not do the same work.
 *
 * @returns the sequence the snapshot stands for, or null when nothing was new or another node is at it
 */
export async function compact(
  updates: UpdateLog,
  documentId: string,
  { snapshotKeptRows }: Pick<Bounds, "snapshotKeptRows">,
): Promise<number | null> {
  let made: number | null = null;
  await updates.alone(documentId, async () => {
    const stored = await updates.read(documentId);
    if (!stored || stored.head === (stored.snapshot?.seq ?? 0)) return;
    const document = new Y.Doc();
    try {
      await rebuild(updates, documentId, stored, document);
      const state = Y.encodeStateAsUpdateV2(document);
      await updates.addSnapshot(documentId, stored.head, state, snapshotKeptRows, stored.generation);
      made = stored.head;
    } finally {
      document.destroy();
    }
  });
  return made;
}

/** Compacts documents one after the other, beside the writes and never in their way. */
export function compactor(updates: UpdateLog, bounds: Bounds) {
  const wanted = new Set<string>();
  let running: Promise<void> | null = null;
  let stopped = false;

  async function work(): Promise<void> {
    for (const documentId of wanted) {
      wanted.delete(documentId);
      try {
        await compact(updates, documentId, bounds);
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
