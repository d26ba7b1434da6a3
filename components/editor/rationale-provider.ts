import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { createDecoder, readVarString, readVarUint } from "lib0/decoding";
import { messageYjsSyncStep1 } from "y-protocols/sync";
import * as Y from "yjs";
import { CLOSED, type ClosedBecause, helloToken, RATIONALE_SCHEMA, rationaleName } from "#core/rationale";

/** Whether what was typed here is on the server's disk, and if not, why. */
export type SaveState =
  | { kind: "connecting" }
  | { kind: "reading" }
  /** `at`: when the last own change was acknowledged, in milliseconds; null when nothing was changed here. */
  | { kind: "saved"; at: number | null }
  | { kind: "saving" }
  /** No connection; `unsaved` says whether something typed here waits for it. It is tried again by itself. */
  | { kind: "lost"; unsaved: boolean }
  /** The server will not have it; trying again is of no use. */
  | { kind: "refused"; because: ClosedBecause; unsaved: boolean };

interface RationaleProviderOptions {
  url: string;
  scenarioId: string;
  schema?: number;
  /** How often the history of the text had been removed when the page came. */
  generation?: number;
  /** What was written here before, also what no server has had yet; a new document when left out. */
  document?: Y.Doc;
  onSaveState?: (state: SaveState) => void;
  /** Gathers typing for this many milliseconds into one message. */
  flushDelay?: number | false;
  /** For Node, where a WebSocket must be told its cookie and origin. */
  WebSocketPolyfill?: unknown;
  /** Milliseconds before the first new attempt after a lost connection. */
  retryAfter?: number;
}

const SYNC = 0;
/** So that typing is saved again within ten seconds of the server's return. */
const LONGEST_WAIT_MS = 5_000;
const FINAL: readonly { code: number; reason: ClosedBecause }[] = [
  CLOSED.tooLarge,
  CLOSED.malformed,
  CLOSED.notFound,
  CLOSED.documentFull,
  CLOSED.schemaChanged,
  CLOSED.historyRemoved,
];

/**
 * The connection of one editor to its rationale. Adds to the protocol's own client an account of what is saved that holds
 * across lost connections: until a new connection has brought the server everything it lacks, no single change is sent on
 * it, so its first acknowledgement stands for all of them and the count of the others is exact. (The stock client queues
 * changes while it is away and takes the acknowledgement of one for that of all.)
 */
export class RationaleProvider extends HocuspocusProvider {
  private handshaken = false;
  private interrupted = false;
  /** The session this connection was opened with has ended; a fresher one may let the next in. */
  private sessionEnded = false;
  private refusedBecause: ClosedBecause | null = null;
  private version = 0;
  /** The version that it was opened with. */
  private readonly brought: number;
  private savedVersion = 0;
  private savedAt: number | null = null;
  private readonly report: (state: SaveState) => void;

  private readonly socket: HocuspocusProviderWebsocket;
  private readonly retryAfter: number;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RationaleProviderOptions) {
    const retryAfter = options.retryAfter ?? 1000;
    const socket = new HocuspocusProviderWebsocket({
      url: options.url,
      autoConnect: false,
      delay: retryAfter,
      minDelay: 0,
      maxAttempts: 1, // further attempts are made below: the stock ones overlap, and the second cuts the first off
      ...(options.WebSocketPolyfill ? { WebSocketPolyfill: options.WebSocketPolyfill } : {}),
    });
    const document = options.document ?? new Y.Doc();
    super({
      websocketProvider: socket,
      name: rationaleName(options.scenarioId),
      document,
      token: helloToken({
        schema: options.schema ?? RATIONALE_SCHEMA,
        editor: document.clientID,
        generation: options.generation,
      }),
      flushDelay: options.flushDelay ?? 100,
    });
    if (document.store.clients.size > 0) this.version = 1; // whether it is saved is not known before the exchange
    this.brought = this.version;
    this.socket = socket;
    this.retryAfter = retryAfter;
    this.report = options.onSaveState ?? (() => {});
    this.on("unsyncedChanges", () => this.settle());
    this.on("authenticated", () => this.settle());
    this.on("status", () => this.settle());
    this.on("authenticationFailed", ({ reason }: { reason: string }) => this.giveUp(({ reason: r }) => r === reason));
    this.on("close", ({ event }: { event: { code: number } }) => {
      if (event.code === CLOSED.signedOut.code) this.sessionEnded = true;
      this.giveUp(({ code }) => code === event.code);
    });
    socket.on("maxAttemptsFailed", () => this.retryLater());
    this.attach();
    socket.connect();
  }

  get saveState(): SaveState {
    const unsaved = this.version !== this.savedVersion;
    if (this.refusedBecause) return { kind: "refused", because: this.refusedBecause, unsaved };
    if (!this.handshaken) {
      const typed = this.version > this.brought;
      return this.interrupted || typed ? { kind: "lost", unsaved } : { kind: "connecting" };
    }
    if (this.authorizedScope === "readonly") return { kind: "reading" };
    return unsaved ? { kind: "saving" } : { kind: "saved", at: this.savedAt };
  }

  override documentUpdateHandler(update: Uint8Array, origin: unknown): void {
    if (origin === this) return;
    this.version += 1;
    if (this.handshaken) super.documentUpdateHandler(update, origin);
    this.report(this.saveState);
  }

  override onMessage(event: MessageEvent): void {
    // The server's request for what it lacks: the answer, sent within this call, holds everything typed so far.
    if (isSyncRequest(event.data)) {
      this.handshaken = true;
      this.sessionEnded = false;
      this.failures = 0;
    }
    super.onMessage(event);
  }

  override onClose(): void {
    this.handshaken = false;
    this.interrupted = true;
    super.onClose();
    // The server may take leave of the document alone; coming back to it takes a new connection.
    this.socket.webSocket?.close();
    this.report(this.saveState);
  }

  override destroy(): void {
    clearTimeout(this.retry);
    super.destroy();
    this.socket.destroy();
  }

  private retryLater(): void {
    if (this.sessionEnded) this.refusedBecause = CLOSED.signedOut.reason;
    this.report(this.saveState);
    if (this.refusedBecause) return;
    this.failures += 1;
    const wait = Math.min(this.retryAfter * 2 ** (this.failures - 1), LONGEST_WAIT_MS) * (0.75 + Math.random() / 2);
    this.retry = setTimeout(() => this.socket.connect(), wait);
  }

  private settle(): void {
    if (this.handshaken && this.unsyncedChanges === 0 && this.savedVersion !== this.version) {
      this.savedVersion = this.version;
      this.savedAt = Date.now();
    }
    this.report(this.saveState);
  }

  private giveUp(matches: (closing: (typeof FINAL)[number]) => boolean): void {
    const final = FINAL.find(matches);
    if (final && !this.refusedBecause) {
      this.refusedBecause = final.reason;
      this.socket.disconnect();
    }
    this.report(this.saveState);
  }
}

function isSyncRequest(data: unknown): boolean {
  if (!(data instanceof ArrayBuffer)) return false;
  const decoder = createDecoder(new Uint8Array(data));
  readVarString(decoder);
  return readVarUint(decoder) === SYNC && readVarUint(decoder) === messageYjsSyncStep1;
}
