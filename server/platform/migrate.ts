import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { databaseError, StartError } from "#server/platform/start-error";

/** One folder of prisma/migrations. */
export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file in hexadecimal, as Prisma records it. */
  checksum: string;
}

/** What `_prisma_migrations` says of one migration. */
interface Record {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  rolled_back_at: Date | null;
}

/** The key of the advisory lock that Prisma's own `migrate deploy` takes too. */
const LOCK = 72707369;
/** Oldest PostgreSQL with everything that the migrations use. */
const OLDEST = 15;

/** Exactly the table that Prisma makes, so that `prisma migrate` can be used on the same database. */
const RECORDS = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** The migrations of this version of the program in the order of their names. */
export function listMigrations(folder = resolve("prisma/migrations")): Migration[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * Brings the database to this version's schema and creates it first where it is missing. Any number of processes may do so at
 * once: they queue, and all but the first find nothing left to do. Each migration is one transaction together with its record.
 *
 * @returns names of the migrations that this call applied
 * @throws {StartError} when the database cannot be used, is too old, newer than the program, or a migration was edited or failed
 */
export async function migrate(url: string, migrations = listMigrations()): Promise<string[]> {
  let client: pg.Client | undefined;
  try {
    client = await connectOrCreate(url);
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(RECORDS);
    const pending = pendingOf(migrations, await recordsOf(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } catch (error) {
    throw databaseError(url, error);
  } finally {
    await client?.end(); // releases the lock
  }
}

/**
 * The migrations that are still to be applied, given what the database records.
 *
 * @throws {StartError} when the two histories contradict each other
 */
export function pendingOf(migrations: Migration[], records: Record[]): Migration[] {
  const standing = new Map(
    records.filter((row) => row.rolled_back_at === null).map((row) => [row.migration_name, row]),
  );
  const known = new Set(migrations.map(({ name }) => name));
  for (const { migration_name: name, finished_at } of standing.values()) {
    if (finished_at === null)
      throw new StartError(
        `The migration ${name} failed half-way under another tool: resolve it with \`prisma migrate resolve\`.`,
      );
    if (!known.has(name))
      throw new StartError(
        `The database was migrated by a newer version of Bellwether (it has ${name}): run that version.`,
      );
  }
  return migrations.filter(({ name, checksum }) => {
    const record = standing.get(name);
    if (record && record.checksum !== checksum)
      throw new StartError(
        `The migration ${name} was changed after it had been applied: undo the change and write a new migration.`,
      );
    return !record;
  });
}

/** What the database records; nothing before its first migration. */
export async function recordsOf(client: Pick<pg.Client, "query">): Promise<Record[]> {
  const { rows } = await client.query<{ present: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS present`,
  );
  if (!rows[0]?.present) return [];
  const records = await client.query<Record>(
    `SELECT migration_name, checksum, finished_at, rolled_back_at FROM "_prisma_migrations"`,
  );
  return records.rows;
}

/** @throws {StartError} for a PostgreSQL older than the migrations need; `versionNumber` is its `server_version_num`, such as 150004 */
export function assertSupported(versionNumber: number): void {
  const major = Math.floor(versionNumber / 10_000);
  if (!(major >= OLDEST))
    throw new StartError(`The database is PostgreSQL ${major}, which is too old: Bellwether needs ${OLDEST} or newer.`);
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {}); // the first error is the one to report
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The migration ${name} failed and was undone: ${reason}.`, { cause: error });
  }
}

async function connectOrCreate(url: string): Promise<pg.Client> {
  try {
    return await connect(url);
  } catch (error) {
    if (codeOf(error) !== "3D000") throw error;
    await createDatabase(url);
    return connect(url);
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // a connection lost between queries fails the next query, which reports it
  await client.connect();
  const { rows } = await client.query<{ server_version_num: string }>("SHOW server_version_num");
  assertSupported(Number(rows[0]?.server_version_num));
  return client;
}

/** CREATE DATABASE cannot run in a transaction and two at once disturb each other, so creators queue in the maintenance database. */
async function createDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  const name = decodeURIComponent(maintenance.pathname.slice(1));
  maintenance.pathname = "/postgres";
  const client = await connect(maintenance.href);
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : undefined);
