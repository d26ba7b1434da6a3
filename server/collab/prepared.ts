import type pg from "pg";

type Value = string | Buffer | null;
/** The fields of a row as text. */
type Row = readonly (string | null)[];

/**
 * A statement that is prepared once on each connection and then only bound and executed: no description of its rows is asked for
 * and nothing is converted. It is what stands between a keystroke and the disk, a hundred times a second. Errors and time limits are
 * the library's.
 */
export function prepared(name: string, text: string) {
  const parsed = new WeakSet<pg.Connection>();

  function submit(connection: pg.Connection, values: Value[]): void {
    connection.stream.cork();
    try {
      if (!parsed.has(connection)) connection.parse({ name, text, types: [] }, true);
      parsed.add(connection);
      connection.bind({ statement: name, values }, true);
      connection.execute(null, true);
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  /** After an error the connection is to be dropped: whether it still knows the statement is not kept account of. */
  return (client: pg.Client, values: Value[]): Promise<Row[]> =>
    new Promise((resolve, reject) => {
      const rows: Row[] = [];
      const query = {
        callback: (error: Error | null) => (error ? reject(error) : resolve(rows)),
        submit: (connection: pg.Connection) => submit(connection, values),
        handleDataRow: ({ fields }: { fields: Row }) => void rows.push(fields),
        handleCommandComplete() {},
        handleReadyForQuery: () => query.callback(null),
        handleError: (error: Error) => query.callback(error),
      };
      client.query(query);
    });
}

const BYTEA = 17;

/** A `bytea[]` as PostgreSQL sends and takes it in binary: as text it would be twice as large. */
export function byteaArray(values: readonly Uint8Array[]): Buffer {
  const size = values.reduce((sum, { byteLength }) => sum + 4 + byteLength, 20);
  const array = Buffer.allocUnsafe(size);
  let at = 0;
  const int = (value: number) => {
    at = array.writeInt32BE(value, at);
  };
  for (const header of [values.length > 0 ? 1 : 0, 0, BYTEA, values.length, 1]) int(header);
  for (const value of values) {
    int(value.byteLength);
    array.set(value, at);
    at += value.byteLength;
  }
  return array;
}

/** An array of ids or numbers as text; nothing in it needs quoting. */
export const plainArray = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? "NULL").join()}}`;
