import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RATIONALE_SCHEMA } from "#core/rationale";
import type { UpdateLog } from "#server/collab/update-log";

interface Subject {
  log: UpdateLog;
  /** An independent writer on the same store: another node. */
  other: UpdateLog;
  /** A scenario without a document. */
  scenario(): Promise<string>;
  userId: string;
}

/** What every document begins with. */
const NEW = { generation: 0, schemaVersion: RATIONALE_SCHEMA };
const NOWHERE = "0198c5a0-7c00-7000-8000-00000000dead";
const bytes = (...values: number[]) => Uint8Array.from(values);

/** What every log of shared documents must do. */
export function updateLogContract(name: string, prepare: () => Promise<Subject>): void {
  describe(`${name} keeps the contract of the update log`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await prepare();
    });
    afterAll(async () => {
      await subject.log.stop();
      await subject.other.stop();
    });

    async function opened(): Promise<string> {
      const documentId = await subject.scenario();
      await subject.log.open(documentId);
      return documentId;
    }

    const append = (documentId: string, update: Uint8Array, log = subject.log) =>
      log.append({ documentId, update, userId: subject.userId });

    it("a document is made when it is first opened, not when it is read", async () => {
      const documentId = await subject.scenario();
      expect(await subject.log.read(documentId)).toBeNull();
      expect(await subject.log.open(documentId)).toEqual({ head: 0, ...NEW, snapshot: null, tail: [] });
      expect(await subject.log.read(documentId)).toEqual({ head: 0, ...NEW, snapshot: null, tail: [] });
    });

    it("a scenario that does not exist has no document and takes no update", async () => {
      expect(await subject.log.open(NOWHERE)).toBeNull();
      await expect(append(NOWHERE, bytes(1))).rejects.toThrow(RangeError);
    });

    it("updates come back as they were, numbered from 1 in the order they were given", async () => {
      const documentId = await opened();
      const given = [bytes(0, 255, 92), bytes(), bytes(39, 0, 7)];
      expect(await Promise.all(given.map((update) => append(documentId, update)))).toEqual([1, 2, 3]);
      const stored = await subject.log.read(documentId);
      expect(stored?.head).toBe(3);
      expect(stored?.tail.map(({ seq, update }) => ({ seq, update: [...update] }))).toEqual(
        given.map((update, index) => ({ seq: index + 1, update: [...update] })),
      );
    });

    it("a refused update takes no others of its batch with it", async () => {
      const documentId = await opened();
      const [first, nowhere, second] = await Promise.allSettled([
        append(documentId, bytes(1)),
        append(NOWHERE, bytes(2)),
        append(documentId, bytes(3)),
      ]);
      expect([first, second].map((result) => result?.status)).toEqual(["fulfilled", "fulfilled"]);
      expect(nowhere?.status).toBe("rejected");
      expect((await subject.log.read(documentId))?.head).toBe(2);
    });

    it("an update of an empty user is kept", async () => {
      const documentId = await opened();
      expect(await subject.log.append({ documentId, update: bytes(1), userId: null })).toBe(1);
    });

    it("two writers on overlapping documents leave no gap and number nothing twice", async () => {
      const documents = await Promise.all(Array.from({ length: 4 }, opened));
      const numbers = new Map(documents.map((id) => [id, [] as number[]]));
      const writers = [subject.log, subject.other].flatMap((log) =>
        Array.from({ length: 200 }, async (_, index) => {
          const documentId = documents[(index * 7) % documents.length] ?? "";
          numbers.get(documentId)?.push(await append(documentId, bytes(index % 256), log));
        }),
      );
      await Promise.all(writers);
      for (const [documentId, given] of numbers) {
        expect(given.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
        const stored = await subject.other.read(documentId);
        expect(stored?.head).toBe(100);
        expect(stored?.tail.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
      }
    });

    it("a snapshot stands for what came before it; the newest counts", async () => {
      const documentId = await opened();
      for (const value of [1, 2, 3, 4]) await append(documentId, bytes(value));
      await subject.log.addSnapshot(documentId, 3, bytes(33), 1);
      await subject.log.addSnapshot(documentId, 2, bytes(22), 1);
      const stored = await subject.log.read(documentId);
      expect(stored?.head).toBe(4);
      expect(stored?.snapshot?.seq).toBe(3);
      expect([...(stored?.snapshot?.state ?? [])]).toEqual([33]);
      expect(stored?.tail.map(({ seq }) => seq)).toEqual([4]);
    });

    it("what was made in a generation that the document is not of is not kept", async () => {
      const documentId = await opened();
      const entry = { documentId, update: bytes(1), userId: subject.userId };
      const [stale, fresh, any] = await Promise.allSettled([
        subject.log.append({ ...entry, generation: 7 }),
        subject.log.append({ ...entry, generation: 0 }),
        subject.log.append(entry),
      ]);
      expect(stale).toMatchObject({ status: "rejected", reason: { name: "HistoryRemoved" } });
      expect([fresh, any]).toMatchObject([{ value: 1 }, { value: 2 }]);
      await subject.log.addSnapshot(documentId, 2, bytes(9), 1, 7);
      expect((await subject.log.read(documentId))?.snapshot).toBeNull();
      expect((await subject.log.since(new Map([[documentId, 0]]))).map(({ generation }) => generation)).toEqual([0, 0]);
    });

    it("a snapshot that another node has already made is left as it is", async () => {
      const documentId = await opened();
      await append(documentId, bytes(1));
      await subject.log.addSnapshot(documentId, 1, bytes(7), 1);
      await subject.other.addSnapshot(documentId, 1, bytes(8), 1);
      expect([...((await subject.log.read(documentId))?.snapshot?.state ?? [])]).toEqual([7]);
    });

    it("of the snapshots within a span of updates the newest is kept", async () => {
      const documentId = await opened();
      for (let value = 1; value <= 12; value += 1) await append(documentId, bytes(value));
      for (const seq of [2, 4, 6, 9, 12]) await subject.log.addSnapshot(documentId, seq, bytes(seq), 5);
      const snapshots = new Set<number | undefined>();
      for (let seq = 1; seq <= 12; seq += 1)
        snapshots.add((await subject.log.readAt(documentId, { seq }))?.snapshot?.seq);
      expect([...snapshots]).toEqual([undefined, 4, 9, 12]);
    });

    it("a document can be read as it was after any update and at any instant", async () => {
      const documentId = await opened();
      const before = new Date(Date.now() - 60_000);
      for (let value = 1; value <= 9; value += 1) await append(documentId, bytes(value));
      await subject.log.addSnapshot(documentId, 4, bytes(44), 5);
      for (let seq = 0; seq <= 9; seq += 1) {
        const stored = await subject.other.readAt(documentId, { seq });
        expect(stored?.head).toBe(seq);
        const from = seq < 4 ? 0 : 4;
        expect(stored?.snapshot?.seq ?? 0).toBe(from);
        expect(stored?.tail.map((row) => row.seq)).toEqual(
          Array.from({ length: seq - from }, (_, index) => from + index + 1),
        );
      }
      expect((await subject.log.readAt(documentId, { seq: 99 }))?.head).toBe(9);
      expect(await subject.log.readAt(documentId, { instant: before })).toEqual({
        head: 0,
        ...NEW,
        snapshot: null,
        tail: [],
      });
      expect((await subject.log.readAt(documentId, { instant: new Date(Date.now() + 60_000) }))?.head).toBe(9);
      expect(await subject.log.readAt(NOWHERE, { seq: 1 })).toBeNull();
    });

    it("heads and what follows a sequence are told for several documents at once", async () => {
      const [one, two] = [await opened(), await opened()];
      for (const value of [1, 2, 3]) await append(one, bytes(value));
      for (const value of [7, 8]) await append(two, bytes(value));
      await subject.log.quarantine(one, 3);
      expect(await subject.other.heads([one, two, NOWHERE])).toEqual(
        new Map([
          [one, 3],
          [two, 2],
        ]),
      );
      expect(await subject.other.heads([])).toEqual(new Map());
      const rows = await subject.other.since(
        new Map([
          [one, 1],
          [two, 2],
        ]),
      );
      expect(rows.map(({ documentId, seq, update }) => [documentId, seq, update && [...update]])).toEqual([
        [one, 2, [2]],
        [one, 3, null],
      ]);
    });

    it("what another writer appends is hinted at when it can be read", async () => {
      const documentId = await opened();
      let hinted = 0;
      await new Promise<void>((resolve) => {
        const listening = subject.other.listen(async (hint) => {
          if (hint.documentId !== documentId) return;
          hinted = Math.max(hinted, hint.seq);
          const heads = await subject.other.heads([documentId]);
          expect(heads.get(documentId)).toBeGreaterThanOrEqual(hint.seq);
          if (hint.seq === 20) resolve();
        });
        void listening.then(() => Promise.all(Array.from({ length: 20 }, () => append(documentId, bytes(1)))));
      });
      expect(hinted).toBe(20);
    });

    it("of two who want to do the same work alone, one does", async () => {
      const documentId = await opened();
      const done: string[] = [];
      const first = await subject.log.alone(documentId, async () => {
        done.push("first");
        expect(await subject.other.alone(documentId, async () => void done.push("second"))).toBe(false);
      });
      expect(first).toBe(true);
      expect(await subject.other.alone(documentId, async () => void done.push("third"))).toBe(true);
      expect(done).toEqual(["first", "third"]);
      await expect(subject.log.alone(documentId, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
      expect(await subject.other.alone(documentId, async () => {})).toBe(true);
    });

    it("a quarantined update is left out and keeps its number", async () => {
      const documentId = await opened();
      for (const value of [1, 2, 3]) await append(documentId, bytes(value));
      await subject.log.quarantine(documentId, 2);
      const stored = await subject.log.read(documentId);
      expect(stored?.head).toBe(3);
      expect(stored?.tail.map(({ seq }) => seq)).toEqual([1, 3]);
      expect(await append(documentId, bytes(4))).toBe(4);
    });

    it("stopping waits for what was appended", async () => {
      const { log, scenario, userId, other } = await prepare();
      const documentId = await scenario();
      await log.open(documentId);
      const appended = Promise.all(
        Array.from({ length: 50 }, () => log.append({ documentId, update: bytes(1), userId })),
      );
      await log.stop();
      expect(await appended).toHaveLength(50);
      expect((await other.read(documentId))?.head).toBe(50);
      await other.stop();
    });
  });
}
