import { setTimeout as wait } from "node:timers/promises";
import { healthHandler, type Phase } from "#server/health";
import { type Doors, type HttpServer, listen } from "#server/http";
import { type Pages, preparePages } from "#server/pages";
import { parseEnv } from "#server/platform/env";
import { log } from "#server/platform/log";
import { migrate } from "#server/platform/migrate";
import { type EmbeddedPostgres, startPostgres } from "#server/platform/postgres";
import { quietConsole } from "#server/platform/quiet-console";
import { settleEnv } from "#server/platform/settle-env";
import { StartError } from "#server/platform/start-error";
import { timed } from "#server/platform/timed";
import { handleReports } from "#server/report-door";
import type { RunningService, Service } from "#server/services";

/**
 * The whole server in one process: listens, brings up the database, migrates, starts the services, serves. On SIGTERM or
 * SIGINT it goes the same way back and ends with status 0. Modules that read `env()` or open the database are imported only
 * after the environment is settled.
 */

/** Milliseconds for the requests under way when the server stops, for queries that outlive them, and for everything together. */
const LAST_REQUESTS = 3000;
const LAST_QUERIES = 1000;
const STOP_LIMIT = 9500;

interface Started {
  name: string;
  service: RunningService;
}

let phase: Phase = "starting";
const running: {
  http?: HttpServer;
  pages?: Pages;
  postgres?: EmbeddedPostgres;
  background: Started[];
  connected: Started[];
} = {
  background: [],
  connected: [],
};

async function start(): Promise<void> {
  const development = process.env.NODE_ENV === "development";
  if (!development) quietConsole();
  const given = parseEnv(process.env);
  const doors: Doors = {
    health: healthHandler(() => phase),
    calls: null,
    evidence: null,
    issuer: null,
    reports: handleReports(),
    rest: null,
    pages: null,
    upgrades: new Map(),
  };
  const http = await listen(given.port, doors);
  running.http = http;

  const url = given.databaseUrl ?? (await timed("Starting PostgreSQL", () => embedded(given.dataDir)));
  const env = settleEnv(url, http.port);
  await timed("Migrating", () => migrate(url));
  if (env.demo) {
    const { seedOnce } = await import("#server/seed-once");
    await timed("Loading the demo where it is missing", seedOnce);
  } else {
    const { closeLeftOvers } = await import("#server/identity/left-overs");
    await closeLeftOvers();
  }
  const services = await import("#server/services");
  for (const service of services.background) running.background.push(await startService(service, doors));
  for (const service of services.connected) running.connected.push(await startService(service, doors));
  const pages = await timed("Preparing pages", () => preparePages(development, http.port));
  running.pages = pages;
  // Only hot reload speaks there; in production nobody would answer, and whoever asked would hold the connection for good.
  if (development) doors.upgrades.set("/_next", pages.upgrade);
  doors.pages = pages.handle;
  const { handleCall } = await import("#server/calls");
  doors.calls = handleCall(development);
  const { handleEvidence } = await import("#server/evidence-door");
  doors.evidence = handleEvidence(development);
  const { handleIssuer } = await import("#server/issuer-door");
  doors.issuer = handleIssuer(development);
  const { handleRest } = await import("#server/rest-door");
  doors.rest = handleRest(development);
  if (phase === "starting") phase = "ready";

  const { plainHttpHint, signInHint } = await import("#server/sign-in-hint");
  console.log([`\nBellwether is ready: ${env.appUrl}`, ...(await signInHint(env)), ...plainHttpHint(env)].join("\n"));
}

async function embedded(dataDir: string): Promise<string> {
  running.postgres = await startPostgres({ dataDir });
  return running.postgres.url;
}

async function startService({ name, upgradePath, start }: Service, doors: Doors): Promise<Started> {
  const service = await start();
  if (upgradePath && service.upgrade) doors.upgrades.set(upgradePath, service.upgrade);
  return { name, service };
}

/** A sentence for whoever started the process. */
const tell = (sentence: string) => process.stderr.write(`${sentence}\n`);

/** What the stop waits for, to be named when it takes too long. */
let waitingFor = "";

/** Takes no more requests, lets those under way end, flushes, and stops the database last. */
async function stop(): Promise<void> {
  const closed = running.http?.close(LAST_REQUESTS);
  await stopAll(running.connected);
  running.http?.hangUp();
  waitingFor = "the last requests";
  await closed;
  await stopAll(running.background);
  waitingFor = "the pages";
  await running.pages?.close();
  waitingFor = "connections to the database";
  // Whoever still reads at this point has no reader any more, and ends with the process.
  await Promise.race([globalThis.bellwetherPool?.end(), wait(LAST_QUERIES, undefined, { ref: false })]);
  waitingFor = "the database";
  await running.postgres?.stop();
}

async function stopAll(services: readonly Started[]): Promise<void> {
  for (const { name, service } of services.toReversed()) {
    waitingFor = name;
    await service.stop().catch((error) => log.error({ error, name }, "a part did not stop as it should"));
  }
}

/** Runs once, however often it is called: a terminal sends its signal to the whole process group and npm sends another. */
function shutDown(status: number): void {
  if (phase === "stopping") return;
  phase = "stopping";
  setTimeout(() => {
    tell(`Stopping took too long and was cut short: it waited for ${waitingFor}.`);
    process.exit(1);
  }, STOP_LIMIT).unref();
  stop().then(
    () => process.exit(status),
    (error) => {
      log.error({ error }, "stopping failed");
      process.exit(1);
    },
  );
}

// Whoever read what the server says may go; those whom it serves stay.
for (const said of [process.stdout, process.stderr]) said.on("error", () => {});
process.on("SIGTERM", () => shutDown(0));
process.on("SIGINT", () => shutDown(0));
process.on("unhandledRejection", (error) => log.error({ error }, "nobody waited for what failed"));
process.on("uncaughtException", (error) => {
  log.fatal({ error }, "something was thrown where nobody catches it: the server stops");
  shutDown(1);
});

start().catch((error) => {
  if (phase === "stopping") return; // stopped while starting: what broke off is not a fault
  if (error instanceof StartError || diskFull(error)) tell(diskFull(error) ? "The disk is full." : error.message);
  else log.fatal({ error }, "starting failed");
  shutDown(1);
});

const diskFull = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
