import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "#server/platform/postgres";
import { ownerIsDead } from "#server/platform/postgres-lock";

/** A server where databases may be made and dropped at will. */
export interface ScratchPostgres {
  /** Connection string of a database on it that need not exist. */
  url: string;
  stop(): Promise<void>;
}

const PLACE = process.platform === "win32" ? process.cwd() : "/var/tmp";
const PREFIX = "bellwether-scratch-";

/**
 * The server of DATABASE_URL where that is set, else an embedded one that lives as long as this process and leaves no trace.
 *
 * @param durable whether an embedded one waits for the disk, as it must where that is measured
 */
export async function scratchPostgres({ durable = false } = {}): Promise<ScratchPostgres> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  removeAbandoned();
  // As root PostgreSQL runs under another account, which must get there: hence neither os.tmpdir() nor a closed folder.
  const dataDir = mkdtempSync(join(PLACE, PREFIX));
  chmodSync(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir, durable });
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A process that was killed could not remove its folder. */
function removeAbandoned(): void {
  for (const name of readdirSync(PLACE).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(PLACE, name);
    const mine = statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.();
    if (mine && ownerIsDead(join(folder, "postgres"))) rmSync(folder, { recursive: true, force: true });
  }
}
