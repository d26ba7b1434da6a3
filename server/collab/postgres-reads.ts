import type pg from "pg";
import type { LoggedUpdate, Moment, StoredDocument } from "#server/collab/update-log";

/** Rows taken at once by a node that is behind. */
const PAGE = 500;

/**
 * Snapshot and tail of a document, now or as of a moment, from one snapshot of the database: a snapshot row added in between
 * must not hide updates from the tail.
 */
export async function readDocument(pool: pg.Pool, documentId: string, moment?: Moment): Promise<StoredDocument | null> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const found = await headAt(client, documentId, moment);
    const head = found?.head ?? null;
    const snapshot = await client.query<{ seq: number; state: Buffer }>(
      `SELECT "seq", "state" FROM "DocumentSnapshot" WHERE "documentId" = $1 AND "seq" <= $2 ORDER BY "seq" DESC LIMIT 1`,
      [documentId, head ?? 0],
    );
    const tail = await client.query<{ seq: number; update: Buffer }>(
      `SELECT "seq", "update" FROM "DocumentUpdate"
        WHERE "documentId" = $1 AND "seq" > $2 AND "seq" <= $3 AND NOT "quarantined" ORDER BY "seq"`,
      [documentId, snapshot.rows[0]?.seq ?? 0, head ?? 0],
    );
    await client.query("COMMIT");
    client.release();
    return found && { ...found, snapshot: snapshot.rows[0] ?? null, tail: tail.rows };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

type Head = Pick<StoredDocument, "head" | "generation" | "schemaVersion">;

/** The document, its head the last update up to a moment: 0 before the first; null where there is no document. */
async function headAt(client: pg.PoolClient, documentId: string, moment?: Moment): Promise<Head | null> {
  const { rows } = await client.query<Head>(
    `SELECT "head", "generation", "schemaVersion" FROM "Document" WHERE "id" = $1`,
    [documentId],
  );
  const document = rows[0];
  if (!document) return null;
  if (!moment) return document;
  if ("seq" in moment) return { ...document, head: Math.min(document.head, moment.seq) };
  // Instants grow with the sequence: both are given under the document's lock.
  const last = await client.query<{ seq: number }>(
    `SELECT "seq" FROM "DocumentUpdate" WHERE "documentId" = $1 AND "createdAt" <= $2 ORDER BY "seq" DESC LIMIT 1`,
    [documentId, moment.instant],
  );
  return { ...document, head: last.rows[0]?.seq ?? 0 };
}

export async function readHeads(pool: pg.Pool, documentIds: readonly string[]): Promise<Map<string, number>> {
  if (documentIds.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; head: number }>({
    name: "collab-heads",
    text: `SELECT "id", "head" FROM "Document" WHERE "id" = ANY($1::uuid[])`,
    values: [documentIds],
  });
  return new Map(rows.map(({ id, head }) => [id, head]));
}

export async function readSince(pool: pg.Pool, after: ReadonlyMap<string, number>): Promise<LoggedUpdate[]> {
  const { rows } = await pool.query<LoggedUpdate & { update: Buffer | null }>({
    name: "collab-since",
    text: `SELECT "documentId", "seq", CASE WHEN "quarantined" THEN NULL ELSE "update" END AS "update", d."generation"
      FROM unnest($1::uuid[], $2::int[]) AS known("document", "after") JOIN "Document" d ON d."id" = "document"
      JOIN "DocumentUpdate" ON "documentId" = "document" AND "seq" > "after"
      ORDER BY "documentId", "seq" LIMIT ${PAGE}`,
    values: [[...after.keys()], [...after.values()]],
  });
  return rows;
}
