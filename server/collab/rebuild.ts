import * as Y from "yjs";
import type { StoredDocument, UpdateLog } from "#server/collab/update-log";
import { log } from "#server/platform/log";

/** Whether an update (encoding version 1) can be read at all. What cannot must never reach the log. */
export function decodes(update: Uint8Array): boolean {
  try {
    Y.decodeUpdate(update);
    return true;
  } catch {
    return false;
  }
}

/**
 * Keeps a document to what editors wrote. Yjs clears away marks that change nothing where it applies an edit of somebody else,
 * which is an edit of its own; editors send theirs, and so they are in the log. A server's would be in one node's memory
 * and nowhere else, and the texts of two nodes would part.
 */
function keepAsWritten(document: Y.Doc): void {
  document.on("beforeObserverCalls", (transaction: Y.Transaction) => {
    transaction.local = true; // such are left alone
  });
}

/**
 * Brings a document to its stored state. An update that cannot be read is quarantined and reported, and the rest is the text;
 * a snapshot that cannot be read makes the whole load fail, since leaving it out would silently shorten the text.
 *
 * @param document an empty document
 * @throws when an update reads but cannot be applied: it is then quarantined, so that the next load succeeds
 */
export async function rebuild(
  updates: UpdateLog,
  documentId: string,
  stored: Pick<StoredDocument, "snapshot" | "tail">,
  document: Y.Doc,
) {
  keepAsWritten(document);
  if (stored.snapshot) Y.applyUpdateV2(document, stored.snapshot.state);
  for (const { seq, update } of stored.tail) {
    try {
      if (!decodes(update)) throw new RangeError("it does not decode");
      Y.applyUpdate(document, update);
    } catch (error) {
      log.error({ documentId, seq, error }, "an update of a shared document cannot be read and is quarantined");
      await updates.quarantine(documentId, seq);
      if (decodes(update)) throw error;
    }
  }
}
