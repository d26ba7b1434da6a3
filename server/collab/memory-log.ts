import { RATIONALE_SCHEMA } from "#core/rationale";
import {
  type Append,
  type Hint,
  HistoryRemoved,
  type Moment,
  type StoredDocument,
  type UpdateLog,
} from "#server/collab/update-log";

interface Kept {
  updates: { seq: number; update: Uint8Array; userId: string | null; at: number; quarantined: boolean }[];
  snapshots: { seq: number; state: Uint8Array }[];
}

/** No history is ever removed from memory. */
const FIRST = { generation: 0, schemaVersion: RATIONALE_SCHEMA };

/** Twin of the log on PostgreSQL, for tests of what is built on it. It has the scenarios it is told of. */
export function memoryLog(): UpdateLog & { addScenario(scenarioId: string): void } {
  const documents = new Map<string, Kept>();
  const known = new Set<string>();
  const listeners = new Set<(hint: Hint) => void>();
  const busy = new Set<string>();
  let stopped = false;

  function headAt({ updates }: Kept, moment?: Moment): number {
    if (!moment) return updates.length;
    if ("seq" in moment) return Math.min(updates.length, moment.seq);
    return updates.findLast(({ at }) => at <= moment.instant.getTime())?.seq ?? 0;
  }

  function read(documentId: string, moment?: Moment): StoredDocument | null {
    const kept = documents.get(documentId);
    if (!kept) return null;
    const head = headAt(kept, moment);
    const snapshot = kept.snapshots.reduce<Kept["snapshots"][number] | null>(
      (newest, candidate) => (candidate.seq > head || (newest && newest.seq > candidate.seq) ? newest : candidate),
      null,
    );
    const tail = kept.updates.filter(
      ({ seq, quarantined }) => !quarantined && seq > (snapshot?.seq ?? 0) && seq <= head,
    );
    return {
      head,
      ...FIRST,
      snapshot,
      tail: tail.map(({ seq, update }) => ({ seq, update })),
    };
  }

  return {
    addScenario: (scenarioId) => void known.add(scenarioId),
    async append({ documentId, update, userId, generation = FIRST.generation }: Append) {
      const kept = documents.get(documentId);
      if (stopped) throw new Error("the log has stopped");
      if (!kept) throw new RangeError(`there is no document ${documentId}`);
      if (generation !== FIRST.generation)
        throw new HistoryRemoved(`document ${documentId} is of the first generation`);
      const seq = kept.updates.length + 1;
      kept.updates.push({ seq, update: update.slice(), userId, at: Date.now(), quarantined: false });
      for (const listener of listeners) queueMicrotask(() => listener({ documentId, seq }));
      return seq;
    },
    async open(documentId) {
      if (known.has(documentId) && !documents.has(documentId))
        documents.set(documentId, { updates: [], snapshots: [] });
      return read(documentId);
    },
    read: async (documentId) => read(documentId),
    readAt: async (documentId, moment) => read(documentId, moment),
    async heads(documentIds) {
      const known = documentIds.filter((id) => documents.has(id));
      return new Map(known.map((id) => [id, documents.get(id)?.updates.length ?? 0]));
    },
    async since(after) {
      return [...after].flatMap(([documentId, seq]) =>
        (documents.get(documentId)?.updates.slice(seq) ?? []).map((row) => ({
          documentId,
          seq: row.seq,
          update: row.quarantined ? null : row.update,
          generation: FIRST.generation,
        })),
      );
    },
    async listen(onHint) {
      listeners.add(onHint);
    },
    async addSnapshot(documentId, seq, state, keepEvery, generation = FIRST.generation) {
      const kept = documents.get(documentId);
      if (!kept || generation !== FIRST.generation || kept.snapshots.some((snapshot) => snapshot.seq === seq)) return;
      const span = (at: number) => Math.floor(at / keepEvery);
      const others = kept.snapshots.filter((snapshot) => snapshot.seq > seq || span(snapshot.seq) !== span(seq));
      kept.snapshots = [...others, { seq, state: state.slice() }];
    },
    async alone(documentId, work) {
      if (busy.has(documentId)) return false;
      busy.add(documentId);
      await work().finally(() => busy.delete(documentId));
      return true;
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
