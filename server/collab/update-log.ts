/** One Yjs update (encoding version 1) to be kept. */
export interface Append {
  documentId: string;
  update: Uint8Array;
  userId: string | null;
}

/** What is needed to rebuild a document: its newest snapshot and every readable update after it. */
export interface StoredDocument {
  /** Sequence of the last update, 0 for an untouched document. */
  head: number;
  snapshot: { seq: number; state: Uint8Array } | null;
  /** In order of `seq`, without quarantined updates. */
  tail: { seq: number; update: Uint8Array }[];
}

/**
 * The append-only log of the shared documents. `postgres-log` keeps it on disk, `memory-log` is its twin for tests;
 * `update-log.contract` says what both must do.
 */
export interface UpdateLog {
  /**
   * Resolves with the update's sequence once it is on disk; rejects when it is not, or when nobody can tell.
   * Sequences of a document are 1, 2, … without gaps, also with several writers.
   */
  append(entry: Append): Promise<number>;
  /** The document as stored at one instant, made when the scenario has none yet; null where there is no such scenario. */
  open(documentId: string): Promise<StoredDocument | null>;
  /** The same without making anything. */
  read(documentId: string): Promise<StoredDocument | null>;
  /** Adds the whole state (encoding version 2) after update `seq`. The updates stay. */
  addSnapshot(documentId: string, seq: number, state: Uint8Array): Promise<void>;
  /** Marks an update that cannot be read: kept, and left out of the text from now on. */
  quarantine(documentId: string, seq: number): Promise<void>;
  /** Waits for everything that was appended, then lets go of the store. */
  stop(): Promise<void>;
}
