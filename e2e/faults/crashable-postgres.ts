import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { migrate } from "#server/platform/migrate";
import { createCluster } from "#server/platform/postgres-cluster";
import { clusterFolder, postgresAccount, postgresBinaries } from "#server/platform/postgres-files";

/** A migrated PostgreSQL of a test's own that can be killed and comes back on the same port. */
export interface CrashablePostgres {
  url: string;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on what is on the disk; resolves when it answers. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function crashablePostgres(): Promise<CrashablePostgres> {
  // As root PostgreSQL runs under another account, which must get there.
  const dataDir = mkdtempSync(join(process.platform === "win32" ? process.cwd() : "/var/tmp", "bellwether-crash-"));
  chmodSync(dataDir, 0o755);
  const cluster = clusterFolder(dataDir);
  const account = postgresAccount(cluster);
  const binaries = postgresBinaries(account);
  const password = randomBytes(12).toString("hex");
  await createCluster(cluster, binaries, account, password, false);
  const port = await freePort();
  const urlOf = (name: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${name}`;
  let running: { child: ChildProcess; gone: Promise<unknown> } | null = null;

  function launch() {
    const args = ["-D", cluster, "-p", String(port), "-c", "listen_addresses=127.0.0.1"];
    // What a killed process has written stays with the system: only a power cut would need fsync, and nobody cuts the power.
    args.push("-c", "unix_socket_directories=", "-c", "timezone=UTC", "-c", "fsync=off");
    const child = spawn(join(binaries, "bin", "postgres"), args, { ...account, cwd: "/", stdio: "ignore" });
    running = { child, gone: once(child, "exit") };
    return running;
  }

  async function start(): Promise<void> {
    let { child } = launch();
    while (!(await answers(urlOf("postgres")))) {
      // It refuses to start while the processes of the killed one still end.
      if (child.exitCode !== null) child = launch().child;
      await delay(20);
    }
  }

  async function kill(): Promise<void> {
    running?.child.kill("SIGKILL");
    await running?.gone;
    running = null;
  }

  await start();
  await migrate(urlOf("bellwether"));
  return {
    url: urlOf("bellwether"),
    kill,
    start,
    async remove() {
      await kill();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {}); // what counts is whether it answered
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
