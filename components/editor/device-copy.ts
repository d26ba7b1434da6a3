import { IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";
import { RATIONALE_SCHEMA } from "#core/rationale";
import { type CopyKey, copiesHere, copyName } from "./device-copies";
import { keepLeftWords, unsavedWords } from "./left-words";
import { serverHas } from "./server-has";

/** What one person wrote into one rationale, kept in this browser from key to key. */
export interface DeviceCopy {
  /** State vector of what the server has, as far as this device knows. */
  saved: Uint8Array | null;
  /** The server has everything up to here. */
  noteSaved(vector: Uint8Array): void;
  /** Lets go of it; what was written stays on the device. */
  close(): void;
  /** Deletes it. */
  forget(): void;
}

interface CopyOf {
  viewer: string;
  scenarioId: string;
  generation: number;
}

/** Name under which a copy keeps what the server has. */
const SAVED = "saved";

/**
 * Brings what is kept on this device into a document, and keeps from now on whatever is written there, by whomever. A copy of an earlier
 * schema is taken over: newer editors know everything that older ones wrote.
 *
 * @returns null where the browser keeps nothing
 */
export async function openDeviceCopy(of: CopyOf, document: Y.Doc): Promise<DeviceCopy | null> {
  const kept = await opened(copyName({ ...of, schema: RATIONALE_SCHEMA }), document);
  if (!kept) return null;
  for (const copy of await copiesHere()) {
    if (!isOf(copy, of) || copy.generation !== of.generation || copy.schema >= RATIONALE_SCHEMA) continue;
    const former = await opened(copyName(copy), document);
    void former?.clearData();
  }
  return {
    saved: savedOf(await kept.get(SAVED)),
    noteSaved: (vector) => void (kept._destroyed ? null : kept.set(SAVED, vector.slice().buffer)),
    close: () => void kept.destroy(),
    forget: () => void kept.clearData(),
  };
}

/** Deletes copies whose history has been removed since. Words in them that no server has are left to be copied. */
export async function dropFormerGenerations(of: CopyOf): Promise<void> {
  for (const copy of await copiesHere()) {
    if (!isOf(copy, of) || copy.generation >= of.generation) continue;
    const document = new Y.Doc();
    const former = await opened(copyName(copy), document);
    const saved: unknown = await former?.get(SAVED);
    keepLeftWords(of.viewer, of.scenarioId, unsavedWords(document, serverHas(savedOf(saved)).clocks));
    await former?.clearData();
    document.destroy();
  }
}

const isOf = (copy: CopyKey, { viewer, scenarioId }: CopyOf): boolean =>
  copy.viewer === viewer && copy.scenarioId === scenarioId;

const savedOf = (held: unknown): Uint8Array | null => (held instanceof ArrayBuffer ? new Uint8Array(held) : null);

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
