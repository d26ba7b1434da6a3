import { randomBytes } from "node:crypto";
import pg from "pg";
import { migrate } from "#server/platform/migrate";
import { scratchPostgres } from "#server/platform/scratch-postgres";

/** A migrated database that tests clone and never open. */
export interface Template {
  url: string;
  /** Drops it and all its clones, with the server when that was started for it. */
  stop(): Promise<void>;
}

/** Migrates a template database on DATABASE_URL's server, or on an embedded one without safety against a power cut. */
export async function prepareTemplate(): Promise<Template> {
  const server = await scratchPostgres();
  const url = withName(server.url, `bellwether_test_${randomBytes(4).toString("hex")}`);
  await migrate(url);
  return {
    url,
    async stop() {
      await inMaintenance(url, async (client) => {
        const { rows } = await client.query<{ datname: string }>(
          "SELECT datname FROM pg_database WHERE starts_with(datname, $1)",
          [nameOf(url)],
        );
        for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
      });
      await server.stop();
    },
  };
}

/** A new database with the template's tables and rows. */
export async function cloneDatabase(template: string): Promise<string> {
  const name = `${nameOf(template)}_${randomBytes(4).toString("hex")}`;
  await inMaintenance(template, (client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${nameOf(template)}"`));
  return withName(template, name);
}

export async function dropDatabase(url: string): Promise<void> {
  await inMaintenance(url, (client) => client.query(`DROP DATABASE IF EXISTS "${nameOf(url)}" WITH (FORCE)`));
}

async function inMaintenance(url: string, body: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: withName(url, "postgres") });
  await client.connect();
  try {
    await body(client);
  } finally {
    await client.end();
  }
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

function withName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
