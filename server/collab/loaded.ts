import type { Connection } from "@hocuspocus/server";
import type { CollabContext } from "#server/collab/caller";
import type { lanes } from "#server/collab/lane";
import type { rehearsal } from "#server/collab/rehearsal";

/** What is known of a document that is open on this node. */
export interface Loaded {
  documentId: string;
  generation: number;
  /** The UTC day of the last edit, as `dayOf` says it; null before the first since it was loaded. */
  editedOn: number | null;
  /** Upper estimate of the document's size in bytes, corrected when it matters. */
  bytes: number;
  /** Rows and bytes in the log since the last snapshot. */
  tail: { rows: number; bytes: number };
  trial: ReturnType<typeof rehearsal>;
  /** Messages of everybody, also of those whose socket is gone. */
  lanes: ReturnType<typeof lanes<Editor>>;
  /** What an edit is answered with, as it stands on the wire. */
  answers: { saved: Uint8Array; notSaved: Uint8Array };
}

export type Editor = Connection<CollabContext>;

/** A further update is in its log. */
export function grow(state: Loaded, bytes: number): void {
  state.bytes += bytes;
  state.tail.rows += 1;
  state.tail.bytes += bytes;
}
