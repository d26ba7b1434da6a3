import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { createCluster, passwordOf } from "#server/platform/postgres-cluster";
import { clusterFolder, postgresAccount, postgresBinaries } from "#server/platform/postgres-files";
import { clearTheWay, ownerFile, runningOn } from "#server/platform/postgres-lock";
import { beginLog, failureIn } from "#server/platform/postgres-log";
import { StartError } from "#server/platform/start-error";

/** A PostgreSQL of our own that runs until `stop` is called or this process dies. */
export interface EmbeddedPostgres {
  /** Connection string of the database `bellwether`, which the migrations create. */
  url: string;
  /** Ends it with a fast shutdown and waits until it is gone. */
  stop(): Promise<void>;
}

interface Options {
  /** Folder for the cluster, its password and its log. */
  dataDir: string;
  /** false gives up safety against a power cut for speed: for tests only. */
  durable?: boolean;
}

const START_LIMIT = 60_000;

/** Starts PostgreSQL on the cluster in `dataDir`, and makes that cluster first where there is none. Recovers what a crash left behind. */
export async function startPostgres({ dataDir, durable = true }: Options): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir);
  const cluster = clusterFolder(folder);
  const account = postgresAccount(cluster);
  const binaries = postgresBinaries(account);
  const log = join(folder, "postgres.log");
  const password = passwordOf(folder);
  if (!existsSync(join(cluster, "PG_VERSION"))) await createCluster(cluster, binaries, account, password, durable);
  await clearTheWay(cluster);

  const port = await freePort();
  const logStart = beginLog(log);
  const command = {
    binary: join(binaries, "bin", "postgres"),
    args: ["-D", cluster, ...settings(port, durable)],
    log,
    ...account,
  };
  // node → keeper → postgres: see postgres-keeper.mjs for why the keeper stands in between.
  const keeper = spawn(process.execPath, [resolve("server/platform/postgres-keeper.mjs"), JSON.stringify(command)], {
    detached: true,
    stdio: ["pipe", "ignore", "inherit"],
  });
  keeper.stdin.on("error", () => {}); // the keeper's exit is what counts
  const gone = once(keeper, "exit");
  writeFileSync(ownerFile(cluster), String(process.pid));
  try {
    await untilReady(
      urlOf(password, port, "postgres"),
      () => keeper.exitCode !== null,
      () => failureIn(log, logStart),
    );
  } catch (error) {
    keeper.stdin.end();
    throw error;
  }
  return {
    url: urlOf(password, port, "bellwether"),
    async stop() {
      keeper.stdin.end();
      await gone;
      rmSync(ownerFile(cluster), { force: true });
    },
  };
}

/** The connection string of the PostgreSQL that another process runs on `dataDir`, or null when none does. */
export function findPostgres(dataDir: string): string | null {
  const folder = resolve(dataDir);
  if (!existsSync(join(folder, "postgres"))) return null;
  const running = runningOn(clusterFolder(folder));
  return running && urlOf(passwordOf(folder), running.port, "bellwether");
}

const urlOf = (password: string, port: number, database: string) =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;

function settings(port: number, durable: boolean): string[] {
  const values = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    log_timezone: "UTC",
    timezone: "UTC",
    // What a statement failed on is a row, and belongs in no log: who sent it is told.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
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

async function untilReady(url: string, ended: () => boolean, reason: () => StartError): Promise<void> {
  const deadline = Date.now() + START_LIMIT;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on("error", () => {}); // a connection lost while PostgreSQL starts is tried again
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (ended() || Date.now() > deadline) throw reason();
      // 28P01: the password file and the cluster do not belong together; waiting will not help.
      if (error instanceof Error && "code" in error && error.code === "28P01")
        throw new StartError(
          "The embedded database refuses the password in postgres.password: the file and the cluster beside it do not belong together.",
        );
      await delay(20);
    }
  }
}
