import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runCommand } from "#server/platform/run-command";
import { LOCK_FILE, schemaDifference } from "#server/platform/schema-engine";
import { scratchPostgres } from "#server/platform/scratch-postgres";
import { StartError } from "#server/platform/start-error";

/**
 * `npm run migrate:new NAME`: writes the next migration, which leads from prisma/migrations to prisma/schema.
 * Where they agree the file holds a comment only: the place for a CHECK or a trigger, which Prisma cannot express.
 */
await runCommand(async () => {
  const name = process.argv[2] ?? "";
  if (!/^[a-z0-9_]+$/.test(name))
    throw new StartError("Give the migration a name in lower case: npm run migrate:new add_rounds");
  const server = await scratchPostgres();
  const sql = await schemaDifference(server.url).finally(server.stop);
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = resolve("prisma/migrations", `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql ?? "-- The schema files are unchanged.\n");
  writeFileSync(resolve("prisma/migrations/migration_lock.toml"), LOCK_FILE);
  console.log(`Wrote prisma/migrations/${stamp}_${name}/migration.sql. Read it, complete it, commit it.`);
});
