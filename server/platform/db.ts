import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "#prisma/client/client";
import { connecting, connectionOf, joining } from "#server/platform/one-transaction";

/** Connections of one process. Four nodes then fit into PostgreSQL's usual 100 with room for tools. */
const CONNECTIONS = 20;

declare global {
  var bellwetherPool: pg.Pool | undefined;
  var bellwetherDb: PrismaClient | undefined;
}

/**
 * Connections to PostgreSQL, for hot paths, LISTEN-free SQL and streaming. Next bundles routes apart from `server/main.ts`,
 * so the one pool lives on `globalThis`. It connects at the first query: importing this never needs a database.
 */
export const pool = globalThis.bellwetherPool ?? openPool(process.env.DATABASE_URL);
globalThis.bellwetherPool = pool;

/** Milliseconds for a transaction to begin and to end: on a busy machine two seconds, Prisma's own, pass before it has begun. */
const PATIENCE = { maxWait: 10_000, timeout: 20_000 };

/** Prisma over the same pool. */
export const db =
  globalThis.bellwetherDb ??
  joining(new PrismaClient({ adapter: new PrismaPg(telling(pool)), transactionOptions: PATIENCE }));
globalThis.bellwetherDb = db;

/** A connection of the pool, for a transaction in plain SQL. Within work that is one transaction it is a part of that. */
export const connect = (): Promise<pg.PoolClient> => connectionOf(pool);

/** A pool that tells whoever wants to know which connection Prisma was given. */
function telling(pool: pg.Pool): pg.Pool {
  return new Proxy(pool, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      if (name !== "connect" || typeof own !== "function") return own;
      return (...given: unknown[]) => {
        const tell = connecting.getStore();
        const connected: unknown = Reflect.apply(own, target, given);
        // Who asks with a callback asks for one statement.
        if (tell && connected instanceof Promise) connected.then(tell, () => {});
        return connected;
      };
    },
  });
}

export function openPool(url?: string): pg.Pool {
  const opened = new pg.Pool({ ...connection(url), max: CONNECTIONS });
  opened.on("error", () => {}); // an idle connection was lost: the pool drops it and the next query opens another
  // One that is lost while somebody holds it, between two statements, must not end the process: their next statement fails.
  opened.on("connect", (client) => client.on("error", () => {}));
  return opened;
}

/**
 * A connection of its own, for what a session holds: a lock, a LISTEN. Not yet connected; whoever opens it ends it.
 *
 * @param name whose it is, as operators see it in pg_stat_activity
 */
export const openClient = (name: string): pg.Client =>
  new pg.Client({ ...connection(process.env.DATABASE_URL), application_name: `bellwether ${name}` });

export function connection(url = "postgresql://database-url-is-not-set.invalid"): pg.ClientConfig {
  return {
    connectionString: url,
    // Prisma's adapter drops the offset of a timestamp, so it is right only where the session is in UTC.
    options: "-c timezone=UTC",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // Statements sent without waiting for each other share a round trip: the hot path of a forecast needs it.
    pipeline: true,
  };
}
