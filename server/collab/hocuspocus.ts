import type { IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import {
  type Connection,
  type connectedPayload,
  Hocuspocus,
  type HookName,
  type HookPayloadByName,
} from "@hocuspocus/server";
import { CLOSED, scenarioOfName } from "#core/rationale";
import { authenticate } from "#server/collab/authenticate";
import { automaticVersions } from "#server/collab/automatic-versions";
import { AUTH, AWARENESS, BOUNDS, type Bounds, type Closing, type Frame } from "#server/collab/bounds";
import type { Caller, CollabContext } from "#server/collab/caller";
import { compactor } from "#server/collab/compact";
import { cursors } from "#server/collab/cursors";
import { door, type Visit } from "#server/collab/door";
import type { AutomaticVersions } from "#server/collab/edit-days";
import { mentions } from "#server/collab/mentions";
import { postgresLog } from "#server/collab/postgres-log";
import { placeCaret, readsAsCarets } from "#server/collab/presence";
import { rechecking } from "#server/collab/recheck";
import type { UpdateLog } from "#server/collab/update-log";
import { writePath } from "#server/collab/write-path";
import { env } from "#server/platform/env";

interface CollabOptions {
  updates?: UpdateLog;
  bounds?: Partial<Bounds>;
  versions?: AutomaticVersions;
  /** Carries carets to other nodes; null for none. */
  redisUrl?: string | null;
  /** Milliseconds that a mention must stand before its member is told. */
  tellMentionedAfterMs?: number;
}

/** How long edits that have arrived may take to reach the log when the server stops. */
const LAST_EDITS_MS = 4_000;

/** The protocol without its own way of keeping: an edit is in the log before it is in the document, so nothing is stored later. */
class Documents extends Hocuspocus<CollabContext> {
  override async storeDocumentHooks(): Promise<void> {}

  /** Most hooks have nobody behind them and are asked for at each message. */
  override hooks<Name extends HookName>(
    name: Name,
    payload: HookPayloadByName<CollabContext>[Name],
    ...callback: Callback
  ): Promise<unknown> {
    const wanted = this.configuration.extensions.some((extension) => typeof extension[name] === "function");
    return wanted ? super.hooks(name, payload, ...callback) : NOTHING;
  }
}

type Callback = Parameters<Hocuspocus["hooks"]> extends [unknown, unknown, ...infer Rest] ? Rest : never;
const NOTHING = Promise.resolve();
const nothing = () => NOTHING;
/** In place of the server's own empty answers. */
const UNUSED = {
  onConnect: undefined,
  connected: undefined,
  beforeHandleMessage: undefined,
  afterHandleMessage: undefined,
  beforeHandleAwareness: undefined,
  beforeSync: undefined,
  onChange: undefined,
  onAwarenessUpdate: undefined,
  onDisconnect: undefined,
};

/** The shared documents: Hocuspocus for the protocol, everything that decides and keeps is ours. */
export async function startCollab({
  updates = postgresLog(),
  bounds: changed,
  versions = automaticVersions(),
  redisUrl = env().redisUrl,
  tellMentionedAfterMs,
}: CollabOptions = {}) {
  const bounds = { ...BOUNDS, ...changed };
  const compaction = compactor(updates, bounds);
  const carets = redisUrl ? cursors(redisUrl) : null;
  // All who asked while it was loading wait for the one attempt.
  const loadFailed = (documentName: string, closing: Closing) => {
    const scenarioId = scenarioOfName(documentName) ?? "";
    for (const caller of entrance.callers())
      if (caller.documents.has(scenarioId) && !caller.connections.has(documentName)) caller.close(closing);
  };
  const writes = writePath({ updates, compaction, bounds, versions, loadFailed });
  const named = mentions(tellMentionedAfterMs === undefined ? {} : { afterMs: tellMentionedAfterMs });
  const hocuspocus = new Documents({
    ...UNUSED,
    quiet: true,
    timeout: bounds.silentMs,
    maxPendingDocuments: bounds.documentsPerConnection,
    maxUnauthenticatedQueueSize: bounds.messageBytes,
    extensions: [
      authenticate(bounds),
      writes.extension,
      named.extension,
      ...(carets ? [carets.extension] : []),
      { connected: letIn },
    ],
  });

  /** What somebody says of a document that they have open. */
  function receive(connection: Connection<CollabContext>, message: Frame): void {
    if (message.type === AUTH) return; // said already
    if (message.type !== AWARENESS) writes.take(connection, message);
    else if (!placeCaret(connection, message.payload)) connection.context.caller.close(CLOSED.malformed);
  }

  /**
   * What somebody says before they are let in waits here: the document server's own waiting room writes to the log when it is full.
   *
   * @returns whether the server is to be asked to let them in
   */
  function wait({ early, close }: Caller, message: Frame): boolean {
    const { name, type, payload } = message;
    const heard = early.get(name) ?? { asked: false, messages: [] };
    early.set(name, heard);
    const asks = type === AUTH && !heard.asked;
    if (asks) heard.asked = true;
    else if (type !== AUTH) heard.messages.push(message);
    const messages = [...early.values()].flatMap((document) => document.messages);
    const bytes = messages.reduce((sum, { data }) => sum + data.byteLength, 0);
    const full = early.size > bounds.documentsPerConnection || messages.length > bounds.earlyMessages;
    if (full || bytes > bounds.messageBytes) close(CLOSED.tooMany);
    else if (type === AWARENESS && !readsAsCarets(payload)) close(CLOSED.malformed);
    else return asks;
    return false;
  }

  async function letIn({ connection, context: { caller, granted }, documentName }: connectedPayload<CollabContext>) {
    if (granted) caller.documents.set(scenarioOfName(documentName) ?? "", granted); // who left it on this socket just now took it along
    caller.connections.set(documentName, connection);
    connection.beforeHandleMessage(nothing).afterHandleMessage(nothing);
    const messages = caller.early.get(documentName)?.messages ?? [];
    caller.early.delete(documentName);
    for (const message of messages) receive(connection, message);
  }

  function enter({ caller, line, listen }: Visit, request: IncomingMessage): void {
    const connection = hocuspocus.handleConnection(line, asRequest(request), { caller });
    listen(
      (message) => {
        connection.lastMessageReceivedAt = Date.now();
        const known = caller.connections.get(message.name);
        if (known?.document.hasConnection(known)) receive(known, message);
        else if (wait(caller, message)) connection.handleMessage(message.data);
      },
      (closing) => connection.handleClose(closing),
    );
  }

  const entrance = door({ bounds, enter });
  const watch = rechecking(entrance.callers, bounds.recheckEveryMs);

  return {
    upgrade: entrance.handleUpgrade,
    /** Takes nobody in, brings what has arrived to the log, sends everybody away to come back, and lets go of the log. */
    async stop(): Promise<void> {
      entrance.shut();
      watch.stop();
      await Promise.race([
        writes.settled(hocuspocus.documents.values()),
        delay(LAST_EDITS_MS, undefined, { ref: false }),
      ]);
      for (const caller of entrance.callers()) caller.close(CLOSED.restarting);
      await named.stop();
      await writes.stop();
      await carets?.stop();
      await compaction.stop();
      await updates.stop();
    },
  };
}

/** The server reads the parameters of an address for most hooks: there are none. */
class Upgrade extends Request {
  override readonly url = "";
}

/** The upgrade as the platform's own Request, which is what hooks are given. */
function asRequest({ headers }: IncomingMessage): Request {
  const copied = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] satisfies [string, string]],
  );
  return new Upgrade("http://collab.invalid", { headers: copied });
}
