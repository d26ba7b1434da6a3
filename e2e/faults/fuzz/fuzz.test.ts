import type { AnyTRPCProcedure } from "@trpc/server";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pageTable } from "../../fixtures/page-table";
import { cookieOf } from "../../fixtures/sessions";
import type { World } from "../../fixtures/world";
import { startBuilt } from "../built-server";
import { oddPage } from "./odd-pages";
import { oddBody } from "./odd-values";
import { answerTo, rawRequest, statusesIn } from "./raw-request";
import { faultOf, nearlyRight, send, tornBy } from "./torn-calls";
import { logWrites } from "./write-log";

/**
 * The built server under requests that nobody means well: it answers each with what is wrong, never with a fault of its own, says
 * nothing of what was sent, and writes nothing of what it refused. FUZZ_REQUESTS says how many in all, FUZZ_SEED (or `random`) which.
 */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 2_250);
const RAW = Math.ceil(REQUESTS * 0.44);
const PAGES = Math.ceil(REQUESTS * 0.12);
const CALLS = Math.ceil(REQUESTS * 0.22);
const SEED = process.env.FUZZ_SEED === "random" ? Date.now() & 0x7fffffff : Number(process.env.FUZZ_SEED ?? 20261124);
console.log(`requests are drawn from seed ${SEED}`);
const PATIENCE = 240_000 + REQUESTS * 60;
/** Requests that are under way at a time; raw ones mostly wait for each other's end. */
const AT_ONCE = 8;
const RAW_AT_ONCE = 48;
/** Calls after which what was written is looked at, and batches after which a new team is called about: lists stay as long as they were. */
const BATCH = 100;
const BATCHES_IN_A_WORLD = 20;

let built: Awaited<ReturnType<typeof startBuilt>>;
let world: World;
let inputs: typeof import("../../fixtures/procedure-inputs")["INPUTS"];

beforeAll(async () => {
  built = await startBuilt({ SMTP_URL: "smtp://127.0.0.1:1" });
  const { db } = await import("#server/platform/db");
  world = await (await import("../../fixtures/world")).buildWorld(db);
  inputs = (await import("../../fixtures/procedure-inputs")).INPUTS;
});
afterAll(() => built.stop());

const draw = <T>(arbitrary: fc.Arbitrary<T>, count: number, salt: number): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed: SEED + salt });

/** Does something to every item, several at a time. @returns what was wrong */
async function faultsOf<T>(
  items: readonly T[],
  look: (item: T) => Promise<string | null>,
  atOnce = AT_ONCE,
): Promise<string[]> {
  const faults: string[] = [];
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) {
      const fault = await look(item).catch((error: unknown) => `threw ${error}`);
      if (fault) faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return faults;
}

async function standsAsBefore(): Promise<void> {
  const { server } = built;
  const health = await fetch(`${server.url}/api/health`);
  expect(health.status).toBe(200);
  expect(server.process.exitCode).toBeNull();
  const faults = [
    "nobody waited for what failed",
    "something was thrown",
    "a request failed",
    "a procedure failed",
    "a library told of an error",
  ];
  const said = server.output().split("\n");
  expect(said.filter((line) => faults.some((fault) => line.includes(fault))).slice(0, 3)).toEqual([]);
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
  const look = async (bytes: string) => {
    const statuses = statusesIn(await answerTo(built.server.url, bytes));
    for (const status of statuses) seen.add(status);
    const wrong = statuses.find((status) => status >= 500);
    return wrong ? `${wrong} to ${JSON.stringify(bytes).slice(0, 600)}` : null;
  };
  const faults = await faultsOf(draw(rawRequest(paths), RAW, 1), look, RAW_AT_ONCE);
  expect(faults.slice(0, 5).join("\n")).toBe("");
  // They did reach who reads and who refuses; on a busy machine whoever hangs up early hears no more.
  for (const due of [400, 403]) expect([...seen]).toContain(due);
  await standsAsBefore();
});

it("every page with odd parameters opens, is not found or is refused", { timeout: PATIENCE }, async () => {
  const rows = Object.values(pageTable(world)).flat();
  const cookies = { lead: await cookieOf(world.people.lead), admin: await cookieOf(world.people.admin) };
  const asked = draw(oddPage(rows.map(({ path }) => path)), PAGES, 2);
  const faults = await faultsOf(asked, async ({ path, caller }) => {
    const headers = { cookie: cookies[caller] };
    const answer = await fetch(`${built.server.url}${path}`, { headers, redirect: "manual" });
    await answer.text();
    return answer.status >= 500 ? `${answer.status} to ${path.slice(0, 500)}` : null;
  });
  expect(faults.slice(0, 5).join("\n")).toBe("");
  await standsAsBefore();
});

it("calls of procedures with something odd in them are refused whole or done whole", {
  timeout: PATIENCE,
}, async () => {
  const { appRouter } = await import("#server/routers/app");
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);
  const kinds = new Map(procedures.map(([path, { _def }]) => [path, _def.type]));
  const { server, client } = built;
  const place = { url: server.url, client, kinds };

  // What is no input of anything.
  const cookies: Record<string, string> = { nobody: "" };
  for (const name of ["lead", "admin", "forecaster", "outsider"] as const)
    cookies[name] = await cookieOf(world.people[name]);
  const paths = Object.keys(inputs).filter((path) => path !== "live.events");
  const callers = fc.constantFrom(...Object.keys(cookies));
  const bodies = draw(fc.tuple(fc.constantFrom(...paths), oddBody, callers), CALLS, 3);
  const faults = await faultsOf(bodies, async ([path, body, caller]) =>
    faultOf(await send(place, { path, body, cookie: cookies[caller] ?? "" }), path, body),
  );
  expect(faults.slice(0, 5).join("\n")).toBe("");

  // What nearly is one: refused calls leave every table as it was, others leave nothing in part.
  const { db } = await import("#server/platform/db");
  const { buildWorld } = await import("../../fixtures/world");
  const drawn = fc.record({
    path: fc.constantFrom(...paths),
    salt: fc.nat(),
    caller: fc.constantFrom("lead" as const, "admin" as const, "forecaster" as const),
  });
  const turns = draw(drawn, CALLS, 4);
  await logWrites(client);
  const torn: string[] = [];
  for (let from = 0; from < turns.length; from += BATCH) {
    if (from % (BATCH * BATCHES_IN_A_WORLD) === 0) world = await buildWorld(db);
    const damagedCalls = await nearlyRight(turns.slice(from, from + BATCH), { world, inputs, client, seed: SEED });
    torn.push(...(await tornBy(place, damagedCalls)));
  }
  await standsAsBefore();
  expect(torn.slice(0, 5).join("\n")).toBe("");
});
