import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";
import { RATIONALE_SCHEMA } from "#core/rationale";
import { copiesHere, copyName } from "./device-copies";

/** What one person wrote into one rationale, kept in this browser from key to key. */
export interface DeviceCopy {
  /** Lets go of it; what was written stays on the device. */
  close(): void;
  /** Deletes it. */
  forget(): void;
}

/**
 * Brings what is kept on this device into a document, and keeps from now on whatever is written there, by whomever. A copy of an earlier
 * schema is taken over: newer editors know everything that older ones wrote.
 *
 * @returns null where the browser keeps nothing
 */
export async function openDeviceCopy(viewer: string, scenarioId: string, document: Y.Doc): Promise<DeviceCopy | null> {
  const kept = await opened(copyName({ viewer, scenarioId, schema: RATIONALE_SCHEMA }), document);
  if (!kept) return null;
  for (const copy of await copiesHere()) {
    if (copy.viewer !== viewer || copy.scenarioId !== scenarioId || copy.schema >= RATIONALE_SCHEMA) continue;
    const former = await opened(copyName(copy), document);
    void former?.clearData();
  }
  return { close: () => void kept.destroy(), forget: () => void kept.clearData() };
}

async function opened(name: string, document: Y.Doc): Promise<IndexeddbPersistence | null> {
  if (typeof indexedDB === "undefined") return null;
  const persistence = new IndexeddbPersistence(name, document);
  const failed = persistence._db.then(
    () => new Promise<never>(() => {}),
    () => null,
  );
  const ready = await Promise.race([persistence.whenSynced, failed]);
  // Deleted from another tab, where its reader signed out: it must not be written to any more.
  ready?.db?.addEventListener("versionchange", () => void ready.destroy());
  if (!ready) document.off("update", persistence._storeUpdate);
  return ready;
}
