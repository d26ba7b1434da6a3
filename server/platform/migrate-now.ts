import { env } from "#server/platform/env";
import { migrate } from "#server/platform/migrate";
import { runCommand } from "#server/platform/run-command";
import { StartError } from "#server/platform/start-error";

/** `npm run migrate`: brings the database of DATABASE_URL to this version's schema without starting the server. */
await runCommand(async () => {
  const { databaseUrl } = env();
  if (!databaseUrl) throw new StartError("Set DATABASE_URL: the embedded database is migrated at every start.");
  const applied = await migrate(databaseUrl);
  console.log(applied.length ? `Applied ${applied.join(", ")}.` : "The database is up to date.");
});
