import * as Y from "yjs";
import type { RationaleNode } from "#core/rationale";
import { postgresLog } from "#server/collab/postgres-log";
import { rationaleJson } from "#server/collab/rationale-json";
import { rebuild } from "#server/collab/rebuild";
import type { Moment, UpdateLog } from "#server/collab/update-log";

export interface PastRationale {
  /** The last update it holds; 0 before anything was written. */
  seq: number;
  text: RationaleNode;
  /** The whole Yjs state (encoding version 2). */
  state: Uint8Array;
}

/**
 * The shared text as it was at an instant, or after an update: from the nearest snapshot before it and the updates since.
 * Authorise before calling: it asks nobody.
 *
 * @returns null where there is no document
 */
export async function rationaleAsOf(
  documentId: string,
  moment: Moment,
  updates: UpdateLog = postgresLog(),
): Promise<PastRationale | null> {
  const stored = await updates.readAt(documentId, moment);
  if (!stored) return null;
  const document = new Y.Doc();
  try {
    await rebuild(updates, documentId, stored, document);
    return { seq: stored.head, text: rationaleJson(document), state: Y.encodeStateAsUpdateV2(document) };
  } finally {
    document.destroy();
  }
}
