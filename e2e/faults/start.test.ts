import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { findPostgres } from "#server/platform/postgres";
import { E2E_SECRET } from "../fixtures/accounts";
import { launchServer, type RunningServer, startServer } from "../fixtures/running-server";
import { processesNaming } from "./processes";

/** The built server on an embedded database: how it starts, stops, dies and comes back. */

let dataDir: string;
const servers: RunningServer[] = [];

beforeEach(() => {
  dataDir = mkdtempSync("/var/tmp/bellwether-faults-");
  chmodSync(dataDir, 0o755); // open to the account that PostgreSQL runs under when the tests run as root
});

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  await vi.waitUntil(() => processesNaming(dataDir).length === 0, { timeout: 60_000 });
  rmSync(dataDir, { recursive: true });
});

async function start(): Promise<RunningServer> {
  const server = await startServer({ DATA_DIR: dataDir, DEMO: "0" });
  servers.push(server);
  return server;
}

async function refusalOf(env: Record<string, string>): Promise<{ status: number; said: string }> {
  const child = launchServer({ DATA_DIR: dataDir, DEMO: "0", ...env });
  let said = "";
  child.stderr?.on("data", (data) => {
    said += data;
  });
  const [status] = await once(child, "close");
  return { status, said: said.trim().split("\n").at(-1) ?? "" };
}

async function query(sql: string) {
  const client = new pg.Client({ connectionString: findPostgres(dataDir) ?? "" });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const addTeam = (name: string) => query(`INSERT INTO "Team" (id, name) VALUES (gen_random_uuid(), '${name}')`);
const teams = async () => (await query(`SELECT name FROM "Team" ORDER BY name`)).map(({ name }) => name);
const health = async (server: RunningServer) => {
  const response = await fetch(`${server.url}/api/health`);
  return { status: response.status, body: await response.json() };
};

it("SIGTERM ends it with status 0 and leaves no process; a second signal or nobody to read its log changes nothing", async () => {
  const server = await start();
  expect((await health(server)).body).toMatchObject({ status: "ok", migrations: { pending: 0 } });
  for (const said of [server.process.stdout, server.process.stderr]) said?.destroy();
  for (
    let line = 0;
    line < 3;
    line++ // each is refused and logged
  )
    expect((await fetch(`${server.url}/api/trpc/notice.markAll`, { method: "POST" })).status).toBe(403);
  expect((await health(server)).status).toBe(200);
  server.process.kill("SIGTERM");
  server.process.kill("SIGINT");
  expect(await server.stop()).toBe(0);
  expect(processesNaming(dataDir)).toEqual([]);
});

it("killed hard, it takes its database down with it, and starts again with all data", async () => {
  const server = await start();
  await addTeam("kept");
  await server.stop("SIGKILL");
  const again = await start(); // at once: the old database is still on its way down
  expect(await teams()).toEqual(["kept"]);
  await again.stop("SIGKILL");
  await vi.waitUntil(() => processesNaming(dataDir).length === 0, { timeout: 60_000 });
});

it("a database that outlived both its server and its keeper is replaced without loss", async () => {
  const server = await start();
  await addTeam("kept");
  const keepers = processesNaming(dataDir).filter(({ command }) => command.includes("postgres-keeper"));
  expect(keepers).toHaveLength(1);
  for (const { pid } of keepers) process.kill(pid, "SIGKILL");
  await server.stop("SIGKILL");
  await start();
  expect(await teams()).toEqual(["kept"]);
  expect(processesNaming(dataDir).filter(({ command }) => command.includes("bin/postgres -D"))).toHaveLength(1);
});

it("a database that crashes is started again, and the server recovers", async () => {
  const server = await start();
  await addTeam("kept");
  const [lock] = readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(lock), "SIGKILL");
  await vi.waitFor(async () => expect((await health(server)).status).toBe(200), { timeout: 60_000, interval: 100 });
  // Asked before it noticed, the health is still that of the database before.
  await vi.waitFor(async () => expect(await teams()).toEqual(["kept"]), { timeout: 60_000, interval: 100 });
});

it("secrets that it made are readable by their owner alone", async () => {
  await start();
  for (const name of ["auth.secret", "postgres.password"]) expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0);
});

it("a second server on the same data is refused by name of the first", async () => {
  const server = await start();
  const { status, said } = await refusalOf({});
  expect(status).toBe(1);
  expect(said).toMatch(`is in use by process ${server.process.pid}`);
  expect((await health(server)).status).toBe(200);
});

it("a port that is taken is one sentence", async () => {
  const other = createServer().listen(0);
  await once(other, "listening");
  const address = other.address();
  const port = address && typeof address === "object" ? address.port : 0;
  expect(await refusalOf({ PORT: String(port) })).toEqual({
    status: 1,
    said: `Port ${port} is taken: stop what runs there, or set PORT to another.`,
  });
  other.close();
});

it("a database that cannot be reached is one sentence, and so is a missing secret", async () => {
  const DATABASE_URL = "postgresql://someone:secret@127.0.0.1:1/bellwether";
  expect(await refusalOf({ DATABASE_URL, AUTH_SECRET: E2E_SECRET })).toEqual({
    status: 1,
    said: "The database at 127.0.0.1:1/bellwether cannot be used: nothing is listening there.",
  });
  expect((await refusalOf({ DATABASE_URL })).said).toMatch(/^AUTH_SECRET is not set/);
  const guessable = await refusalOf({ DATABASE_URL, AUTH_SECRET: "change-this-to-32-random-characters" });
  expect(guessable.said).toMatch(/^AUTH_SECRET has words of an example in it, and outside the demo that is refused/);
});
