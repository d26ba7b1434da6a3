import { SEALED_CHANNEL } from "#server/ledger/seal";
import { entriesAfter, positionAt, type SealedEntry } from "#server/live/entries";
import { openClient } from "#server/platform/db";

/** How many recent entries are kept in memory, so that a batch is read once a process and not once a reader. */
const KEPT = 2000;
const PAGE = 500;
/** Milliseconds before a lost LISTEN connection is tried again. */
const RETRY = 500;

/**
 * The one LISTEN connection of a process. A notice only says that positions were sealed; entries are read from the journal
 * by position, so a notice that is lost, merged or doubled loses and doubles nothing.
 */
class LiveBus {
  #client: ReturnType<typeof openClient> | null = null;
  #starting: Promise<void> | null = null;
  #stopped = false;
  /** Consecutive entries, the last of them the newest known. */
  #kept: SealedEntry[] = [];
  #last = -1;
  readonly #waiting = new Set<() => void>();
  #reading: Promise<void> | null = null;
  #unread = false;

  /** The newest position known. */
  get last(): number {
    return this.#last;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Connects at the first reader. @throws when the database cannot be reached then */
  start(): Promise<void> {
    this.#starting ??= this.#connect().catch((error) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }

  /** What was sealed after a position, or null where it is too long ago to be in memory. */
  after(position: number): SealedEntry[] | null {
    const first = this.#last - this.#kept.length + 1;
    if (position + 1 < first) return null;
    return this.#kept.slice(Math.max(0, position + 1 - first));
  }

  /** Resolves when something after `position` is known, when the time is over, the signal fires or the bus stops. */
  async wait(position: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#last > position || this.#stopped || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#waiting.add(done);
      signal.addEventListener("abort", done, { once: true });
    });
  }

  /** Ends every stream, then the connection. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wakeAll();
    await this.#starting?.catch(() => {}); // it never connected
    await this.#client?.end().catch(() => {}); // it was lost, so it is ended
  }

  async #connect(): Promise<void> {
    const client = openClient("live");
    client.on("notification", () => void this.#read());
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    await client.connect();
    await client.query(`LISTEN ${SEALED_CHANNEL}`);
    this.#client = client;
    if (this.#last < 0) this.#last = await positionAt(client, null);
    await this.#read();
  }

  #lost(client: ReturnType<typeof openClient>): void {
    if (this.#client !== client || this.#stopped) return;
    this.#client = null;
    setTimeout(() => this.#reconnect(), RETRY).unref();
  }

  async #reconnect(): Promise<void> {
    if (this.#stopped) return;
    await this.#connect().catch(() => setTimeout(() => this.#reconnect(), RETRY).unref());
  }

  /** Reads what is new, one reader at a time; a notice that comes meanwhile makes it look once more. */
  #read(): Promise<void> {
    this.#unread = true;
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    while (this.#unread && this.#client) {
      this.#unread = false;
      for (let full = true; full && this.#client; ) {
        const entries = await entriesAfter(this.#client, this.#last, PAGE).catch(() => []); // lost: reconnecting reads again
        full = entries.length === PAGE;
        this.#kept = [...this.#kept, ...entries].slice(-KEPT);
        this.#last = entries.at(-1)?.position ?? this.#last;
        if (entries.length) this.#wakeAll();
      }
    }
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}

declare global {
  var bellwetherLiveBus: LiveBus | undefined;
}

/** One per process: route handlers are bundled apart from the server's entry, which stops it. */
globalThis.bellwetherLiveBus ??= new LiveBus();
export const liveBus: LiveBus = globalThis.bellwetherLiveBus;
