import type { Append, StoredDocument, UpdateLog } from "#server/collab/update-log";

interface Kept {
  updates: { seq: number; update: Uint8Array; userId: string | null; quarantined: boolean }[];
  snapshots: { seq: number; state: Uint8Array }[];
}

/** Twin of the log on PostgreSQL, for tests of what is built on it. It has the scenarios it is told of. */
export function memoryLog(): UpdateLog & { addScenario(scenarioId: string): void } {
  const documents = new Map<string, Kept>();
  const known = new Set<string>();
  let stopped = false;

  function read(documentId: string): StoredDocument | null {
    const kept = documents.get(documentId);
    if (!kept) return null;
    const snapshot = kept.snapshots.reduce<Kept["snapshots"][number] | null>(
      (newest, candidate) => (newest && newest.seq > candidate.seq ? newest : candidate),
      null,
    );
    const tail = kept.updates.filter(({ seq, quarantined }) => !quarantined && seq > (snapshot?.seq ?? 0));
    return {
      head: kept.updates.length,
      snapshot,
      tail: tail.map(({ seq, update }) => ({ seq, update })),
    };
  }

  return {
    addScenario: (scenarioId) => void known.add(scenarioId),
    async append({ documentId, update, userId }: Append) {
      const kept = documents.get(documentId);
      if (stopped) throw new Error("the log has stopped");
      if (!kept) throw new RangeError(`there is no document ${documentId}`);
      const seq = kept.updates.length + 1;
      kept.updates.push({ seq, update: update.slice(), userId, quarantined: false });
      return seq;
    },
    async open(documentId) {
      if (known.has(documentId) && !documents.has(documentId))
        documents.set(documentId, { updates: [], snapshots: [] });
      return read(documentId);
    },
    read: async (documentId) => read(documentId),
    async addSnapshot(documentId, seq, state) {
      const kept = documents.get(documentId);
      if (!kept?.snapshots.some((snapshot) => snapshot.seq === seq))
        kept?.snapshots.push({ seq, state: state.slice() });
    },
    async quarantine(documentId, seq) {
      const row = documents.get(documentId)?.updates.find((update) => update.seq === seq);
      if (row) row.quarantined = true;
    },
    async stop() {
      stopped = true;
    },
  };
}
