import { type Connection, type Document, type Extension, type Hocuspocus, OutgoingMessage } from "@hocuspocus/server";
import { messageYjsSyncStep1, messageYjsSyncStep2 } from "y-protocols/sync";
import * as Y from "yjs";
import { CLOSED, RATIONALE_SCHEMA, scenarioOfName } from "#core/rationale";
import type { Bounds, Closing, Frame } from "#server/collab/bounds";
import { type CollabContext, Refusal } from "#server/collab/caller";
import type { compactor } from "#server/collab/compact";
import { type AutomaticVersions, editDays } from "#server/collab/edit-days";
import { type Decoded, decode, isDeleted, isStateVector, united } from "#server/collab/examine";
import { follower } from "#server/collab/follow";
import { lanes } from "#server/collab/lane";
import { type Editor, grow, type Loaded } from "#server/collab/loaded";
import { decodes, rebuild } from "#server/collab/rebuild";
import { close, refuse } from "#server/collab/refuse";
import { rehearsal } from "#server/collab/rehearsal";
import { HistoryRemoved, type LoggedUpdate, type UpdateLog } from "#server/collab/update-log";
import { log } from "#server/platform/log";

interface WritePathOptions {
  updates: UpdateLog;
  compaction: ReturnType<typeof compactor>;
  bounds: Bounds;
  /** Takes the versions that nobody asks for. */
  versions: AutomaticVersions;
  /** A document could not be loaded: whoever waits for it is to be sent away. Called after the refusal itself was sent. */
  loadFailed(documentName: string, closing: Closing): void;
}

interface WritePath {
  extension: Extension<CollabContext>;
  /** Takes a message of somebody who has been let in. */
  take(connection: Editor, message: Frame): void;
  /** Resolves when every message that has arrived is in the log or refused. */
  settled(documents: Iterable<Document>): Promise<void>;
  stop(): Promise<void>;
}

/** What other nodes wrote comes from the log: it is broadcast like any edit and not stored again. */
const FROM_LOG = { source: "local", skipStoreHooks: true } as const;

/**
 * The way of an edit: decode → is the sender a reader → does it add anything → can the document take it → append to the log → and only
 * then apply, broadcast and acknowledge it. What is refused is never acknowledged and its socket is closed, so that the browser
 * keeps it and sends it again. What other nodes appended joins behind the log. Everything but edits is examined here
 * and then left to the server.
 */
export function writePath({ updates, compaction, bounds, versions, loadFailed }: WritePathOptions): WritePath {
  const loaded = new WeakMap<Y.Doc, Loaded>();
  const following = follower(updates, bounds.headsEveryMs);
  const days = editDays(versions);
  /** Those whose message the server may deal with now. */
  const examined = new WeakSet<Connection>();
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
      lanes: lanes({ edits: saveEdits, other, failed }),
      answers: {
        saved: new OutgoingMessage(document.name).writeSyncStatus(true).toUint8Array(),
        notSaved: new OutgoingMessage(document.name).writeSyncStatus(false).toUint8Array(),
      },
    });
    loadedAt(stored);
  }

  /** Whether the document can take an update that is new to it; refuses what may not be kept. */
  function requireFit({ webSocket, document }: Editor, state: Loaded, update: Uint8Array, decoded: Decoded): void {
    const full = () => state.bytes + update.byteLength > bounds.documentBytes;
    if (decoded.structs.length > 0 && full()) {
      state.bytes = Y.encodeStateAsUpdateV2(document).byteLength;
      if (full()) refuse(webSocket, CLOSED.documentFull);
    }
    const outcome = state.trial.tryOut(update, decoded);
    if (outcome === "breaks") refuse(webSocket, CLOSED.malformed);
    if (outcome === "waits") refuse(webSocket, CLOSED.unavailable); // when it comes again, it brings what is missing
  }

  /** @returns when the update is on disk; what could not be kept is refused */
  async function keep(connection: Editor, state: Loaded, update: Uint8Array): Promise<void> {
    const { documentId, generation } = state;
    try {
      const { userId } = connection.context.caller.actor;
      const seq = await updates.append({ documentId, update, userId, generation });
      following.own(documentId, seq);
      days.see(state, seq);
    } catch (error) {
      state.trial.applied(update);
      if (error instanceof HistoryRemoved) abandon(connection.document);
      log.error({ documentId, error }, "an edit could not be saved");
      refuse(connection.webSocket, CLOSED.unavailable);
    }
    grow(state, update.byteLength);
    if (state.tail.rows < bounds.snapshotRows && state.tail.bytes < bounds.snapshotBytes) return;
    state.tail = { rows: 0, bytes: 0 };
    compaction.request(documentId);
  }

  async function saveEdits(connection: Editor, edits: Uint8Array[]): Promise<void> {
    const { document, webSocket, readOnly } = connection;
    const state = requireOpen(connection);
    const update = united(edits) ?? refuse(webSocket, CLOSED.malformed);
    const decoded = decode(update) ?? refuse(webSocket, CLOSED.malformed);
    // Every editor clears away the same marks after an edit of somebody else: the first who says so is enough.
    const nothingNew = decoded.structs.length === 0 && isDeleted(document, decoded);
    if (!readOnly && !nothingNew) {
      requireFit(connection, state, update, decoded);
      await keep(connection, state, update);
      Y.applyUpdate(document, update, { source: "connection", connection });
      state.trial.applied(update);
    }
    for (const _ of edits) connection.send(readOnly ? state.answers.notSaved : state.answers.saved);
  }

  /** What an editor brings when it comes: often all of it is there already. @returns what of it is new, or null for nothing */
  async function keepBrought(connection: Editor, state: Loaded, brought: Uint8Array): Promise<Uint8Array | null> {
    const { document, webSocket } = connection;
    const decoded = decode(brought) ?? refuse(webSocket, CLOSED.malformed);
    if (connection.readOnly || (decoded.structs.length === 0 && isDeleted(document, decoded))) return null;
    // Somebody may bring what they have from another node: what is in the log already is not kept again.
    await following.level(state.documentId);
    if (Y.snapshotContainsUpdate(Y.snapshot(document), brought)) return null;
    const update = Y.diffUpdate(brought, Y.encodeStateVector(document));
    requireFit(connection, state, update, Y.decodeUpdate(update));
    await keep(connection, state, update);
    return update;
  }

  /** Examines what is no edit, keeps what it brings, and hands it to the server. */
  async function other(connection: Editor, { kind, payload, data }: Frame): Promise<void> {
    const state = requireOpen(connection);
    if (kind === messageYjsSyncStep1 && !isStateVector(payload)) refuse(connection.webSocket, CLOSED.malformed);
    const kept = kind === messageYjsSyncStep2 ? await keepBrought(connection, state, payload) : null;
    examined.add(connection);
    connection.handleMessage(data);
    await connection.waitForPendingMessages();
    examined.delete(connection);
    if (kept) state.trial.applied(kept);
  }

  /** A refusal has closed the socket with its reason; whatever else happened is a fault of ours. */
  function failed(connection: Editor, error: unknown): void {
    examined.delete(connection);
    const closing = error instanceof Refusal ? error : CLOSED.unavailable;
    if (closing !== error)
      log.error({ document: connection.document.name, error }, "a message about a document could not be dealt with");
    close(connection.webSocket, closing);
    connection.close(closing);
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
  function requireOpen({ document, context, webSocket }: Editor): Loaded {
    const state = loaded.get(document);
    // The server lets somebody in to a document that it takes down in the same moment; they come again and find a new one.
    if (!state || server?.documents.get(document.name) !== document) return refuse(webSocket, CLOSED.unavailable);
    const theirs = context.generation ?? 0;
    if (theirs < state.generation) refuse(webSocket, CLOSED.historyRemoved);
    if (theirs === state.generation) return state;
    abandon(document);
    return refuse(webSocket, CLOSED.unavailable); // they come again and find the new text
  }

  const settled = async (document: Document) => loaded.get(document)?.lanes.settled();

  return {
    take(connection, message) {
      loaded.get(connection.document)?.lanes.take(connection, message);
    },
    settled: async (documents) => void (await Promise.all([...documents].map(settled))),
    async stop() {
      await following.stop();
      await days.settled();
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
      // All messages come by `take`: the server is given what was examined there, and nothing else gets through.
      async beforeSync({ connection }) {
        if (!examined.has(connection)) throw new Refusal(CLOSED.unavailable);
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
