import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { tokenBucket } from "#server/collab/bounds";
import { neighbours } from "#server/collab/neighbours";
import type { Hint } from "#server/collab/update-log";
import { log } from "#server/platform/log";

/** The channel on which they go. */
export const HINTS = "collab_update";
/** A payload of NOTIFY ends at 8,000 bytes; a hint takes at most 47. */
const HINTS_A_NOTICE = 160;
const RETRY_MS = 500;
/** Notices sent without a pause; beyond them hints gather, and one round to the database tells of all that was typed meanwhile. */
const PACE = { perSecond: 100, burst: 20 };
/** What a node says when it begins to listen, when it hears of a new one, and from time to time. */
const HERE = "here";

/**
 * Hints between nodes: which documents have grown, and up to where. They are sent after the commit and apart from it, since
 * a NOTIFY inside the transaction would make all commits wait for each other; what gathers while one is under way
 * goes out as the next. A lost one is repaired by whoever asks for heads from time to time. A node that hears of no other sends none.
 *
 * @param connect gives a connection of its own, not yet connected, for which a commit need not wait for the disk
 */
export function postgresHints(connect: () => pg.Client) {
  const unpaused = tokenBucket(PACE, performance.now());
  const others = neighbours();
  const waiting = new Map<string, number>();
  let connection: Promise<pg.Client> | null = null;
  let current: pg.Client | null = null;
  const listeners = new Set<(hint: Hint) => void>();
  let sending: Promise<void> | null = null;
  let stopped = false;

  function connected(): Promise<pg.Client> {
    connection ??= open();
    return connection;
  }

  async function open(): Promise<pg.Client> {
    const client = connect();
    const lost = () => {
      if (client !== current) return;
      current = null;
      connection = null;
      if (listeners.size > 0 && !stopped) setTimeout(again, RETRY_MS).unref();
    };
    current = client;
    client.on("error", lost);
    client.on("end", lost);
    client.on("notification", ({ processId, payload }) => {
      const own = "processID" in client && processId === client.processID;
      if (own) return;
      if (others.heard(processId)) sayHere();
      for (const hint of readHints(payload ?? "")) for (const listener of listeners) listener(hint);
    });
    try {
      await client.connect();
      if (listeners.size > 0) await listenOn(client);
      return client;
    } catch (error) {
      client.end().catch(() => {}); // it never was
      lost();
      throw error;
    }
  }

  async function listenOn(client: pg.Client): Promise<void> {
    await client.query(`LISTEN ${HINTS}`);
    others.ask();
    await client.query(`NOTIFY ${HINTS}, '${HERE}'`);
  }

  /** Without a connection nobody hears it: the next one says it again. */
  function sayHere(): void {
    if (current && connection) connection.then((client) => client.query(`NOTIFY ${HINTS}, '${HERE}'`)).catch(() => {});
  }
  const heartbeat = setInterval(() => listeners.size > 0 && sayHere(), others.everyMs).unref();

  function again(): void {
    if (!stopped) connected().catch(() => {}); // the attempt itself sees to the next
  }

  async function send(): Promise<void> {
    while (waiting.size > 0) {
      while (!unpaused.take(1, performance.now())) await delay(unpaused.lacksMs(1));
      const notice = [...waiting].slice(0, HINTS_A_NOTICE);
      for (const [documentId] of notice) waiting.delete(documentId);
      try {
        const client = await connected();
        const payload = notice.map(([documentId, seq]) => `${documentId}:${seq}`).join(" ");
        await client.query(`NOTIFY ${HINTS}, '${payload}'`); // one message there and one back; ids and numbers need no quoting
      } catch (error) {
        log.warn({ error }, "other nodes learn of an edit by asking");
      }
    }
    sending = null;
  }

  return {
    /** Tells the other nodes, soon. */
    say(documentId: string, seq: number): void {
      if (listeners.size > 0 && others.alone()) return;
      waiting.set(documentId, Math.max(seq, waiting.get(documentId) ?? 0));
      sending ??= send();
    },
    async listen(listener: (hint: Hint) => void): Promise<void> {
      listeners.add(listener);
      const had = connection;
      const client = await connected();
      if (had) await listenOn(client);
    },
    async stop(): Promise<void> {
      await sending;
      stopped = true;
      clearInterval(heartbeat);
      const client = await connection?.catch(() => null);
      await client?.end().catch(() => {}); // lost is ended, too
    },
  };
}

function readHints(payload: string): Hint[] {
  return payload.split(" ").flatMap((hint) => {
    const [documentId = "", seq] = hint.split(":");
    return documentId && Number.isInteger(Number(seq)) ? [{ documentId, seq: Number(seq) }] : [];
  });
}
