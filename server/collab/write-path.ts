import type { beforeSyncPayload, Connection, Document, Extension, Hocuspocus } from "@hocuspocus/server";
import { messageYjsSyncStep1, messageYjsSyncStep2 } from "y-protocols/sync";
import * as Y from "yjs";
import { CLOSED, scenarioOfName } from "#core/rationale";
import type { Bounds, Closing } from "#server/collab/bounds";
import { type CollabContext, Refusal } from "#server/collab/caller";
import type { compactor } from "#server/collab/compact";
import { rebuild } from "#server/collab/rebuild";
import { rehearsal } from "#server/collab/rehearsal";
import type { UpdateLog } from "#server/collab/update-log";
import { log } from "#server/platform/log";

interface Loaded {
  /** Upper estimate of the document's size in bytes, corrected when it matters. */
  bytes: number;
  /** Rows and bytes in the log since the last snapshot. */
  tail: { rows: number; bytes: number };
  trial: ReturnType<typeof rehearsal>;
  /** Everybody whose messages may still be under way, also after their socket is gone. */
  writers: Set<Connection>;
}

interface WritePath {
  extension: Extension<CollabContext>;
  /** Resolves when every message that has arrived is in the log or refused. */
  settled(documents: Iterable<Document>): Promise<void>;
}

/**
 * The way of an edit: decode → is the sender a reader → does it add anything → try it → append to the log → and only then, when this
 * hook returns, does the server apply, broadcast and acknowledge it. What is refused is never acknowledged and its socket is
 * closed, so that the browser keeps it and sends it again.
 */
export function writePath(updates: UpdateLog, compaction: ReturnType<typeof compactor>, bounds: Bounds): WritePath {
  const loaded = new WeakMap<Y.Doc, Loaded>();
  let server: Hocuspocus | null = null;

  async function load(document: Document): Promise<void> {
    const documentId = scenarioOfName(document.name);
    const stored = documentId ? await updates.open(documentId) : null;
    if (!documentId || !stored) throw new Refusal(CLOSED.notFound);
    await rebuild(updates, documentId, stored, document);
    const bytes = stored.tail.reduce((sum, { update }) => sum + update.byteLength, 0);
    loaded.set(document, {
      bytes: bytes + (stored.snapshot?.state.byteLength ?? 0),
      tail: { rows: stored.tail.length, bytes },
      trial: rehearsal(document),
      writers: new Set(),
    });
  }

  /** @returns whether the update is to be kept; refuses what may not be */
  function examine({ type, payload, document, connection }: beforeSyncPayload, state: Loaded): boolean {
    const structs = structsOf(payload);
    if (structs === null) return refuse(connection, CLOSED.malformed);
    if (connection.readOnly) return false; // the server answers "not saved" and applies nothing
    if (type === messageYjsSyncStep2 && Y.snapshotContainsUpdate(Y.snapshot(document), payload)) return false;
    if (structs > 0 && state.bytes + payload.byteLength > bounds.documentBytes) {
      state.bytes = Y.encodeStateAsUpdateV2(document).byteLength;
      if (state.bytes + payload.byteLength > bounds.documentBytes) refuse(connection, CLOSED.documentFull);
    }
    return state.trial.passes(payload) || refuse(connection, CLOSED.malformed);
  }

  async function keep(sync: beforeSyncPayload): Promise<void> {
    const { document, connection, payload, context, documentName } = sync;
    const documentId = scenarioOfName(documentName);
    const state = loaded.get(document);
    if (!documentId || !state) return refuse(connection, CLOSED.unavailable);
    state.writers.add(connection);
    if (!examine(sync, state)) return;
    try {
      await updates.append({ documentId, update: payload, userId: context.caller.actor.userId });
    } catch (error) {
      log.error({ documentId, error }, "an edit could not be saved");
      refuse(connection, CLOSED.unavailable);
    }
    state.bytes += payload.byteLength;
    state.tail.rows += 1;
    state.tail.bytes += payload.byteLength;
    if (state.tail.rows < bounds.snapshotRows && state.tail.bytes < bounds.snapshotBytes) return;
    state.tail = { rows: 0, bytes: 0 };
    compaction.request(documentId);
  }

  const settled = async (document: Document) => {
    const writers = loaded.get(document)?.writers ?? new Set<Connection>();
    await Promise.all([...writers].map((connection) => connection.waitForPendingMessages()));
  };

  return {
    settled: async (documents) => void (await Promise.all([...documents].map(settled))),
    extension: {
      async onLoadDocument({ document, context }) {
        try {
          await load(document);
        } catch (error) {
          // A document whose load fails is not in the server's list, so nobody else would take it down.
          document.destroy();
          if (!(error instanceof Refusal)) log.error({ document: document.name, error }, "a document did not load");
          const closing = error instanceof Refusal ? error : CLOSED.unavailable;
          setImmediate(() => context.caller.close(closing));
          throw new Refusal(closing);
        }
      },
      async onConfigure({ instance }) {
        server = instance;
      },
      async beforeSync(sync) {
        // The server lets somebody in to a document that it takes down in the same moment; they come again and find a new one.
        if (server?.documents.get(sync.documentName) !== sync.document) refuse(sync.connection, CLOSED.unavailable);
        if (sync.type !== messageYjsSyncStep1) await keep(sync);
      },
      async onDisconnect({ document, socketId }) {
        const writers = loaded.get(document)?.writers ?? new Set<Connection>();
        for (const writer of writers)
          if (writer.socketId === socketId && !document.hasConnection(writer)) writers.delete(writer);
      },
      // Somebody else's last words may still be on their way to the log: a document loaded anew meanwhile would lack them.
      beforeUnloadDocument: ({ document }) => settled(document),
      async afterLoadDocument({ document }) {
        document.on("destroy", () => loaded.get(document)?.trial.end());
      },
      async afterUnloadDocument({ documentName }) {
        const documentId = scenarioOfName(documentName);
        if (documentId) compaction.request(documentId);
      },
    },
  };
}

function structsOf(update: Uint8Array): number | null {
  try {
    return Y.decodeUpdate(update).structs.length;
  } catch {
    return null;
  }
}

function refuse(connection: Connection, closing: Closing): never {
  connection.webSocket.close(closing.code, closing.reason);
  throw new Refusal(closing);
}
