import { request } from "node:http";
import fc from "fast-check";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { startSealer } from "#server/ledger/sealer";
import { verifyLedger } from "#server/ledger/verify";
import { db, pool } from "#server/platform/db";
import { log } from "#server/platform/log";
import { saidError } from "#server/platform/said-error";
import { document } from "#server/routers/rest/openapi";
import { fromNowOn, halfWritten } from "../faults/fuzz/half-written";
import { newApiToken } from "../fixtures/new-token";
import { REST_INPUTS } from "../fixtures/rest-inputs";
import { type RestServer, startRest } from "../fixtures/rest-server";
import { buildWorld, type World } from "../fixtures/world";
import { calls, type FuzzCall, type Pools, type SoundCall } from "./calls";
import { somePlaces } from "./places";
import { type Done, rowCounts, unaccounted } from "./rows";

const CALLS = Number(process.env.REST_CALLS ?? 1000);
const SEED = process.env.SEED === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(process.env.SEED ?? 20261128);
/** Calls that are under way at a time. */
const AT_ONCE = 12;
/** Calls after which what was written is looked at, and batches after which a new team is called about: lists stay as long as they were. */
const BATCH = 200;
const BATCHES_IN_A_WORLD = 10;
/** Milliseconds, where others want the machine too. */
const PATIENCE = 120_000 + 60 * CALLS;

let world: World;
let rest: RestServer;
let sealer: { stop(): Promise<void> };
let client: PoolClient;

beforeAll(async () => {
  sealer = await startSealer();
  rest = await startRest();
  client = await pool.connect();
});
afterAll(async () => {
  client.release();
  rest.close();
  await sealer.stop();
});

it(`${CALLS} calls made of the OpenAPI document, sound and broken`, { timeout: PATIENCE }, async () => {
  console.log(`Calls of the REST interface from seed ${SEED}`);
  const statuses = new Map<number, number>();
  const logged = vi.spyOn(log, "error");
  let tokens: string[] = [];
  let sound: Pools["sound"] = {};
  for (let from = 0; from < CALLS; from += BATCH) {
    if (from % (BATCH * BATCHES_IN_A_WORLD) === 0) {
      world = await buildWorld(db);
      tokens = await tokensOf(world);
      sound = await soundCalls(world);
    }
    const arbitrary = calls(document(), { tokens, sound, ids: await somePlaces(world) });
    const batch = fc.sample(arbitrary, { numRuns: Math.min(BATCH, CALLS - from), seed: SEED + from });
    const before = await rowCounts();
    const since = await fromNowOn();
    const done: Done[] = [];
    const waiting = batch.values();
    const caller = async () => {
      for (const call of waiting) {
        const { status, headers, text } = await send(call);
        const where = `seed ${SEED + from}: ${JSON.stringify(call).slice(0, 2000)} → ${status} ${text.slice(0, 1000)}`;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        const why = logged.mock.calls.map(([said]) => causeIn(said));
        expect(status, `${where}: ${JSON.stringify(why)}`).toBeLessThan(500);
        const known = call.path.length > LONG ? ["431"] : [];
        if (call.plain) expect([...call.declared, "404", ...known], where).toContain(String(status));
        if (status >= 400 && text) expect(JSON.parse(text), where).toMatchObject({ status, title: expect.any(String) });
        if (status >= 200 && status < 300 && call.method === "POST" && !headers["idempotency-replayed"])
          done.push({ operationId: call.operationId, json: JSON.parse(text) });
        if (call.plain && (status === 400 || status === 422)) expect(unknownFields(call, text), where).toEqual([]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, caller));
    if ((from + BATCH) % 10_000 === 0) console.log(`${from + BATCH} calls so far`);
    // Each row that is there was made by a call that was answered so, and each such call made its row.
    expect(unaccounted(before, await rowCounts(), done), `seed ${SEED + from}`).toEqual([]);
    expect(await halfWritten(client, since), `seed ${SEED + from}`).toEqual([]);
  }
  const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  console.log(JSON.stringify([{ figure: "rest.calls", value: CALLS, unit: counts.join(", ") }]));
  // A run in which nothing was saved or refused would have looked at nothing.
  for (const status of [200, 201, 400, 401, 403, 404, 405, 409, 415, 422])
    expect(statuses.has(status), `${status}`).toBe(true);
  await sealer.stop();
  const { faults, unsealed } = await verifyLedger();
  expect([faults, unsealed]).toEqual([[], 0]);
});

const causeIn = (said: unknown) => saidError(said instanceof Object ? Reflect.get(said, "error") : said);

/** Tokens of everybody, most often of those who may do most. */
async function tokensOf({ people }: World): Promise<string[]> {
  const { forecaster, proposer, lead, admin, observer, outsider } = people;
  const tokens: string[] = [];
  for (const { userId } of [forecaster, proposer, lead, lead, lead, admin, observer, outsider])
    tokens.push((await newApiToken(db, userId)).token);
  tokens.push((await newApiToken(db, lead.userId, { scopes: ["read"] })).token);
  return tokens;
}

/** What each operation is about where it is called right, by the lead of the own team and by that of the other. */
async function soundCalls(world: World): Promise<Pools["sound"]> {
  const { own, foreign, people } = world;
  const sound: Record<string, SoundCall[]> = {};
  for (const [operationId, inputOf] of Object.entries(REST_INPUTS)) {
    const mine = [await inputOf({ team: own, world, person: people.lead })];
    mine.push(await inputOf({ team: own, world, person: people.lead }));
    sound[operationId] = [...mine, ...mine, ...mine, await inputOf({ team: foreign, world, person: people.outsider })];
  }
  return sound;
}

const Errors = z.object({ errors: z.array(z.object({ field: z.string() })).default([]) });

/** Fields that a refusal names though the operation has none of that name and nobody sent one: names of another layer. */
function unknownFields({ fields, body, path }: FuzzCall, text: string): string[] {
  const search = new URL(path, "http://localhost").searchParams;
  const known = new Set([...fields, ...search.keys(), ...namesIn(body), ...BESIDE_BODY]);
  const { errors } = Errors.parse(JSON.parse(text));
  return errors
    .map(({ field }) => field)
    .filter((field) => !known.has(field) && !known.has(field.split(/[.[]/)[0] ?? ""));
}

/** What is no field: the body as a whole, the file that it is, the search, the key. */
const BESIDE_BODY = ["(body)", "(query)", "file", "Idempotency-Key"];

function namesIn(body: FuzzCall["body"]): string[] {
  try {
    const json: unknown = JSON.parse(String(body ?? ""));
    return typeof json === "object" && json !== null ? Object.keys(json) : [];
  } catch {
    return [];
  }
}

/** An address of this length may be refused by Node itself, which then does not wait for a body. */
const LONG = 8_000;

/** Through node:http: unlike `fetch` it sends any method and header that can be written. */
function send({ method, path, headers, body: given }: FuzzCall) {
  const body = path.length > LONG ? undefined : given;
  // Node says how long a body is only for methods that usually have one.
  const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const sending = request(
      { port: rest.port, method, path: `/api/v1${path}`, agent: false, headers: { ...headers, ...length } },
      (answer) => {
        let text = "";
        const done = () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
        answer.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        // What is told as it happens has no end of its own.
        if (answer.headers["content-type"]?.startsWith("text/event-stream"))
          answer.once("data", () => {
            done();
            sending.destroy();
          });
        answer.on("end", done);
        answer.on("error", reject);
      },
    );
    sending.on("error", (cause) => reject(new Error(`${method} ${path}: no answer`, { cause })));
    sending.end(body);
  });
}
