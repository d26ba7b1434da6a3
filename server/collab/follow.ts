import { setTimeout as delay } from "node:timers/promises";
import type { LoggedUpdate, UpdateLog } from "#server/collab/update-log";
import { log } from "#server/platform/log";

/** A document that is open on this node. */
interface Followed {
  /** Up to where the document holds the log without a gap; null until it is loaded. */
  held: number | null;
  /** Own updates beyond that: somebody else's stand between. */
  ahead: Set<number>;
  /** The highest sequence that is known to exist. */
  known: number;
  /** Of the text that is open. */
  generation: number;
  take(rows: LoggedUpdate[]): void;
  removed(): void;
}

interface Listener {
  /** Is given what others wrote, in order; each row once. */
  take(rows: LoggedUpdate[]): void;
  /** The document's history was removed: what is open here is of the past, and nothing is told of it any more. */
  removed(): void;
}

/**
 * Keeps the open documents of this node level with the log, which other nodes write as well. A hint, or a sequence of our
 * own that does not follow on what we hold, shows that rows are missing; they are fetched for all such documents at once.
 * Hints can be lost, so the heads of all open documents are asked for every few seconds in one query.
 *
 * @param everyMs how often heads are asked for; half of it more or less, so that nodes do not ask in step
 */
export function follower(updates: UpdateLog, everyMs: number) {
  const open = new Map<string, Followed>();
  const stopped = new AbortController();
  let fetching: Promise<void> | null = null;

  function learn(documentId: string, seq: number): void {
    const followed = open.get(documentId);
    if (!followed || seq <= followed.known) return;
    followed.known = seq;
    if (behind(followed)) fetchSoon();
  }

  const behind = ({ held, known }: Followed) => held !== null && known > held;

  function fetchSoon(): void {
    fetching ??= fetch().finally(() => {
      fetching = null;
    });
  }

  async function fetch(): Promise<void> {
    for (;;) {
      const after = new Map<string, number>();
      for (const [documentId, followed] of open)
        if (behind(followed) && followed.held !== null) after.set(documentId, followed.held);
      if (after.size === 0) return;
      const rows = await updates.since(after).catch((error: unknown) => {
        log.error({ error }, "what other nodes wrote could not be read");
        return [];
      });
      if (rows.length === 0) return; // the next question for heads asks again
      for (const [documentId, own] of Map.groupBy(rows, (row) => row.documentId)) take(documentId, own);
    }
  }

  function take(documentId: string, rows: LoggedUpdate[]): void {
    const followed = open.get(documentId);
    const last = rows.at(-1)?.seq;
    if (!followed || followed.held === null || last === undefined) return;
    if (rows.some(({ generation }) => generation !== followed.generation)) {
      open.delete(documentId);
      followed.removed();
      return;
    }
    const { held, ahead } = followed;
    const fresh = rows.filter(({ seq }) => seq > held && !ahead.has(seq));
    followed.held = Math.max(held, last);
    advance(followed);
    if (fresh.length > 0) followed.take(fresh);
  }

  function advance(followed: Followed): void {
    if (followed.held === null) return;
    for (const seq of followed.ahead) if (seq <= followed.held) followed.ahead.delete(seq);
    while (followed.ahead.delete(followed.held + 1)) followed.held += 1;
  }

  async function askForHeads(): Promise<void> {
    for (;;) {
      await delay(everyMs * (0.5 + Math.random()), undefined, { signal: stopped.signal, ref: false });
      const heads = await updates.heads([...open.keys()]).catch(() => new Map<string, number>()); // asked again soon
      for (const [documentId, head] of heads) learn(documentId, head);
      if ([...open.values()].some(behind)) fetchSoon();
    }
  }
  askForHeads().catch(() => {}); // ends by being stopped
  const listening = updates
    .listen(({ documentId, seq }) => learn(documentId, seq))
    .catch((error: unknown) => log.warn({ error }, "what other nodes write is learnt by asking only"));

  return {
    /**
     * Begins before the document is read, so that nothing falls between.
     *
     * @returns what to call with what was read
     */
    async begin(documentId: string, listener: Listener): Promise<(read: { head: number; generation: number }) => void> {
      const followed: Followed = { held: null, ahead: new Set(), known: 0, generation: 0, ...listener };
      open.set(documentId, followed);
      await listening;
      return ({ head, generation }) => {
        followed.held = head;
        followed.generation = generation;
        if (behind(followed)) fetchSoon();
      };
    },
    /** An update of this node has got its sequence. */
    own(documentId: string, seq: number): void {
      const followed = open.get(documentId);
      if (!followed || followed.held === null || seq <= followed.held) return;
      followed.ahead.add(seq);
      followed.known = Math.max(followed.known, seq);
      advance(followed);
      if (behind(followed)) fetchSoon();
    },
    /** Resolves when the document holds all that the log had when this was called, or when that cannot be found out. */
    async level(documentId: string): Promise<void> {
      const heads = await updates.heads([documentId]).catch(() => new Map<string, number>()); // appending will fail, too
      learn(documentId, heads.get(documentId) ?? 0);
      await fetching;
    },
    end(documentId: string): void {
      open.delete(documentId);
    },
    async stop(): Promise<void> {
      stopped.abort();
      open.clear();
      await fetching;
    },
  };
}
