import type { Connection, Document, Extension, Hocuspocus } from "@hocuspocus/server";
import { messageYjsSyncStep1, messageYjsSyncStep2 } from "y-protocols/sync";
import * as Y from "yjs";
import { CLOSED, RATIONALE_SCHEMA, scenarioOfName } from "#core/rationale";
import type { Bounds, Closing } from "#server/collab/bounds";
import { type CollabContext, Refusal } from "#server/collab/caller";
import type { compactor } from "#server/collab/compact";
import { follower } from "#server/collab/follow";
import { decodes, rebuild } from "#server/collab/rebuild";
import { rehearsal } from "#server/collab/rehearsal";
import { HistoryRemoved, type LoggedUpdate, type UpdateLog } from "#server/collab/update-log";
import { log } from "#server/platform/log";

interface Loaded {
  documentId: string;
  generation: number;
  /** The UTC day of the last edit, as `dayOf` says it; null before the first since it was loaded. */
  editedOn: number | null;
  /** Upper estimate of the document's size in bytes, corrected when it matters. */
  bytes: number;
  /** Rows and bytes in the log since the last snapshot. */
  tail: { rows: number; bytes: number };
  trial: ReturnType<typeof rehearsal>;
  /** Everybody whose messages may still be under way, also after their socket is gone. */
  writers: Set<Connection>;
}

type SyncMessage = { type: number; payload: Uint8Array };

interface WritePathOptions {
  updates: UpdateLog;
  compaction: ReturnType<typeof compactor>;
  bounds: Bounds;
  /** Takes the versions that nobody asks for. */
  versions: AutomaticVersions;
  /** A document could not be loaded: whoever waits for it is to be sent away. Called after the refusal itself was sent. */
  loadFailed(documentName: string, closing: Closing): void;
}

/** What has to be kept of a text before something happens to it. */
export interface AutomaticVersions {
  /** An update is in the log: if it is the first of its day, the text before it. May be told more than once. */
  edited(documentId: string, seq: number): Promise<void>;
  /** The text as editors of an earlier schema wrote it, before the first of this one opens it. */
  beforeSchemaChange(documentId: string): Promise<void>;
}

interface WritePath {
  extension: Extension<CollabContext>;
  /** Resolves when every message that has arrived is in the log or refused. */
  settled(documents: Iterable<Document>): Promise<void>;
  stop(): Promise<void>;
}

/** What other nodes wrote comes from the log: it is broadcast like any edit and not stored again. */
const FROM_LOG = { source: "local", skipStoreHooks: true } as const;

/**
 * The way of an edit: decode → is the sender a reader → does it add anything → can the document take it → append to the log → and only
 * then, when this hook returns, does the server apply, broadcast and acknowledge it. What is refused is never acknowledged and
 * its socket is closed, so that the browser keeps it and sends it again. What other nodes appended joins behind the log.
 */
export function writePath({ updates, compaction, bounds, versions, loadFailed }: WritePathOptions): WritePath {
  const loaded = new WeakMap<Y.Doc, Loaded>();
  const following = follower(updates, bounds.headsEveryMs);
  /** Versions that are being taken. */
  const takings = new Set<Promise<void>>();
  let server: Hocuspocus | null = null;

  async function load(document: Document): Promise<void> {
    const documentId = scenarioOfName(document.name);
    if (!documentId) throw new Refusal(CLOSED.notFound);
    const loadedAt = await following.begin(documentId, {
      take: (rows) => takeFromLog(document, rows),
      removed: () => abandon(document),
    });
    document.on("destroy", () => following.end(documentId));
    const stored = await updates.open(documentId);
    if (!stored) throw new Refusal(CLOSED.notFound);
    // A node of an older release: its editors would delete what they do not know.
    if (stored.schemaVersion > RATIONALE_SCHEMA) throw new Refusal(CLOSED.schemaChanged);
    if (stored.schemaVersion < RATIONALE_SCHEMA) await versions.beforeSchemaChange(documentId);
    await rebuild(updates, documentId, stored, document);
    const bytes = stored.tail.reduce((sum, { update }) => sum + update.byteLength, 0);
    const trial = rehearsal(document);
    document.on("destroy", trial.end);
    loaded.set(document, {
      documentId,
      generation: stored.generation,
      editedOn: null,
      bytes: bytes + (stored.snapshot?.state.byteLength ?? 0),
      tail: { rows: stored.tail.length, bytes },
      trial,
      writers: new Set(),
    });
    loadedAt(stored);
  }

  /** @returns what is to be kept of an update, or null for nothing; refuses what may not be */
  async function examine(connection: Connection<CollabContext>, { type, payload }: SyncMessage, state: Loaded) {
    const { document } = connection;
    let update = payload;
    let decoded = decode(update);
    if (decoded === null) return refuse(connection, CLOSED.malformed);
    if (connection.readOnly) return null; // the server answers "not saved" and applies nothing
    // Every editor clears away the same marks after an edit of somebody else: the first who says so is enough.
    if (decoded.structs.length === 0 && isDeleted(document, decoded)) return null;
    if (type === messageYjsSyncStep2) {
      // Somebody may bring what they have from another node: what is in the log already is not kept again.
      await following.level(state.documentId);
      if (Y.snapshotContainsUpdate(Y.snapshot(document), update)) return null;
      update = Y.diffUpdate(update, Y.encodeStateVector(document));
      decoded = Y.decodeUpdate(update);
    }
    if (decoded.structs.length > 0 && state.bytes + update.byteLength > bounds.documentBytes) {
      state.bytes = Y.encodeStateAsUpdateV2(document).byteLength;
      if (state.bytes + update.byteLength > bounds.documentBytes) refuse(connection, CLOSED.documentFull);
    }
    const outcome = state.trial.tryOut(update, decoded);
    if (outcome === "breaks") return refuse(connection, CLOSED.malformed);
    if (outcome === "waits") return refuse(connection, CLOSED.unavailable); // when it comes again, it brings what is missing
    return update;
  }

  async function keep(connection: Connection<CollabContext>, message: SyncMessage): Promise<void> {
    const state = loaded.get(connection.document);
    if (!state) return refuse(connection, CLOSED.unavailable);
    state.writers.add(connection);
    const update = await examine(connection, message, state);
    if (!update) return;
    const { documentId, generation } = state;
    try {
      const { userId } = connection.context.caller.actor;
      const seq = await updates.append({ documentId, update, userId, generation });
      following.own(documentId, seq);
      seeDay(state, seq);
    } catch (error) {
      if (error instanceof HistoryRemoved) abandon(connection.document);
      log.error({ documentId, error }, "an edit could not be saved");
      refuse(connection, CLOSED.unavailable);
    } finally {
      state.trial.applied(update);
    }
    grow(state, update.byteLength);
    if (state.tail.rows < bounds.snapshotRows && state.tail.bytes < bounds.snapshotBytes) return;
    state.tail = { rows: 0, bytes: 0 };
    compaction.request(documentId);
  }

  /** An edit on another day than the last: one question, and none for the edits that follow. */
  function seeDay(state: Loaded, seq: number): void {
    const today = dayOf(Date.now());
    if (state.editedOn === today) return;
    state.editedOn = today;
    const taking = versions
      .edited(state.documentId, seq)
      .catch((error: unknown) => {
        state.editedOn = null; // the next edit asks again
        log.error({ documentId: state.documentId, error }, "the text before the first edit of a day could not be kept");
      })
      .finally(() => takings.delete(taking));
    takings.add(taking);
  }

  /** Everybody who has it open holds history that was removed: they begin anew, and so does this node. */
  function abandon(document: Document): void {
    for (const { webSocket } of document.getConnections()) close(webSocket, CLOSED.historyRemoved);
  }

  function takeFromLog(document: Document, rows: LoggedUpdate[]): void {
    const state = loaded.get(document);
    if (!state) return;
    try {
      document.transact(() => {
        for (const { seq, update } of rows) {
          if (!update) continue;
          if (decodes(update)) Y.applyUpdate(document, update);
          else log.error({ documentId: state.documentId, seq }, "an update from another node does not decode");
          grow(state, update.byteLength);
        }
      }, FROM_LOG);
    } catch (error) {
      // Loading it anew sorts out what cannot be applied; until then nobody goes on writing into a half-changed document.
      log.error({ documentId: state.documentId, error }, "what another node wrote could not be applied");
      for (const { webSocket } of document.getConnections()) close(webSocket, CLOSED.unavailable);
    }
  }

  /** Of two generations the earlier gives way: an editor is told to begin anew, a text that is open here is let go. */
  function requireGeneration(connection: Connection<CollabContext>): void {
    const { document, context } = connection;
    const [theirs, ours] = [context.generation ?? 0, loaded.get(document)?.generation ?? 0];
    if (theirs < ours) refuse(connection, CLOSED.historyRemoved);
    if (theirs === ours) return;
    abandon(document);
    refuse(connection, CLOSED.unavailable); // they come again and find the new text
  }

  async function admit(connection: Connection<CollabContext>, message: SyncMessage): Promise<void> {
    const { document } = connection;
    // The server lets somebody in to a document that it takes down in the same moment; they come again and find a new one.
    if (server?.documents.get(document.name) !== document) refuse(connection, CLOSED.unavailable);
    requireGeneration(connection);
    if (message.type !== messageYjsSyncStep1) await keep(connection, message);
    else if (!isStateVector(message.payload)) refuse(connection, CLOSED.malformed);
  }

  const settled = async (document: Document) => {
    const writers = loaded.get(document)?.writers ?? new Set<Connection>();
    await Promise.all([...writers].map((connection) => connection.waitForPendingMessages()));
  };

  return {
    settled: async (documents) => void (await Promise.all([...documents].map(settled))),
    async stop() {
      await following.stop();
      await Promise.all(takings);
    },
    extension: {
      async onLoadDocument({ document }) {
        try {
          await load(document);
        } catch (error) {
          // A document whose load fails is not in the server's list, so nobody else would take it down.
          document.destroy();
          if (!(error instanceof Refusal)) log.error({ document: document.name, error }, "a document did not load");
          const closing = error instanceof Refusal ? error : CLOSED.unavailable;
          setImmediate(() => loadFailed(document.name, closing));
          throw new Refusal(closing);
        }
      },
      async onConfigure({ instance }) {
        server = instance;
      },
      // Only what arrives before its connection is known comes this way; the rest goes there at once, as hooks cost at each message.
      beforeSync: ({ connection, type, payload }) => admit(connection, { type, payload }),
      async connected({ connection }) {
        connection.beforeSync(admit).beforeHandleMessage(nothing).afterHandleMessage(nothing);
      },
      async onDisconnect({ document, socketId }) {
        const writers = loaded.get(document)?.writers ?? new Set<Connection>();
        for (const writer of writers)
          if (writer.socketId === socketId && !document.hasConnection(writer)) writers.delete(writer);
      },
      // Somebody else's last words may still be on their way to the log: a document loaded anew meanwhile would lack them.
      beforeUnloadDocument: ({ document }) => settled(document),
      async afterUnloadDocument({ documentName }) {
        const documentId = scenarioOfName(documentName);
        if (documentId) compaction.request(documentId);
      },
    },
  };
}

const DAY_MS = 86_400_000;
const dayOf = (at: number): number => Math.floor(at / DAY_MS);

const NOTHING = Promise.resolve();
const nothing = () => NOTHING;

function grow(state: Loaded, bytes: number): void {
  state.bytes += bytes;
  state.tail.rows += 1;
  state.tail.bytes += bytes;
}

/** Whether all that an update deletes is deleted already. */
function isDeleted({ store }: Y.Doc, { ds }: Decoded): boolean {
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

type Decoded = ReturnType<typeof Y.decodeUpdate>;

function decode(update: Uint8Array): Decoded | null {
  try {
    return Y.decodeUpdate(update);
  } catch {
    return null;
  }
}

function isStateVector(data: Uint8Array): boolean {
  try {
    Y.decodeStateVector(data);
    return true;
  } catch {
    return false;
  }
}

const close = (webSocket: Connection["webSocket"], { code, reason }: Closing) => webSocket.close(code, reason);

function refuse(connection: Connection, closing: Closing): never {
  close(connection.webSocket, closing);
  throw new Refusal(closing);
}
