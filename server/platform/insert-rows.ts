import type { Prisma } from "#prisma/client/client";

/** How many rows travel in one statement: enough to make the round trip cheap, few enough to keep a parameter small. */
const CHUNK = 5000;

/**
 * Inserts any number of rows inside the caller's transaction, in few statements and in their order. For bulk writes, and
 * for instants finer than a millisecond (as ISO strings), which `createMany` would cut.
 *
 * @param table as PostgreSQL names it
 * @param columns name → PostgreSQL type of each column that is written; the others take their defaults
 * @param rows values as JSON: instants as ISO strings, bytes as `\x…` strings
 */
export async function insertRows<Column extends string>(
  tx: Prisma.TransactionClient,
  table: string,
  columns: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<Column, unknown>>[],
): Promise<void> {
  const types: [string, string][] = Object.entries(columns);
  const names = types.map(([name]) => `"${name}"`).join(", ");
  const record = types.map(([name, type]) => `"${name}" ${type}`).join(", ");
  const sql = `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_to_recordset($1::json) AS rows(${record})`;
  for (let at = 0; at < rows.length; at += CHUNK) {
    await tx.$executeRawUnsafe(sql, JSON.stringify(rows.slice(at, at + CHUNK)));
  }
}

/** Bytes as `insertRows` takes them. */
export const hexOf = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString("hex")}`;
