import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import type { AnyTRPCProcedure } from "@trpc/server";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { findPostgres } from "#server/platform/postgres";
import { E2E_SECRET } from "../../fixtures/accounts";
import { pageTable } from "../../fixtures/page-table";
import { type RunningServer, startServer } from "../../fixtures/running-server";
import { cookieOf } from "../../fixtures/sessions";
import type { World } from "../../fixtures/world";
import { processesNaming } from "../processes";
import { damaged, oddBody } from "./odd-values";
import { answerTo, rawRequest, statusesIn } from "./raw-request";

/**
 * The built server under requests that nobody means well: it answers each with what is wrong, never with a fault of its own, says
 * nothing of what was sent, and writes nothing of what it refused. FUZZ_REQUESTS says how many, FUZZ_SEED (or `random`) which.
 */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 1_000);
const SEED = process.env.FUZZ_SEED === "random" ? Date.now() & 0x7fffffff : Number(process.env.FUZZ_SEED ?? 20261124);
console.log(`requests are drawn from seed ${SEED}`);
const PATIENCE = 180_000 + REQUESTS * 120;
/** Requests that are under way at a time. */
const AT_ONCE = 8;

let dataDir: string;
let server: RunningServer;
let world: World;
let client: pg.Client;
let inputs: typeof import("../../fixtures/procedure-inputs")["INPUTS"];

beforeAll(async () => {
  dataDir = mkdtempSync("/var/tmp/bellwether-fuzz-");
  chmodSync(dataDir, 0o755);
  server = await startServer({ DATA_DIR: dataDir, DEMO: "0", AUTH_SECRET: E2E_SECRET, SMTP_URL: "smtp://127.0.0.1:1" });
  const url = findPostgres(dataDir) ?? "";
  client = new pg.Client({ connectionString: url });
  await client.connect();
  process.env.DATABASE_URL = url; // before anything here opens the database
  const { db } = await import("#server/platform/db");
  world = await (await import("../../fixtures/world")).buildWorld(db);
  inputs = (await import("../../fixtures/procedure-inputs")).INPUTS;
});

afterAll(async () => {
  await client.end();
  await globalThis.bellwetherPool?.end();
  await server.stop();
  await vi.waitUntil(() => processesNaming(dataDir).length === 0, { timeout: 60_000 });
  rmSync(dataDir, { recursive: true });
});

const draw = <T>(arbitrary: fc.Arbitrary<T>, count: number, salt: number): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed: SEED + salt });

/** Does something to every item, several at a time. @returns what was wrong */
async function faultsOf<T>(items: readonly T[], look: (item: T) => Promise<string | null>): Promise<string[]> {
  const faults: string[] = [];
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) {
      const fault = await look(item).catch((error: unknown) => `threw ${error}`);
      if (fault) faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return faults;
}

async function standsAsBefore(): Promise<void> {
  const health = await fetch(`${server.url}/api/health`);
  expect(health.status).toBe(200);
  expect(server.process.exitCode).toBeNull();
  const said = server.output();
  for (const fault of [
    "nobody waited for what failed",
    "something was thrown",
    "a request failed",
    "a procedure failed",
  ])
    expect(said.slice(Math.max(0, said.indexOf(fault))).slice(0, 2_000)).not.toContain(fault);
}

it("bytes that are hardly HTTP are refused, never failed on", { timeout: PATIENCE }, async () => {
  const paths = [
    ...Object.values(pageTable(world)).flatMap((rows) => rows.map(({ path }) => path)),
    ...[
      "/api/health",
      "/api/trpc/forecast.submit",
      "/api/trpc/notice.unread",
      "/api/trpc/live.events",
      "/api/evidence",
    ],
    ...[
      "/api/auth/session",
      "/api/auth/csrf",
      "/api/auth/callback/credentials",
      "/api/auth/signout",
      "/api/csp-report",
    ],
    ...[
      "/api/exchange/upload",
      "/api/v1",
      "/api/v1/questions",
      "/collab",
      "/_next/static/x.js",
      "/_next/image",
      "/_next/webpack-hmr",
      "/icon.svg",
    ],
  ];
  const seen = new Set<number>();
  const faults = await faultsOf(draw(rawRequest(paths), REQUESTS, 1), async (bytes) => {
    const statuses = statusesIn(await answerTo(server.url, bytes));
    for (const status of statuses) seen.add(status);
    const wrong = statuses.find((status) => status >= 500);
    return wrong ? `${wrong} to ${JSON.stringify(bytes).slice(0, 600)}` : null;
  });
  expect(faults.slice(0, 5).join("\n")).toBe("");
  // They did reach who reads and who refuses; on a busy machine whoever hangs up early hears no more.
  for (const due of [400, 403]) expect([...seen]).toContain(due);
  await standsAsBefore();
});

it("every page with odd parameters opens, is not found or is refused", { timeout: PATIENCE }, async () => {
  const rows = Object.values(pageTable(world)).flat();
  const names = [
    "page",
    "at",
    "from",
    "to",
    "team",
    "person",
    "action",
    "tag",
    "sort",
    "rule",
    "who",
    "version",
    "question",
    "format",
    "file",
    "next",
    "search",
    "subject",
    "filter",
    "span",
    "bin",
    "comments",
    "vsFrom",
    "input",
    "constructor",
  ];
  const values = [
    "",
    "-1",
    "1e309",
    "NaN",
    "\u0000",
    "\ud800".toWellFormed(),
    "a".repeat(3_000),
    "9999-99-99",
    "+275760-09-13",
    "__proto__",
    "u999999999",
    "0199a0a0-0000-7000-8000-000000000000",
    "%",
    "javascript:alert(1)",
    "//elsewhere.example",
    "=1",
    "[]",
    "all,all,all",
    "'\"><img src=x>",
  ];
  const parameter = fc.tuple(
    fc.constantFrom(...names),
    fc.oneof(fc.constantFrom(...values), fc.string({ unit: "binary", maxLength: 12 })),
  );
  const asked = fc.tuple(
    fc.constantFrom(...rows),
    fc.array(parameter, { minLength: 1, maxLength: 4 }),
    fc.constantFrom("lead", "admin"),
  );
  const cookies = { lead: await cookieOf(world.people.lead), admin: await cookieOf(world.people.admin) };
  const share = Math.min(REQUESTS, Math.ceil(REQUESTS / 4));
  const faults = await faultsOf(draw(asked, share, 2), async ([{ path }, parameters, caller]) => {
    const url = new URL(path, server.url);
    for (const [name, value] of parameters) url.searchParams.append(name, value.toWellFormed());
    const answer = await fetch(url, {
      headers: { cookie: cookies[caller === "lead" ? "lead" : "admin"] },
      redirect: "manual",
    });
    await answer.text();
    return answer.status >= 500 ? `${answer.status} to ${url.href.slice(0, 500)}` : null;
  });
  expect(faults.slice(0, 5).join("\n")).toBe("");
  await standsAsBefore();
});

/** How many rows there are of everything but counted tries, sealed heads and the time of last sight. */
async function rowCounts(): Promise<string> {
  const { rows } = await client.query(
    `SELECT string_agg(format('SELECT %L AS t, count(*) AS n FROM %I', table_name, table_name), ' UNION ALL ') AS all
     FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
     AND table_name NOT IN ('rate_limit', 'MerkleHead', '_prisma_migrations', 'AuditEntry')`,
  );
  // That too many tries closed a way in is written down when it is refused.
  const { rows: audited } = await client.query(`SELECT count(*) FROM "AuditEntry" WHERE "action" NOT LIKE 'session.%'`);
  const { rows: counts } = await client.query(`${rows[0].all} ORDER BY t`);
  return JSON.stringify([counts, audited]);
}

it("calls of procedures with something odd in them are refused whole or done whole", {
  timeout: PATIENCE,
}, async () => {
  const callers = ["lead", "admin", "forecaster", "outsider", "nobody"] as const;
  const cookies: Record<string, string> = { nobody: "" };
  for (const name of callers) if (name !== "nobody") cookies[name] = await cookieOf(world.people[name]);
  const { origin } = new URL(server.url);
  const procedures = Object.keys(inputs).filter((path) => path !== "live.events");
  const { appRouter } = await import("#server/routers/app");
  const kinds = new Map(
    Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>).map(([path, { _def }]) => [
      path,
      _def.type,
    ]),
  );

  const call = async (path: string, body: string, caller: string): Promise<number> => {
    const query = kinds.get(path) === "query";
    const url = `${server.url}/api/trpc/${path}${query ? `?input=${encodeURIComponent(body.toWellFormed()).slice(0, 12_000)}` : ""}`;
    const headers = { origin, cookie: cookies[caller] ?? "", "content-type": "application/json" };
    const answer = await fetch(url, query ? { headers } : { method: "POST", headers, body });
    const said = await answer.text();
    if (said.includes("polluted") && !body.includes("polluted")) throw new Error("a prototype was changed");
    return answer.status;
  };
  const wrong = (status: number, path: string, body: string) =>
    status >= 500 ? `${status} from ${path} to ${body.slice(0, 500)}` : null;

  const bodies = draw(fc.tuple(fc.constantFrom(...procedures), oddBody, fc.constantFrom(...callers)), REQUESTS / 2, 3);
  const faults = await faultsOf(bodies, async ([path, body, caller]) =>
    wrong(await call(path, body, caller), path, body),
  );
  expect(faults.slice(0, 5).join("\n")).toBe("");

  // One at a time from here: a refused call leaves every table as it was.
  const { default: superjson } = await import("superjson");
  const turns = draw(
    fc.tuple(fc.constantFrom(...procedures), fc.nat(), fc.constantFrom("lead", "admin", "forecaster")),
    REQUESTS / 2,
    4,
  );
  const half: string[] = [];
  for (const [path, salt, caller] of turns) {
    const person =
      caller === "lead" ? world.people.lead : caller === "admin" ? world.people.admin : world.people.forecaster;
    const input: unknown = await inputs[path]?.({ team: world.own, world, person });
    const [odd] = fc.sample(damaged(superjson.serialize(input)), { numRuns: 1, seed: SEED + salt });
    const body = JSON.stringify(odd);
    const before = await rowCounts();
    const status = await call(path, body, caller);
    const fault = wrong(status, path, body);
    if (fault) half.push(fault);
    else if (status >= 400 && (await rowCounts()) !== before)
      half.push(`${status} from ${path} wrote: ${body.slice(0, 500)}`);
  }
  expect(half.slice(0, 5).join("\n")).toBe("");
  await standsAsBefore();
});
