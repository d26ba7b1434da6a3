import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { Actor } from "#core/permissions";
import { migrate } from "#server/platform/migrate";
import { scratchPostgres } from "#server/platform/scratch-postgres";
import { cloneDatabase, dropDatabase } from "#server/platform/test-postgres";
import { uuid7 } from "#server/platform/uuid";
import { E2E_SECRET } from "../fixtures/accounts";
import { startServer } from "../fixtures/running-server";
import { newCookie } from "../fixtures/sessions";
import type { Report } from "./figure";

const WRITERS = 20;
/** Milliseconds that each way is measured, after as long a warm-up as a quarter of it; repeated in turn, and the median kept. */
const MEASURED = 4000;
const ROUNDS = 3;

/**
 * A forecast submitted in process and over HTTP, each against a bare transaction that writes the same rows: twenty writers,
 * twenty people, one open question, in one run on one database.
 */
export async function run(report: Report): Promise<void> {
  const scratch = await scratchPostgres();
  const template = new URL(scratch.url);
  template.pathname = `/bellwether_bench_${randomBytes(4).toString("hex")}`;
  await migrate(template.href);
  const url = await cloneDatabase(template.href);
  process.env.DATABASE_URL = url;
  try {
    await measure(report, url);
  } finally {
    await globalThis.bellwetherPool?.end();
    await dropDatabase(url);
    await dropDatabase(template.href);
    await scratch.stop();
  }
}

async function measure(report: Report, url: string): Promise<void> {
  const { pool } = await import("#server/platform/db");
  const { appRouter } = await import("#server/routers/app");
  const { t } = await import("#server/routers/trpc");
  const world = await writeWorld(pool);
  const server = await startServer({ DATABASE_URL: url, DEMO: "0", AUTH_SECRET: E2E_SECRET });
  const cookies = await Promise.all(world.people.map(({ actor }) => newCookie(pool, actor.userId)));

  const callers = world.people.map(({ actor }) => t.createCallerFactory(appRouter)({ actor, address: "bench" }));
  const ways = {
    bare: (writer: number) => bareTransaction(pool, world, writer),
    inProcess: (writer: number) =>
      callers[writer]?.forecast.submit({ questionId: world.questionId, probability: probability() }),
    http: (writer: number) => post(server.url, cookies[writer] ?? "", world.questionId),
  };
  const rates = { bare: [] as number[], inProcess: [] as number[], http: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of ["bare", "inProcess", "http"] as const) {
      await perSecond(ways[way], MEASURED / 4);
      rates[way].push(await perSecond(ways[way], MEASURED));
    }
  }
  await server.stop();

  const [bare, inProcess, http] = [median(rates.bare), median(rates.inProcess), median(rates.http)];
  const floor = `a bare transaction that writes the same rows, ${Math.round(bare)}/s with ${WRITERS} writers`;
  report({ figure: "submit.ratio_in_process", value: inProcess, unit: "1/s", floor, ratio: inProcess / bare });
  report({ figure: "submit.ratio_http", value: http, unit: "1/s", floor, ratio: http / bare });
}

interface BenchWorld {
  teamId: string;
  questionId: string;
  versionId: string;
  people: { memberId: string; actor: Actor }[];
}

async function writeWorld(pool: pg.Pool): Promise<BenchWorld> {
  const [teamId, briefId, scenarioId, questionId, versionId] = Array.from({ length: 5 }, () => uuid7());
  if (!teamId || !briefId || !scenarioId || !questionId || !versionId) throw new RangeError("five ids");
  await pool.query(`INSERT INTO "Team" ("id", "name") VALUES ($1, 'Bench')`, [teamId]);
  await pool.query(`INSERT INTO "Brief" ("id", "teamId") VALUES ($1, $2)`, [briefId, teamId]);
  await pool.query(
    `INSERT INTO "Scenario" ("id", "teamId", "briefId", "number", "statement") VALUES ($1, $2, $3, 1, 'It happens')`,
    [scenarioId, teamId, briefId],
  );
  await pool.query(
    `INSERT INTO "Question" ("id", "teamId", "scenarioId", "role", "type", "state", "revealPolicy")
     VALUES ($1, $2, $3, 'HEADLINE', 'BINARY', 'OPEN', 'ALWAYS')`,
    [questionId, teamId, scenarioId],
  );
  await pool.query(
    `INSERT INTO "QuestionVersion" ("id", "teamId", "questionId", "number", "title", "criteria", "source", "opensAt", "closesAt")
     VALUES ($1, $2, $3, 1, 'Will it happen?', 'As reported.', 'The record', now() - interval '1 day', now() + interval '1 day')`,
    [versionId, teamId, questionId],
  );
  const people = await Promise.all(
    Array.from({ length: WRITERS }, async (_, i) => {
      const [userId, memberId] = [uuid7(), uuid7()];
      await pool.query(`INSERT INTO "User" ("id", "email", "name") VALUES ($1, $2, $3)`, [
        userId,
        `writer${i}@bench.example`,
        `Writer ${i}`,
      ]);
      await pool.query(
        `INSERT INTO "Member" ("id", "teamId", "userId", "name", "role") VALUES ($1, $2, $3, $4, 'FORECASTER')`,
        [memberId, teamId, userId, `Writer ${i}`],
      );
      const actor: Actor = { userId, orgRole: "MEMBER", memberships: [{ memberId, teamId, role: "FORECASTER" }] };
      return { memberId, actor };
    }),
  );
  return { teamId, questionId, versionId, people };
}

const probability = () => Math.round(1 + Math.random() * 998) / 1000;

/** The same rows with prepared statements and nothing else: no check, no hash, no canonical form. */
async function bareTransaction(pool: pg.Pool, world: BenchWorld, writer: number): Promise<void> {
  const { teamId, questionId, versionId } = world;
  const memberId = world.people[writer]?.memberId;
  const forecastId = uuid7();
  const bytes = randomBytes(32);
  const p = probability();
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<{ sequence: number; at: string }>({
      name: "bare-head",
      text: `INSERT INTO "ForecastHead" AS head ("teamId", "questionId", "memberId", "sequence") VALUES ($1, $2, $3, 1)
        ON CONFLICT ("questionId", "memberId") DO UPDATE SET "sequence" = head."sequence" + 1
        RETURNING head."sequence", clock_timestamp()::text AS at`,
      values: [teamId, questionId, memberId],
    });
    const [head] = rows;
    await client.query({
      name: "bare-forecast",
      text: `INSERT INTO "Forecast" ("id", "teamId", "questionId", "questionVersionId", "memberId", "kind", "probabilities", "sequence", "madeAt")
        VALUES ($1, $2, $3, $4, $5, 'FORECAST', $6, $7, $8)`,
      values: [forecastId, teamId, questionId, versionId, memberId, [p], head?.sequence, head?.at],
    });
    await client.query({
      name: "bare-entry",
      text: `INSERT INTO "JournalEntry" ("id", "teamId", "kind", "recordId", "topicId", "body", "salt", "leaf")
        VALUES ($1, $2, 'forecast', $3, $4, $5, $6, $6)`,
      values: [
        uuid7(),
        teamId,
        forecastId,
        questionId,
        JSON.stringify({ question: questionId, probabilities: [p] }),
        bytes,
      ],
    });
    await client.query({
      name: "bare-audit",
      text: `INSERT INTO "AuditEntry" ("id", "actorId", "teamId", "action", "subjectId") VALUES ($1, $2, $3, 'forecast.submit', $4)`,
      values: [uuid7(), world.people[writer]?.actor.userId, teamId, questionId],
    });
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

async function post(url: string, cookie: string, questionId: string): Promise<void> {
  const answer = await fetch(`${url}/api/trpc/forecast.submit`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, cookie },
    body: JSON.stringify({ json: { questionId, probability: probability() } }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`forecast.submit answered ${answer.status}: ${text}`);
}

/** Calls finished per second by twenty writers that each wait for their own call. */
async function perSecond(
  call: (writer: number) => Promise<unknown> | undefined,
  milliseconds: number,
): Promise<number> {
  const start = performance.now();
  let finished = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      while (performance.now() - start < milliseconds) {
        await call(writer);
        finished++;
      }
    }),
  );
  return finished / ((performance.now() - start) / 1000);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
