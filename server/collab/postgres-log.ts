import pg from "pg";
import { RATIONALE_SCHEMA } from "#core/rationale";
import { groupCommit } from "#server/collab/group-commit";
import { postgresHints } from "#server/collab/postgres-hints";
import { readDocument, readHeads, readSince } from "#server/collab/postgres-reads";
import { byteaArray, plainArray, prepared } from "#server/collab/prepared";
import { type Append, HistoryRemoved, type UpdateLog } from "#server/collab/update-log";
import { pool as sharedPool } from "#server/platform/db";

/** A write that takes longer than this counts as failed: its writer is told "not saved" and sends again. */
const PATIENCE_MS = 10_000;
const BATCH = {
  maxWeight: 8 << 20,
  maxItems: 1_000,
  weigh: ({ update }: Append) => update.byteLength,
  /** A round to the database costs the node as much as all the rest of an edit: under load those of some twelve milliseconds share one. */
  pace: { perSecond: 80, burst: 20 },
};

/**
 * One statement, one round trip, one commit for a whole batch. The document rows are locked in the order of their ids, so
 * two nodes with overlapping batches wait for each other and never deadlock; the head moves under that lock, so no sequence
 * has a gap and a head that can be seen means that every update up to it can be.
 */
const APPEND = `
WITH incoming AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::uuid[], $4::int[])
    WITH ORDINALITY AS entry(document, update, author, generation, n)
), locked AS MATERIALIZED (
  SELECT "id", "generation" FROM "Document" WHERE "id" IN (SELECT document FROM incoming) ORDER BY "id" FOR NO KEY UPDATE
), fresh AS MATERIALIZED (
  SELECT incoming.* FROM incoming
  JOIN locked ON locked."id" = document AND coalesce(incoming.generation, locked."generation") = locked."generation"
), moved AS (
  UPDATE "Document" d SET "head" = d."head" + added.count
  FROM (SELECT document, count(*)::int AS count FROM fresh GROUP BY document) added
  WHERE d."id" = added.document
  RETURNING d."id", d."head" - added.count AS base, d."head"
), kept AS (
  INSERT INTO "DocumentUpdate" ("documentId", "seq", "update", "userId")
  SELECT document, base + row_number() OVER (PARTITION BY document ORDER BY n), update, author
  FROM fresh JOIN moved ON moved."id" = document
)
SELECT locked."id", locked."generation", base, "head" FROM locked LEFT JOIN moved ON moved."id" = locked."id"`;

/** The same for a batch of one, which is what a text that few write in gives: half the work for both ends. */
const APPEND_ONE = `
WITH moved AS (
  UPDATE "Document" SET "head" = "head" + 1 WHERE "id" = $1 AND "generation" = coalesce($4, "generation") RETURNING "head"
)
INSERT INTO "DocumentUpdate" ("documentId", "seq", "update", "userId") SELECT $1, "head", $2, $3 FROM moved RETURNING "seq"`;

const appendAll = prepared("collab-append", APPEND);
const appendOne = prepared("collab-append-one", APPEND_ONE);

/**
 * The log on PostgreSQL. Appends go through a connection of their own, so that neither a busy pool nor Prisma stands between
 * a keystroke and the disk; it is opened at the first append and again after a failure.
 */
export function postgresLog({
  pool = sharedPool,
  connectionString = process.env.DATABASE_URL,
}: {
  pool?: pg.Pool;
  connectionString?: string;
} = {}): UpdateLog {
  let connection: Promise<pg.Client> | null = null;
  // A hint that is lost is repaired: it need not wait for the disk.
  const hints = postgresHints(() => clientOf(connectionString, "hints", "off"));

  function connected(): Promise<pg.Client> {
    if (connection) return connection;
    const opening = connect(connectionString, () => {
      if (connection === opening) connection = null;
    });
    connection = opening;
    return opening;
  }

  async function write(batch: readonly Append[]): Promise<(number | Error)[]> {
    const client = await connected();
    try {
      const [only] = batch;
      const seq = batch.length === 1 && only ? await writeOne(client, only) : undefined;
      return seq === undefined ? await writeAll(client, batch) : [seq];
    } catch (error) {
      // Whether the batch was committed is unknown on a lost connection. Refused is safe: a Yjs update may be kept twice.
      connection = null;
      client.end().catch(() => {});
      throw error;
    }
  }

  /** @returns nothing where it was not appended: the general statement finds out why */
  async function writeOne(client: pg.Client, { documentId, update, userId, generation }: Append) {
    const [row] = await appendOne(client, [documentId, bytesOf(update), userId, generation?.toString() ?? null]);
    if (!row) return undefined;
    const seq = Number(row[0]);
    hints.say(documentId, seq);
    return seq;
  }

  async function writeAll(client: pg.Client, batch: readonly Append[]): Promise<(number | Error)[]> {
    const rows = await appendAll(client, [
      plainArray(batch.map(({ documentId }) => documentId)),
      byteaArray(batch.map(({ update }) => update)),
      plainArray(batch.map(({ userId }) => userId)),
      plainArray(batch.map(({ generation }) => generation ?? null)),
    ]);
    const documents = rows.map(appendedOf);
    for (const { id, head } of documents) if (head !== null) hints.say(id, head);
    return numbered(batch, documents);
  }

  const appends = groupCommit(write, BATCH);

  return {
    append: (entry) => appends.add(entry),
    read: (documentId) => readDocument(pool, documentId),
    readAt: (documentId, moment) => readDocument(pool, documentId, moment),
    heads: (documentIds) => readHeads(pool, documentIds),
    since: (after) => readSince(pool, after),
    listen: hints.listen,
    async open(documentId) {
      const stored = await readDocument(pool, documentId);
      if (stored) return stored;
      await pool.query(
        `INSERT INTO "Document" ("id", "teamId", "schemaVersion")
          SELECT "id", "teamId", $2 FROM "Scenario" WHERE "id" = $1 ON CONFLICT DO NOTHING`,
        [documentId, RATIONALE_SCHEMA],
      );
      return readDocument(pool, documentId);
    },
    async addSnapshot(documentId, seq, state, keepEvery, generation) {
      // The lock is the weakest there is: writers go on beside it, and a redaction waits for it or is waited for.
      await pool.query(
        `WITH current AS (
          SELECT "id" FROM "Document" WHERE "id" = $1 AND "generation" = coalesce($5, "generation") FOR KEY SHARE
        ), added AS (
          INSERT INTO "DocumentSnapshot" ("documentId", "seq", "state") SELECT "id", $2, $3 FROM current ON CONFLICT DO NOTHING
        )
        DELETE FROM "DocumentSnapshot" WHERE "documentId" IN (SELECT "id" FROM current)
          AND "seq" < $2 AND "seq" / $4::int = $2 / $4::int`,
        [documentId, seq, bytesOf(state), keepEvery, generation ?? null],
      );
    },
    async alone(documentId, work) {
      const client = await pool.connect();
      try {
        const key = [`collab-compact:${documentId}`];
        const { rows } = await client.query<{ free: boolean }>(
          "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS free",
          key,
        );
        if (!rows[0]?.free) return false;
        try {
          await work();
        } finally {
          await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", key);
        }
        return true;
      } finally {
        client.release();
      }
    },
    async quarantine(documentId, seq) {
      await pool.query(`UPDATE "DocumentUpdate" SET "quarantined" = true WHERE "documentId" = $1 AND "seq" = $2`, [
        documentId,
        seq,
      ]);
    },
    async stop() {
      await appends.idle();
      const client = await connection?.catch(() => null);
      connection = null;
      await client?.end().catch(() => {}); // lost is ended, too
      await hints.stop();
    },
  };
}

async function connect(connectionString: string | undefined, lost: () => void): Promise<pg.Client> {
  // "Saved" means on disk, whatever the database's default says.
  const client = clientOf(connectionString, "log", "on");
  client.on("error", lost);
  client.on("end", lost);
  try {
    await client.connect();
  } catch (error) {
    lost();
    throw error;
  }
  return client;
}

function clientOf(
  connectionString: string | undefined,
  what: "log" | "hints",
  synchronousCommit: "on" | "off",
): pg.Client {
  return new pg.Client({
    connectionString,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    keepAlive: true,
    application_name: `bellwether collab ${what}`,
    options: `-c timezone=UTC -c synchronous_commit=${synchronousCommit}`,
  });
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength);

/** A document of a batch; without numbers where nothing for it was of its generation. */
interface Appended {
  id: string;
  generation: number;
  base: number | null;
  head: number | null;
}

/** A row of the general statement. */
function appendedOf([id, generation, base, head]: readonly (string | null)[]): Appended {
  const number = (field: string | null | undefined) => (field ? Number(field) : null);
  return { id: id ?? "", generation: Number(generation), base: number(base), head: number(head) };
}

/** The sequence of each entry: the batch's order within each document, counted from where its head stood. */
function numbered(batch: readonly Append[], rows: readonly Appended[]): (number | Error)[] {
  const heads = new Map(rows.map(({ id, base, generation }) => [id, { last: base ?? 0, generation }]));
  return batch.map(({ documentId, generation }) => {
    const document = heads.get(documentId);
    if (document === undefined) return new RangeError(`there is no document ${documentId}`);
    if (generation !== undefined && generation !== document.generation)
      return new HistoryRemoved(`document ${documentId} is of generation ${document.generation}, not ${generation}`);
    document.last += 1;
    return document.last;
  });
}
