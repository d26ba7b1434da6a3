import { fork } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import { expect, it } from "vitest";
import { listMigrations, type Migration, migrate } from "#server/platform/migrate";
import { testDatabase } from "#server/platform/test-database";
import { dropDatabase } from "#server/platform/test-postgres";

async function inNewDatabase(body: (url: string) => Promise<void>): Promise<void> {
  const url = `${testDatabase().url}_new`;
  try {
    await body(url);
  } finally {
    await dropDatabase(url);
  }
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const migration = (name: string, sql: string, checksum = name): Migration => ({ name, sql, checksum });

it("records what it applied as Prisma does, and a second run finds nothing to do", async () => {
  await inNewDatabase(async (url) => {
    const names = listMigrations().map(({ name }) => name);
    expect(await migrate(url)).toEqual(names);
    expect(await migrate(url)).toEqual([]);
    const rows = await query(url, `SELECT * FROM "_prisma_migrations" ORDER BY migration_name`);
    expect(rows).toHaveLength(names.length);
    for (const row of rows) {
      expect(row).toMatchObject({ logs: null, rolled_back_at: null, applied_steps_count: 1 });
      expect(row.checksum).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});

it("four processes that start at once on a server without the database all come up", async () => {
  await inNewDatabase(async (url) => {
    const nodes = [1, 2, 3, 4].map(() =>
      fork("server/platform/migrate-now.ts", {
        execArgv: ["--import", "tsx"],
        env: { ...process.env, DATABASE_URL: url },
      }),
    );
    const codes = await Promise.all(nodes.map(async (node) => (await once(node, "exit"))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    const rows = await query(url, `SELECT count(*)::int AS n FROM "_prisma_migrations"`);
    expect(rows).toEqual([{ n: listMigrations().length }]);
  });
});

it("a migration that fails leaves nothing of itself and can be tried again", async () => {
  await inNewDatabase(async (url) => {
    const first = migration("1", "CREATE TABLE one (id int)");
    const broken = migration("2", "CREATE TABLE two (id int); SELECT 1 / 0");
    await expect(migrate(url, [first, broken])).rejects.toThrow(
      "The migration 2 failed and was undone: division by zero.",
    );
    expect(await query(url, "SELECT to_regclass('two') AS two")).toEqual([{ two: null }]);
    expect(await migrate(url, [first, migration("2", "CREATE TABLE two (id int)")])).toEqual(["2"]);
  });
});

it("refuses an edited migration and a database that is newer than the program", async () => {
  await inNewDatabase(async (url) => {
    const first = migration("1", "CREATE TABLE one (id int)");
    await migrate(url, [first]);
    await expect(migrate(url, [{ ...first, checksum: "other" }])).rejects.toThrow(
      "was changed after it had been applied",
    );
    await expect(migrate(url, [])).rejects.toThrow("newer version");
  });
});

it("says in one sentence what is wrong with a database that cannot be used", async () => {
  await expect(migrate("postgresql://u:secret@127.0.0.1:1/x")).rejects.toThrow(
    "The database at 127.0.0.1:1/x cannot be used: nothing is listening there.",
  );
  const wrong = new URL(testDatabase().url);
  wrong.password = "wrong";
  await expect(migrate(wrong.href)).rejects.toThrow("refuses the user name or password");
});
