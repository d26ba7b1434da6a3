import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";
import type { Prisma, PrismaClient } from "#prisma/client/client";

type Tx = Prisma.TransactionClient;

/** A transaction that has begun: as Prisma speaks in it, and its connection. */
export interface Open {
  tx: Tx;
  client: pg.PoolClient;
}

/** The one transaction of a piece of work; it begins with the first part of the work that needs it. */
export interface OneTransaction {
  begin(): Promise<Open>;
  /** Null before it has begun and once it is over. */
  open: Open | null;
  /** Whatever was begun within the work and goes on after it is not part of it. */
  over: boolean;
  parts: number;
  readonly afterwards: (() => void)[];
}

interface Contexts {
  /** The transaction of the work under way. */
  working: AsyncLocalStorage<OneTransaction | null>;
  /** Told of the connection that Prisma takes for a transaction which is begun within. */
  connecting: AsyncLocalStorage<(client: pg.PoolClient) => void>;
}

declare global {
  var bellwetherContexts: Contexts | undefined;
}

/** Next bundles routes apart from the server's entry, so they live on `globalThis`, as the database does. */
globalThis.bellwetherContexts ??= { working: new AsyncLocalStorage(), connecting: new AsyncLocalStorage() };
export const { working, connecting }: Contexts = globalThis.bellwetherContexts;

function underWay(): OneTransaction | null {
  const one = working.getStore();
  return one && !one.over ? one : null;
}

/** Does something once what is being written is committed: at once where nothing holds it back, never where it is not. */
export function afterCommit(act: () => void): void {
  const one = underWay();
  if (one) one.afterwards.push(act);
  else act();
}

/** A connection for a transaction in plain SQL: within work that is one transaction, a part of that. */
export async function connectionOf(pool: pg.Pool): Promise<pg.PoolClient> {
  const one = underWay();
  if (!one) return pool.connect();
  const { client } = await one.begin();
  return partOf(client, `part_${++one.parts}`);
}

/**
 * Prisma, in whose transactions what is done within work that is one transaction becomes part of that. What is read between
 * two parts sees what the first one wrote.
 */
export function joining(client: PrismaClient): PrismaClient {
  return new Proxy(client, {
    get(target, name) {
      const one = underWay();
      if (one && name === "$transaction") return (work: (tx: Tx) => Promise<unknown>) => asPart(one, work);
      if (one?.open && name in one.open.tx) return Reflect.get(one.open.tx, name);
      return Reflect.get(target, name);
    },
  });
}

/** A part that fails leaves nothing, as a transaction of its own would; those before it stay. */
async function asPart<T>(one: OneTransaction, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { tx } = await one.begin();
  const name = `part_${++one.parts}`;
  await tx.$executeRawUnsafe(`SAVEPOINT ${name}`);
  try {
    const made = await work(tx);
    await tx.$executeRawUnsafe(`RELEASE SAVEPOINT ${name}`);
    return made;
  } catch (error) {
    await tx.$executeRawUnsafe(`ROLLBACK TO SAVEPOINT ${name}`).catch(() => {}); // all of it is lost then
    throw error;
  }
}

/** A connection on which whoever begins and commits a transaction begins and ends a part of the one that it is in. */
function partOf(client: pg.PoolClient, name: string): pg.PoolClient {
  const words = new Map([
    ["BEGIN", `SAVEPOINT ${name}`],
    ["COMMIT", `RELEASE SAVEPOINT ${name}`],
    ["ROLLBACK", `ROLLBACK TO SAVEPOINT ${name}`],
  ]);
  return new Proxy(client, {
    get(target, property) {
      const own: unknown = Reflect.get(target, property);
      if (property === "release") return () => {};
      if (property !== "query" || typeof own !== "function") return own;
      return (asked: unknown, ...rest: unknown[]) =>
        Reflect.apply(own, target, [typeof asked === "string" ? (words.get(asked) ?? asked) : asked, ...rest]);
    },
  });
}
