import { randomUUID } from "node:crypto";
import type { Document, Extension } from "@hocuspocus/server";
import { createDecoder, readVarString, readVarUint8Array } from "lib0/decoding";
import { createEncoder, toUint8Array, writeVarString, writeVarUint8Array } from "lib0/encoding";
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import type { CollabContext } from "#server/collab/caller";
import { log } from "#server/platform/log";
import { openRedis } from "#server/platform/redis";

/** How long changes of carets gather before they go to the other nodes as one message. */
const GATHER_MS = 50;
const FROM_NODE = { source: "redis" } as const;
const NOTHING = new Uint8Array();

const channelOf = (document: Document) => `bellwether:carets:${document.name}`;

/**
 * Carries carets between nodes over Redis, and nothing but carets: text goes through the log. Without Redis the carets of
 * people on other nodes vanish and everything else goes on.
 */
export function cursors(url: string): { extension: Extension<CollabContext>; stop(): Promise<void> } {
  const node = randomUUID();
  const out = openRedis(url, "carets-out");
  const into = openRedis(url, "carets-in");
  const open = new Map<string, Carets>();

  interface Carets {
    document: Document;
    /** Editors on other nodes. */
    foreign: Set<number>;
    changed: Set<number>;
    timer: ReturnType<typeof setTimeout> | undefined;
  }

  /** @param changed whose carets to send; none asks the others for theirs */
  function send({ document }: Carets, changed: number[]): void {
    const encoder = createEncoder();
    writeVarString(encoder, node);
    writeVarUint8Array(encoder, changed.length > 0 ? encodeAwarenessUpdate(document.awareness, changed) : NOTHING);
    const message = toUint8Array(encoder);
    out
      .publish(channelOf(document), Buffer.from(message.buffer, message.byteOffset, message.byteLength))
      .catch(() => {}); // lost like any caret in an outage
  }

  function gather(carets: Carets, editors: number[]): void {
    for (const editor of editors) carets.changed.add(editor);
    carets.timer ??= setTimeout(() => flush(carets), GATHER_MS).unref();
  }

  function flush(carets: Carets): void {
    clearTimeout(carets.timer);
    carets.timer = undefined;
    if (carets.changed.size > 0) send(carets, [...carets.changed]);
    carets.changed.clear();
  }

  function receive(carets: Carets, message: Uint8Array): void {
    const decoder = createDecoder(message);
    if (readVarString(decoder) === node) return;
    const update = readVarUint8Array(decoder);
    const { document, foreign } = carets;
    if (update.byteLength > 0) applyAwarenessUpdate(document.awareness, update, FROM_NODE);
    else {
      const own = [...document.awareness.getStates().keys()].filter((editor) => !foreign.has(editor));
      if (own.length > 0) gather(carets, own);
    }
  }

  into.on("messageBuffer", (channel: Buffer, message: Buffer) => {
    const carets = open.get(channel.toString());
    try {
      if (carets) receive(carets, message);
    } catch (error) {
      log.warn({ error }, "carets from another node could not be read");
    }
  });
  into.on("close", () => {
    for (const { document, foreign } of open.values())
      removeAwarenessStates(document.awareness, [...foreign], FROM_NODE);
  });
  // After an outage: subscriptions are taken up again by the client, and everybody says where they are.
  out.on("ready", () => {
    for (const carets of open.values()) {
      send(carets, []);
      const own = [...carets.document.awareness.getStates().keys()].filter((editor) => !carets.foreign.has(editor));
      if (own.length > 0) gather(carets, own);
    }
  });

  function begin(document: Document): void {
    const channel = channelOf(document);
    const carets: Carets = { document, foreign: new Set(), changed: new Set(), timer: undefined };
    open.set(channel, carets);
    document.awareness.on("update", ({ added, updated, removed }: Changes, origin: unknown) => {
      const fromNode = origin === FROM_NODE;
      for (const editor of fromNode ? [...added, ...updated] : []) carets.foreign.add(editor);
      for (const editor of removed) carets.foreign.delete(editor);
      if (!fromNode) gather(carets, [...added, ...updated, ...removed]);
    });
    document.on("destroy", () => {
      flush(carets); // the last to leave is seen to leave
      open.delete(channel);
      into.unsubscribe(channel).catch(() => {}); // without a connection there is no subscription
    });
    into.subscribe(channel).then(
      () => send(carets, []),
      () => {}, // tried again when there is a connection
    );
  }

  // A document that was opened during an outage could not subscribe.
  into.on("ready", () => {
    const channels = [...open.keys()];
    if (channels.length > 0) into.subscribe(...channels).catch(() => {}); // lost again: the next connection does it
  });

  return {
    extension: {
      async afterLoadDocument({ document }) {
        begin(document);
      },
    },
    async stop() {
      open.clear();
      out.disconnect();
      into.disconnect();
    },
  };
}

interface Changes {
  added: number[];
  updated: number[];
  removed: number[];
}
