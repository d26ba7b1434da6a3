import type { Connection } from "@hocuspocus/server";
import type { Frame } from "#server/collab/bounds";

interface Handlers<Of> {
  /** Edits that came one after the other: kept, applied and acknowledged when it resolves. */
  edits(connection: Of, updates: Uint8Array[]): Promise<void>;
  /** Anything else. */
  other(connection: Of, message: Frame): Promise<void>;
  /** One of the two was refused or failed: nothing more is taken from this connection. */
  failed(connection: Of, error: unknown): void;
}

/** Sync messages that carry an edit. */
const UPDATE = 2;

/**
 * Takes the messages of each connection in their order, one after the other. Edits that gathered while the last was on its way to
 * the disk go on together, so that somebody who types faster than the disk answers costs it no more.
 */
export function lanes<Of extends Connection>({ edits, other, failed }: Handlers<Of>) {
  interface Lane {
    waiting: Frame[];
    running: Promise<void> | null;
  }
  const open = new Map<Of, Lane>();

  async function work(connection: Of, lane: Lane): Promise<void> {
    const { waiting } = lane;
    try {
      while (waiting.length > 0) {
        const updates = leadingEdits(waiting);
        const message = updates.length === 0 ? waiting.shift() : undefined;
        if (message) await other(connection, message);
        else await edits(connection, updates);
      }
    } catch (error) {
      waiting.length = 0;
      failed(connection, error);
    } finally {
      lane.running = null;
      open.delete(connection);
    }
  }

  return {
    take(connection: Of, message: Frame): void {
      const lane = open.get(connection) ?? { waiting: [], running: null };
      open.set(connection, lane);
      lane.waiting.push(message);
      lane.running ??= work(connection, lane);
    },
    /** Resolves when all that was taken has been dealt with. */
    async settled(): Promise<void> {
      await Promise.all([...open.values()].map(({ running }) => running));
    },
  };
}

function leadingEdits(waiting: Frame[]): Uint8Array[] {
  const other = waiting.findIndex(({ kind }) => kind !== UPDATE);
  return waiting.splice(0, other < 0 ? waiting.length : other).map(({ payload }) => payload);
}
