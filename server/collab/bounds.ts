import { createDecoder, readVarString, readVarUint, readVarUint8Array } from "lib0/decoding";
import { CLOSED, RATIONALE_BYTES } from "#core/rationale";

/** How much of everything the door to the shared documents admits. */
export const BOUNDS = {
  /** One WebSocket message. */
  messageBytes: 1 << 20,
  documentBytes: RATIONALE_BYTES,
  connectionsPerDocument: 100,
  connectionsPerUser: 20,
  connectionsPerProcess: 5_000,
  documentsPerConnection: 10,
  /** Of one socket, about documents that it is not let in to yet, and together as large as one message. An editor says three. */
  earlyMessages: 500,
  messages: { perSecond: 50, burst: 200 },
  /** The burst lets somebody who was away bring an afternoon's work in one message. */
  bytes: { perSecond: 256 << 10, burst: 2 << 20 },
  awareness: { perSecond: 10, burst: 100 },
  awarenessBytes: 4 << 10,
  /** A reader that has not taken this much is dropped. */
  unsentBytes: 4 << 20,
  pingEveryMs: 25_000,
  missedPings: 2,
  /** How long a right that was withdrawn can outlive its withdrawal, together with the query that asks. */
  recheckEveryMs: 3_000,
  /** A socket that says nothing, not even who it is, for so long is closed. Editors repeat their caret every 15 seconds. */
  silentMs: 60_000,
  /** How long a socket that was told to go may take to say goodbye. */
  closingMs: 5_000,
  snapshotRows: 500,
  snapshotBytes: 256 << 10,
  /** Of the snapshots within so many updates one is kept: no past text is further from one. */
  snapshotKeptRows: 5_000,
  /** How often open documents are compared with the log: what another node wrote shows after half as long again at the latest. */
  headsEveryMs: 3_000,
};

export type Bounds = typeof BOUNDS;
export type Closing = { code: number; reason: string };

/** A budget that refills: `take(n)` says whether n units were left. Time is in milliseconds and passed in. */
export function tokenBucket({ perSecond, burst }: { perSecond: number; burst: number }, now: number) {
  let left = burst;
  let at = now;
  return {
    /** Milliseconds until so many units are there, if nobody takes any; asked when `take` has just said no. */
    lacksMs: (units: number): number => Math.ceil((1000 * (units - left)) / perSecond),
    take(units: number, now: number): boolean {
      left = Math.min(burst, left + ((now - at) / 1000) * perSecond);
      at = now;
      if (units > left) return false;
      left -= units;
      return true;
    },
  };
}

/** Message types of the protocol. A client sends these and CLOSE and an awareness query; nothing else. */
const SYNC = 0;
export const AWARENESS = 1;
/** Who somebody is: a client says so and asks nothing. */
export const AUTH = 2;
const TOKEN = 0;
const TOKEN_LENGTH = 200;
const SYNC_REPLY = 4;
const SENT_BY_CLIENTS = new Set([SYNC, AWARENESS, AUTH, 3, SYNC_REPLY, 7]);
const SYNC_KINDS = 3;

/** A message that may go on. */
export interface Frame {
  /** As it came. */
  data: Uint8Array;
  /** Name of the document it is about. */
  name: string;
  type: number;
  /** Of a sync message: what it asks or brings; null of any other. */
  kind: number | null;
  payload: Uint8Array;
}

const NOTHING = new Uint8Array();

/**
 * Looks at each message of one connection before anything else does.
 *
 * @returns the message when it may go on, else what to close the connection with
 */
export function frameGate(bounds: Bounds, clock: () => number = Date.now) {
  const messages = tokenBucket(bounds.messages, clock());
  const bytes = tokenBucket(bounds.bytes, clock());
  const awareness = tokenBucket(bounds.awareness, clock());
  return (data: Uint8Array): Frame | Closing => {
    const now = clock();
    if (!messages.take(1, now) || !bytes.take(data.byteLength, now)) return CLOSED.tooMany;
    const frame = readFrame(data);
    if (!frame) return CLOSED.malformed;
    if (frame.type !== AWARENESS) return frame;
    if (frame.payload.byteLength > bounds.awarenessBytes) return CLOSED.malformed;
    return awareness.take(1, now) ? frame : CLOSED.tooMany;
  };
}

function readFrame(data: Uint8Array): Frame | null {
  try {
    const decoder = createDecoder(data);
    const name = readVarString(decoder);
    const type = readVarUint(decoder);
    // A name with a session behind it is another way to say the same name: ours do not use it.
    if (!SENT_BY_CLIENTS.has(type) || name.includes("\0")) return null;
    if (type === AWARENESS) return { data, name, type, kind: null, payload: readVarUint8Array(decoder) };
    if (type === AUTH && (readVarUint(decoder) !== TOKEN || readVarString(decoder).length > TOKEN_LENGTH)) return null;
    if (type !== SYNC && type !== SYNC_REPLY) return { data, name, type, kind: null, payload: NOTHING };
    const kind = readVarUint(decoder);
    return kind < SYNC_KINDS ? { data, name, type, kind, payload: readVarUint8Array(decoder) } : null;
  } catch {
    return null;
  }
}
