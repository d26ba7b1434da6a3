import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import pg from "pg";
import { vi } from "vitest";
import { findPostgres } from "#server/platform/postgres";
import { E2E_SECRET } from "../fixtures/accounts";
import { type RunningServer, startServer } from "../fixtures/running-server";
import { processesNaming } from "./processes";

interface BuiltServer {
  server: RunningServer;
  /** A connection to its database. What this process imports of the server from now on is connected to it, too. */
  client: pg.Client;
  stop(): Promise<void>;
}

/** The built server on an embedded database of its own, without the demo; both are gone when it has stopped. */
export async function startBuilt(env: Record<string, string> = {}): Promise<BuiltServer> {
  const dataDir = mkdtempSync("/var/tmp/bellwether-built-");
  chmodSync(dataDir, 0o755); // open to the account that PostgreSQL runs under when the tests run as root
  const server = await startServer({ DATA_DIR: dataDir, DEMO: "0", AUTH_SECRET: E2E_SECRET, ...env });
  const url = findPostgres(dataDir) ?? "";
  Object.assign(process.env, { DATABASE_URL: url, AUTH_SECRET: E2E_SECRET });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    server,
    client,
    async stop() {
      await client.end();
      await globalThis.bellwetherPool?.end();
      await server.stop();
      await vi.waitUntil(() => processesNaming(dataDir).length === 0, { timeout: 60_000 });
      rmSync(dataDir, { recursive: true });
    },
  };
}
