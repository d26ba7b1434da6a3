import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { RequestHandler } from "#server/http";
import { log } from "#server/platform/log";
import { listMigrations, pendingOf, recordsOf } from "#server/platform/migrate";

export type Phase = "starting" | "ready" | "stopping";

/** What the health route answers. 200 with everything, or 503 with the reason. */
export type Health =
  | {
      status: "ok";
      version: string;
      database: { version: string; answeredInMs: number };
      migrations: { applied: number; pending: 0 };
      uptimeSeconds: number;
    }
  | { status: "unavailable"; version: string; reason: string; uptimeSeconds: number };

/** Longer than this the database counts as gone. */
const PATIENCE = 2000;

const VERSION = z.object({ version: z.string() }).parse(JSON.parse(readFileSync("package.json", "utf8"))).version;

/** Answers 200 only while pages can be served: up, migrated, with a database that answers. */
export const healthHandler =
  (phase: () => Phase): RequestHandler =>
  async (_request, response) => {
    const health = await healthIn(phase());
    response.writeHead(health.status === "ok" ? 200 : 503, {
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
    });
    response.end(`${JSON.stringify(health)}\n`);
  };

async function healthIn(phase: Phase): Promise<Health> {
  const common = { version: VERSION, uptimeSeconds: Math.round(process.uptime()) };
  const unavailable = (reason: string): Health => ({ status: "unavailable", ...common, reason });
  if (phase !== "ready") return unavailable(`The server is ${phase}.`);
  try {
    const cancel = new AbortController();
    const tooLate = delay(PATIENCE, undefined, { signal: cancel.signal }).then(() => {
      throw new Error(`no answer within ${PATIENCE / 1000} s`);
    });
    const { version, answeredInMs, applied, pending } = await Promise.race([askDatabase(), tooLate]).finally(() =>
      cancel.abort(),
    );
    if (pending.length) return unavailable(`Migrations are pending: ${pending.join(", ")}.`);
    return { status: "ok", ...common, database: { version, answeredInMs }, migrations: { applied, pending: 0 } };
  } catch (error) {
    // Anybody may ask: where the database is and what it says is for the log.
    log.warn({ error }, "the database does not answer");
    return unavailable("The database does not answer.");
  }
}

async function askDatabase() {
  const { pool } = await import("#server/platform/db");
  const asked = performance.now();
  const { rows } = await pool.query<{ server_version: string }>("SHOW server_version");
  const answeredInMs = Math.round(performance.now() - asked);
  const records = await recordsOf(pool);
  const pending = pendingOf(listMigrations(), records).map(({ name }) => name);
  return { version: rows[0]?.server_version ?? "", answeredInMs, applied: records.length, pending };
}
