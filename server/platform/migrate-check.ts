import { runCommand } from "#server/platform/run-command";
import { schemaDifference } from "#server/platform/schema-engine";
import { scratchPostgres } from "#server/platform/scratch-postgres";
import { StartError } from "#server/platform/start-error";

/** `npm run migrate:check`: fails when prisma/migrations do not lead to prisma/schema. */
await runCommand(async () => {
  const server = await scratchPostgres();
  const sql = await schemaDifference(server.url).finally(server.stop);
  if (sql !== null)
    throw new StartError(
      `prisma/migrations do not lead to prisma/schema; this is missing (npm run migrate:new NAME):\n${sql}`,
    );
  console.log("prisma/migrations lead to prisma/schema.");
});
