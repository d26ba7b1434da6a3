/** One Yjs update (encoding version 1) to be kept. */
export interface Append {
  documentId: string;
  update: Uint8Array;
  userId: string | null;
  /** Of the text it was made in: kept only while the document is of that generation. Left out by who made it in none. */
  generation?: number;
}

/** The document's history was removed since: what was made in it is not kept. */
export class HistoryRemoved extends Error {
  override readonly name = "HistoryRemoved";
}

/** What is needed to rebuild a document: its newest snapshot and every readable update after it. */
export interface StoredDocument {
  /** Sequence of the last update, 0 for an untouched document. */
  head: number;
  /** How often its history has been removed. */
  generation: number;
  /** Version of the editor's nodes and marks that wrote it last. */
  schemaVersion: number;
  snapshot: { seq: number; state: Uint8Array } | null;
  /** In order of `seq`, without quarantined updates. */
  tail: { seq: number; update: Uint8Array }[];
}

/** An update as it stands in the log; null in the place of one that is quarantined. */
export interface LoggedUpdate {
  documentId: string;
  seq: number;
  update: Uint8Array | null;
  /** Of the document as it is now. */
  generation: number;
}

/** That a document has grown up to `seq`. It may come late, twice or not at all: it says where to look and carries no text. */
export interface Hint {
  documentId: string;
  seq: number;
}

/** A point in a document's history: after an update, or at an instant. */
export type Moment = { seq: number } | { instant: Date };

/**
 * The append-only log of the shared documents. `postgres-log` keeps it on disk, `memory-log` is its twin for tests;
 * `update-log.contract` says what both must do.
 */
export interface UpdateLog {
  /**
   * Resolves with the update's sequence once it is on disk; rejects when it is not, or when nobody can tell, and with
   * `HistoryRemoved` for an update of an earlier generation.
   * Sequences of a document are 1, 2, … without gaps, also with several writers.
   */
  append(entry: Append): Promise<number>;
  /** The document as stored at one instant, made when the scenario has none yet; null where there is no such scenario. */
  open(documentId: string): Promise<StoredDocument | null>;
  /** The same without making anything. */
  read(documentId: string): Promise<StoredDocument | null>;
  /** What is needed to rebuild the document as it was: its `head` is the last update up to that moment. */
  readAt(documentId: string, moment: Moment): Promise<StoredDocument | null>;
  /** The heads of those of the documents that exist. */
  heads(documentIds: readonly string[]): Promise<Map<string, number>>;
  /** What follows a sequence in each of the documents, in order and without gaps; perhaps not all of it at once. */
  since(after: ReadonlyMap<string, number>): Promise<LoggedUpdate[]>;
  /** Begins to tell what other writers append. Resolves when hints arrive, or rejects when that cannot be had yet: it is then tried again by itself. */
  listen(onHint: (hint: Hint) => void): Promise<void>;
  /**
   * Adds the whole state (encoding version 2) after update `seq`. The updates stay. Of the snapshots within the same
   * `keepEvery` updates the newest is kept, so that any past state is near one. One that was built from an earlier
   * generation is not added.
   */
  addSnapshot(
    documentId: string,
    seq: number,
    state: Uint8Array,
    keepEvery: number,
    generation?: number,
  ): Promise<void>;
  /** Does the work unless another writer is at it for the same document; says whether it did. */
  alone(documentId: string, work: () => Promise<void>): Promise<boolean>;
  /** Marks an update that cannot be read: kept, and left out of the text from now on. */
  quarantine(documentId: string, seq: number): Promise<void>;
  /** Waits for everything that was appended, then lets go of the store. */
  stop(): Promise<void>;
}
