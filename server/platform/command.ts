import { parseEnv } from "#server/platform/env";
import { migrate } from "#server/platform/migrate";
import { findPostgres, startPostgres } from "#server/platform/postgres";
import { runCommand } from "#server/platform/run-command";

/**
 * Runs the body of a command that needs the database: on DATABASE_URL, else on the embedded database, which is started when
 * it is not running and stopped again. It is migrated first.
 *
 * The body imports what opens the database (`await import("#server/…")`) and the command's module does not: only inside the
 * body is it known where the database is.
 */
export async function databaseCommand(body: () => Promise<void>): Promise<never> {
  return runCommand(async () => {
    const { databaseUrl, dataDir } = parseEnv(process.env);
    const found = databaseUrl ?? findPostgres(dataDir);
    const own = found ? null : await startPostgres({ dataDir });
    const url = found ?? own?.url ?? "";
    try {
      await migrate(url);
      process.env.DATABASE_URL = url;
      await body();
    } finally {
      await globalThis.bellwetherPool?.end();
      await own?.stop();
    }
  });
}
