import { request } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startSealer } from "#server/ledger/sealer";
import { verifyLedger } from "#server/ledger/verify";
import { db } from "#server/platform/db";
import { document } from "#server/routers/rest/openapi";
import { newProposal } from "../fixtures/new-proposal";
import { newOpenQuestion } from "../fixtures/new-round";
import { newApiToken } from "../fixtures/new-token";
import { type RestServer, startRest } from "../fixtures/rest-server";
import { buildWorld, type World } from "../fixtures/world";
import { calls, type FuzzCall } from "./calls";
import { MADE_BY, madeBy, rowsMade } from "./made";

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
    const arbitrary = calls(document(), { tokens, ids: await somePlaces() });
    const batch = fc.sample(arbitrary, { numRuns: Math.min(BATCH, CALLS - from), seed: SEED + from });
    const before = await rowsMade();
    const due = new Map<string, number>();
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
          due.set(call.operationId, (due.get(call.operationId) ?? 0) + madeBy(text));
      }
    }
    // Each row that is there was made by a call that was answered so, and each such call made its row.
    const after = await rowsMade();
    for (const [table, operations] of Object.entries(MADE_BY)) {
      const grown = (after[table] ?? []).map((count, i) => count - (before[table]?.[i] ?? 0));
      expect(grown, `${table}, seed ${SEED + from}`).toEqual(
        Array(3).fill(sum(operations.map((operation) => due.get(operation) ?? 0))),
      );
    }
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

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);

/** What calls are about: mostly questions that were just opened, since that is where most can be done. */
async function somePlaces() {
  const { own, foreign, people } = world;
  const open = [await newOpenQuestion(db, own, people.lead.userId), await newOpenQuestion(db, own, people.lead.userId)];
  const often = Array.from({ length: 20 }, () => open).flat();
  const questions = [...often, ...[own, foreign].flatMap((team) => Object.values(team.questions))];
  return {
    teamId: [own.teamId, own.teamId, own.teamId, own.teamId, foreign.teamId],
    briefId: [own.briefId, own.briefId, own.briefId, own.briefId, foreign.briefId],
    scenarioId: questions.map(({ scenarioId }) => scenarioId),
    questionId: questions.map(({ questionId }) => questionId),
    proposalId: [
      await newProposal(db, own, people.proposer.userId),
      await newProposal(db, own, people.proposer.userId),
      foreign.proposalId,
    ],
    importId: [own.importId, own.importId, own.importId, foreign.importId],
    fileId: [own.fileId, own.fileId, foreign.fileId],
  };
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
        answer.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
          // A stream of events never ends by itself.
          if (answer.headers["content-type"] === "text/event-stream") answer.destroy();
        });
        answer.on("close", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        answer.on("error", reject);
      },
    );
    sending.on("error", (cause) => reject(new Error(`${method} ${path}: no answer`, { cause })));
    sending.end(body);
  });
}
