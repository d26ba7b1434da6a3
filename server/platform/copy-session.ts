import { once } from "node:events";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type Prisma, PrismaClient } from "#prisma/client/client";
import { connection } from "#server/platform/db";

/** A transaction that Prisma and COPY speak in together: what is too much for statements goes in as a stream. */
export interface CopySession {
  tx: Prisma.TransactionClient;
  /** Rows of a query a piece at a time, as arrays of columns. */
  pages(query: string, values: unknown[], size: number): AsyncGenerator<unknown[][]>;
  /** Appends rows to a table. @param lines rows in COPY's text form ({@link copyLine}), each with its line end */
  copy(table: string, columns: readonly string[], lines: string): Promise<void>;
  /** Appends rows of texts, numbers and nulls; instants are ISO strings, bytes `\\x…` strings. */
  insert: InsertRows;
}

/** Appends rows to a table. @param columns those that are written; the others take their defaults */
export type InsertRows = (
  table: string,
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
) => Promise<void>;

/** Rows that are written out together. */
const PIECE = 5000;

/** An import of a million forecasts takes minutes; Prisma would end the transaction after seconds. */
const PATIENCE = { timeout: 4 * 60 * 60_000, maxWait: 30_000 };

/**
 * Runs work in one transaction on a connection of its own, which ends with it.
 *
 * @param name whose it is, as operators see it in pg_stat_activity
 */
export async function copySession<T>(name: string, work: (session: CopySession) => Promise<T>): Promise<T> {
  const opened = Promise.withResolvers<pg.PoolClient>();
  // One connection: the transaction's. Without pipelining, since COPY takes the connection over.
  const pool = new pg.Pool({
    ...connection(process.env.DATABASE_URL),
    pipeline: false,
    max: 1,
    application_name: `bellwether ${name}`,
  });
  pool.on("error", () => {}); // a lost connection fails the query under way
  pool.on("connect", (client) => opened.resolve(client));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  try {
    return await prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL work_mem = '64MB'`;
      const client = await opened.promise;
      return work({
        tx,
        pages: (query, values, size) => pages(client, query, values, size),
        copy: (table, columns, lines) => copy(client, table, columns, lines),
        async insert(table, columns, rows) {
          for (let at = 0; at < rows.length; at += PIECE) {
            const lines = rows.slice(at, at + PIECE).map((row) => copyLine(columns.map((name) => cellOf(row[name]))));
            await copy(client, table, columns, lines.join(""));
          }
        },
      });
    }, PATIENCE);
  } finally {
    await prisma.$disconnect();
    await pool.end();
  }
}

async function* pages(
  client: pg.PoolClient,
  query: string,
  values: unknown[],
  size: number,
): AsyncGenerator<unknown[][]> {
  await client.query(`DECLARE "pages" NO SCROLL CURSOR FOR ${query}`, values);
  try {
    for (;;) {
      const { rows } = await client.query<unknown[]>({ text: `FETCH ${size} FROM "pages"`, rowMode: "array" });
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await client.query(`CLOSE "pages"`).catch(() => {}); // the transaction has failed, and the cursor with it
  }
}

async function copy(client: pg.PoolClient, table: string, columns: readonly string[], lines: string): Promise<void> {
  if (lines === "") return;
  const names = columns.map((name) => `"${name}"`).join(", ");
  const stream = client.query(copyFrom(`COPY "${table}" (${names}) FROM STDIN`));
  const done = once(stream, "finish");
  stream.end(lines);
  await done;
}

function cellOf(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new RangeError(`a row to append holds texts, numbers and truths, got ${typeof value}`);
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A row in COPY's text form. Arrays of numbers and bytes are given as PostgreSQL writes them. */
export function copyLine(values: readonly (string | number | boolean | null)[]): string {
  let line = "";
  for (const [i, value] of values.entries()) {
    if (i > 0) line += "\t";
    if (value === null) line += "\\N";
    else if (typeof value === "string")
      line += /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (c) => ESCAPES[c] ?? c) : value;
    else line += String(value);
  }
  return `${line}\n`;
}
