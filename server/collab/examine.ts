import * as Y from "yjs";

export type Decoded = ReturnType<typeof Y.decodeUpdate>;

/** An update as its parts; null where it cannot be read: such must never reach the log. */
export function decode(update: Uint8Array): Decoded | null {
  try {
    return Y.decodeUpdate(update);
  } catch {
    return null;
  }
}

/** Several updates of one author as one; null where one of them cannot be read. */
export function united(updates: readonly Uint8Array[]): Uint8Array | null {
  const [first, ...others] = updates;
  if (first && others.length === 0) return first;
  try {
    return Y.mergeUpdates([...updates]);
  } catch {
    return null;
  }
}

/** Whether all that an update deletes is deleted already. */
export function isDeleted({ store }: Y.Doc, { ds }: Decoded): boolean {
  for (const [client, ranges] of ds.clients) {
    const structs = store.clients.get(client);
    for (const { clock, len } of ranges) {
      if (!structs || clock + len > Y.getState(store, client)) return false;
      for (let at = Y.findIndexSS(structs, clock); at < structs.length; at += 1) {
        const struct = structs[at];
        if (!struct || struct.id.clock >= clock + len) break;
        if (!struct.deleted) return false;
      }
    }
  }
  return true;
}

export function isStateVector(data: Uint8Array): boolean {
  try {
    Y.decodeStateVector(data);
    return true;
  } catch {
    return false;
  }
}
