import { createDecoder, readVarString, readVarUint, readVarUint8Array } from "lib0/decoding";
import { createEncoder, toUint8Array, writeVarString, writeVarUint, writeVarUint8Array } from "lib0/encoding";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { helloToken, RATIONALE_SCHEMA, rationaleName } from "#core/rationale";

const [SYNC, AWARENESS, AUTH, SYNC_REPLY, SYNC_STATUS] = [0, 1, 2, 4, 8];
const [STEP1, STEP2, UPDATE] = [0, 1, 2];
const EMPTY_STATE = Uint8Array.of(0);
const EMPTY_UPDATE = Uint8Array.of(0, 0);

/** What clients of one run find out together. Instants are `performance.now()`. */
export interface Observed {
  /** When each edit was sent, by author and clock. */
  sentAt: Map<string, number>;
  /** Milliseconds from sending an edit to its arrival at somebody else. */
  toOthers: number[];
  /** Milliseconds from sending an edit to its acknowledgement. */
  toSaved: number[];
  acknowledged: number;
}

interface ClientOptions {
  url: string;
  scenarioId: string;
  cookie: string;
  editor: number;
  observed: Observed;
  /** Whether this one looks into what it receives: reading everything would cost the load more than the server. */
  looks: boolean;
  /** Called at each acknowledgement. */
  onSaved?: () => void;
}

/**
 * The least that an editor does on the wire: joins a document, sends real edits of its own text, counts acknowledgements. It keeps
 * no document, so that many fit on one core.
 */
export async function joinDocument({ url, scenarioId, cookie, editor, observed, looks, onSaved }: ClientOptions) {
  const name = rationaleName(scenarioId);
  const socket = new WebSocket(url, { headers: { cookie, origin: new URL(url).origin.replace("ws", "http") } });
  const text = new Y.Doc();
  text.clientID = editor;
  const waiting: number[] = [];
  let caret = 0;
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  socket.binaryType = "nodebuffer";

  const joined = Promise.withResolvers<void>();
  socket.on("message", (data: Buffer) => receive(data));
  socket.on("close", (code) => joined.reject(new Error(`closed with ${code}`)));
  socket.on("error", () => {}); // its close follows
  send(AUTH, 0, helloToken({ schema: RATIONALE_SCHEMA, editor }));
  send(SYNC, STEP1, EMPTY_STATE);
  await joined.promise;

  function send(type: number, ...parts: (number | string | Uint8Array)[]): void {
    const encoder = createEncoder();
    writeVarString(encoder, name);
    writeVarUint(encoder, type);
    for (const part of parts) {
      if (typeof part === "number") writeVarUint(encoder, part);
      else if (typeof part === "string") writeVarString(encoder, part);
      else writeVarUint8Array(encoder, part);
    }
    socket.send(toUint8Array(encoder));
  }

  function receive(data: Buffer): void {
    const decoder = createDecoder(data);
    readVarString(decoder);
    const type = readVarUint(decoder);
    if (type === AUTH) joined.resolve(); // the relay sends the question back, the others answer it
    if (type === SYNC_STATUS) {
      const sent = waiting.shift();
      if (sent === undefined) return;
      observed.acknowledged += 1;
      observed.toSaved.push(performance.now() - sent);
      onSaved?.();
    }
    if (type !== SYNC && type !== SYNC_REPLY) return;
    const kind = readVarUint(decoder);
    if (kind === STEP1) send(SYNC, STEP2, EMPTY_UPDATE);
    else if (kind === UPDATE && looks) look(readVarUint8Array(decoder));
  }

  function look(update: Uint8Array): void {
    const now = performance.now();
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      if (id.client === editor) continue;
      for (let clock = id.clock; clock < id.clock + length; clock += 1) {
        const sent = observed.sentAt.get(`${id.client}:${clock}`);
        if (sent !== undefined) observed.toOthers.push(now - sent);
      }
    }
  }

  return {
    /** One character at the end of this editor's own words. */
    edit(): void {
      const before = Y.encodeStateVector(text);
      const clock = Y.getState(text.store, editor);
      const words = text.getText("words");
      words.insert(words.length, "x");
      const now = performance.now();
      observed.sentAt.set(`${editor}:${clock}`, now);
      waiting.push(now);
      send(SYNC, UPDATE, Y.encodeStateAsUpdate(text, before));
    },
    moveCaret(): void {
      caret += 1;
      const place = { type: null, tname: "default", item: { client: editor, clock: caret }, assoc: 0 };
      const encoder = createEncoder();
      writeVarUint(encoder, 1);
      writeVarUint(encoder, editor);
      writeVarUint(encoder, caret);
      const user = { id: cookie.slice(-36), name: `Analyst ${editor}`, series: 1 };
      writeVarString(encoder, JSON.stringify({ user, cursor: { anchor: place, head: place } }));
      send(AWARENESS, toUint8Array(encoder));
    },
    leave: () => socket.terminate(),
  };
}
