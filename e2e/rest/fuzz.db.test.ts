import { request } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { startSealer } from "#server/ledger/sealer";
import { verifyLedger } from "#server/ledger/verify";
import { db } from "#server/platform/db";
import { document } from "#server/routers/rest/openapi";
import { newApiToken } from "../fixtures/new-token";
import { type RestServer, startRest } from "../fixtures/rest-server";
import { buildWorld, type World } from "../fixtures/world";
import { calls, type FuzzCall } from "./calls";
import { somePlaces } from "./places";
import { type Done, rowCounts, unaccounted } from "./rows";

const CALLS = Number(process.env.REST_CALLS ?? 1000);
const SEED = process.env.SEED === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(process.env.SEED ?? 20261128);
const AT_ONCE = 8;
const BATCH = 200;
/** Milliseconds, where others want the machine too. */
const PATIENCE = 120_000 + 60 * CALLS;

let world: World;
let rest: RestServer;
let sealer: { stop(): Promise<void> };

beforeAll(async () => {
  world = await buildWorld(db);
  sealer = await startSealer();
  rest = await startRest();
});
afterAll(async () => {
  rest.close();
  await sealer.stop();
});

it(`${CALLS} calls made of the OpenAPI document, sound and broken`, { timeout: PATIENCE }, async () => {
  console.log(`Calls of the REST interface from seed ${SEED}`);
  const { people } = world;
  const callers = [
    people.forecaster,
    people.proposer,
    people.lead,
    people.lead,
    people.lead,
    people.admin,
    people.observer,
  ];
  const tokens: string[] = [];
  for (const { userId } of callers) tokens.push((await newApiToken(db, userId)).token);
  tokens.push((await newApiToken(db, people.outsider.userId)).token);
  tokens.push((await newApiToken(db, people.lead.userId, { scopes: ["read"] })).token);
  const statuses = new Map<number, number>();
  for (let from = 0; from < CALLS; from += BATCH) {
    const arbitrary = calls(document(), { tokens, ids: await somePlaces(world) });
    const batch = fc.sample(arbitrary, { numRuns: Math.min(BATCH, CALLS - from), seed: SEED + from });
    const before = await rowCounts();
    const done: Done[] = [];
    for (let at = 0; at < batch.length; at += AT_ONCE) {
      const answers = await Promise.all(
        batch.slice(at, at + AT_ONCE).map(async (call) => ({ call, ...(await send(call)) })),
      );
      for (const { call, status, headers, text } of answers) {
        const where = `seed ${SEED + from}: ${JSON.stringify(call).slice(0, 2000)} → ${status} ${text.slice(0, 1000)}`;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status, where).toBeLessThan(500);
        const known = call.path.length > LONG ? ["431"] : [];
        if (call.plain) expect([...call.declared, "404", ...known], where).toContain(String(status));
        if (status >= 400 && text) expect(JSON.parse(text), where).toMatchObject({ status, title: expect.any(String) });
        if (status >= 200 && status < 300 && call.method === "POST" && !headers["idempotency-replayed"])
          done.push({ operationId: call.operationId, json: JSON.parse(text) });
        if (call.plain && (status === 400 || status === 422)) expect(unknownFields(call, text), where).toEqual([]);
      }
    }
    // Each row that is there was made by a call that was answered so, and each such call made its row.
    expect(unaccounted(before, await rowCounts(), done), `seed ${SEED + from}`).toEqual([]);
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
