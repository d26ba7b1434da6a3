import type pg from "pg";
import type { Prisma } from "#prisma/client/client";
import { db } from "#server/platform/db";
import { connecting, type OneTransaction, type Open, working } from "#server/platform/one-transaction";

type Tx = Prisma.TransactionClient;

/** What stands around a piece of work in its transaction. */
interface Frame<T> {
  /** Before anything of it; what this throws refuses the work. */
  first(tx: Tx): Promise<void>;
  /** After all of it, before the commit. */
  last(tx: Tx, made: T): Promise<void>;
}

/** The longest use case may take twenty seconds by itself, a hundred verdicts on a busy machine longer. */
const PATIENCE = { timeout: 120_000, maxWait: 10_000 };
/** Such transactions at a time: each holds a connection while it may ask for another, so not all may be held. */
const MOST_OPEN = 8;

let open = 0;
const waiting: (() => void)[] = [];

/**
 * Does a piece of work as one transaction, whatever use cases it is made of: their own transactions become parts of it. It begins
 * with the first of them, so that what is read and waited for before holds no connection, and commits when the work has
 * come to its end. What is done on other connections (tries that are counted) is not part of it.
 */
export async function asOne<T>(work: () => Promise<T>, { first, last }: Frame<T>): Promise<T> {
  const made = Promise.withResolvers<T>();
  made.promise.catch(() => {}); // nobody waits for it where no transaction began
  let ended: Promise<unknown> = Promise.resolve();
  let begun: Promise<Open> | null = null;
  const one: OneTransaction = {
    open: null,
    over: false,
    parts: 0,
    afterwards: [],
    begin() {
      begun ??= new Promise((resolve, reject) => {
        ended = working.run(null, () => transaction(resolve));
        ended.catch(reject);
      });
      return begun;
    },
  };

  const transaction = (resolve: (open: Open) => void) =>
    inTurn(async () => {
      let client: pg.PoolClient | undefined;
      const take = (taken: pg.PoolClient) => {
        client = taken;
      };
      const whole = async (tx: Tx) => {
        if (!client) throw new TypeError("a transaction has begun on a connection that nobody saw");
        await first(tx);
        one.open = { tx, client };
        resolve(one.open);
        const result = await made.promise;
        one.open = null;
        await last(tx, result);
      };
      await connecting.run(take, async () => await db.$transaction(whole, PATIENCE));
    });

  try {
    const result = await working.run(one, work);
    await one.begin();
    made.resolve(result);
    await ended;
    one.over = true;
    for (const act of one.afterwards) act();
    return result;
  } catch (error) {
    made.reject(error);
    await ended.catch(() => {}); // it is rolled back, for the reason that is thrown here
    throw error;
  } finally {
    one.over = true;
  }
}

async function inTurn(act: () => Promise<void>): Promise<void> {
  if (open >= MOST_OPEN) await new Promise<void>((resolve) => waiting.push(resolve));
  else open += 1;
  try {
    await act();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else open -= 1;
  }
}
