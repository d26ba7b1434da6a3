import type pg from "pg";
import type { MerkleTree } from "#server/ledger/merkle";
import { onPoke } from "#server/ledger/poke";
import { readTree, sealBatch } from "#server/ledger/seal";
import { openClient } from "#server/platform/db";
import { log } from "#server/platform/log";

/** Entries of any process are sealed after at most this long, in milliseconds. */
const EVERY = 250;
/** After sealing, what comes in this many milliseconds goes into one batch: a batch costs a flush to disk. */
const GATHER = 10;

/** Of the session lock that makes one process per database the sealer: "bellwthr" as a number. */
const LOCK = "7090192401481099378";

/**
 * Starts this process's sealer. One process per database seals: whoever holds the session lock. The others stand by and
 * one of them takes over when that session ends, however it ends.
 */
export async function startSealer(): Promise<{ stop(): Promise<void> }> {
  const sealer = new Sealer();
  onPoke(() => sealer.poke());
  sealer.run();
  return { stop: () => sealer.stop() };
}

class Sealer {
  #session: Session | null = null;
  #stopping = false;
  #poked = false;
  #wake = () => {};
  #ended: Promise<void> = Promise.resolve();

  run(): void {
    this.#ended = this.#loop();
  }

  poke(): void {
    this.#poked = true;
    if (this.#session?.tree) this.#wake(); // a process that stands by has nothing to seal
  }

  /** Seals what is committed by now, then gives the lock up. */
  async stop(): Promise<void> {
    this.#stopping = true;
    onPoke(() => {});
    this.#wake();
    await this.#ended;
  }

  async #loop(): Promise<void> {
    for (;;) {
      const last = this.#stopping;
      this.#poked = false;
      try {
        await this.#round();
      } catch (error) {
        log.warn({ error }, "the sealer lost its database session and tries again");
        await this.#drop();
      }
      if (last) break;
      await this.#pause(GATHER, false);
      if (!this.#poked) await this.#pause(EVERY - GATHER, true);
    }
    await this.#drop();
  }

  async #round(): Promise<void> {
    this.#session ??= await Session.open();
    await this.#session.seal();
  }

  async #drop(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.end();
  }

  async #pause(milliseconds: number, wakes: boolean): Promise<void> {
    if (this.#stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        if (!wakes && !this.#stopping) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => {};
  }
}

/** A database session that may hold the lock; with it, the tree as this session last saw or made it. */
class Session {
  tree: MerkleTree | null = null;
  #lost = false;
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
    client.on("error", () => {
      this.#lost = true;
    });
  }

  static async open(): Promise<Session> {
    const client = openClient("sealer");
    const session = new Session(client);
    await client.connect();
    return session;
  }

  async seal(): Promise<void> {
    if (this.#lost) throw new Error("the connection was lost");
    this.tree ??= await this.#takeOver();
    for (let more = this.tree !== null; more && this.tree; ) {
      const sealed = await sealBatch(this.#client, this.tree);
      this.tree = sealed.tree;
      more = sealed.more;
    }
  }

  async end(): Promise<void> {
    await this.#client.end().catch(() => {}); // it was lost, so it is ended
  }

  async #takeOver(): Promise<MerkleTree | null> {
    const { rows } = await this.#client.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [LOCK]);
    return rows[0]?.held ? readTree(this.#client) : null;
  }
}
