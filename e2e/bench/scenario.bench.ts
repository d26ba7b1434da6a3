import { randomBytes } from "node:crypto";
import pg from "pg";
import type { Actor } from "#core/permissions";
import { migrate } from "#server/platform/migrate";
import { scratchPostgres } from "#server/platform/scratch-postgres";
import { cloneDatabase, dropDatabase } from "#server/platform/test-postgres";
import { uuid7 } from "#server/platform/uuid";
import { E2E_SECRET } from "../fixtures/accounts";
import { startServer } from "../fixtures/running-server";
import { newCookie } from "../fixtures/sessions";
import type { Report } from "./figure";

const FORECASTERS = 500;
const UPDATES = 20;
const QUESTIONS = [1, 6, 12] as const;
/** Requests of each page, in turn, after a quarter as many to warm up. */
const REQUESTS = 40;

/**
 * The scenario page with twelve questions of 500 forecasters who updated twenty times each, against an empty dynamic page of
 * the same server in the same run; and how many queries its data takes, which must not depend on the number of questions.
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
  const world = await writeWorld(pool);
  await countQueries(report, world);
  const server = await startServer({ DATABASE_URL: url, DEMO: "0", AUTH_SECRET: E2E_SECRET });
  const [cookie, bare] = await Promise.all([world.reader, world.stranger].map(({ userId }) => newCookie(pool, userId)));
  const full = `${server.url}/scenarios/${world.scenarios.get(12)}`;
  const times = { page: [] as number[], past: [] as number[], empty: [] as number[] };
  const past = `${full}?at=${new Date(Date.now() - 43_200_000).toISOString()}`;
  for (let i = -REQUESTS / 4; i < REQUESTS; i += 1) {
    const page = await timed(full, cookie ?? "");
    const then = await timed(past, cookie ?? "");
    const empty = await timed(`${server.url}/briefs`, bare ?? "");
    if (i < 0) continue;
    times.page.push(page);
    times.past.push(then);
    times.empty.push(empty);
  }
  await server.stop();
  const floor = `an empty dynamic page, p95 ${p95(times.empty).toFixed(1)} ms; ${QUESTIONS.at(-1)} questions × ${FORECASTERS} people × ${UPDATES} updates`;
  const held = (value: number) => ({ value, unit: "ms", floor, ratio: p95(times.empty) / value });
  report({ figure: "scenario.p95_ms", ...held(p95(times.page)) });
  report({ figure: "scenario.as_of_p95_ms", ...held(p95(times.past)) });
}

interface BenchWorld {
  reader: Actor;
  /** Of a team without anything. */
  stranger: Actor;
  /** By how many questions they have. */
  scenarios: Map<number, string>;
}

/** What one reading of the page asks the database, for each number of questions. */
async function countQueries(report: Report, { reader, scenarios }: BenchWorld): Promise<void> {
  const { scenarioPage } = await import("#server/scenarios/scenario-page");
  const { rationaleOf } = await import("#server/rationales/rationale-queries");
  const { query } = pg.Client.prototype;
  let asked = 0;
  const counted: Record<number, number> = {};
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    asked += 1;
    return Reflect.apply(query, this, given);
  };
  try {
    for (const questions of QUESTIONS) {
      const id = scenarios.get(questions) ?? "";
      await scenarioPage(reader, id); // connections open here
      asked = 0;
      const start = performance.now();
      await scenarioPage(reader, id);
      await rationaleOf(reader, id);
      report({
        figure: `scenario.queries_${questions}`,
        value: asked,
        unit: "queries",
        floor: `those of one question; the data took ${(performance.now() - start).toFixed(0)} ms`,
        ratio: (counted[1] ?? asked) / asked,
      });
      counted[questions] = asked;
    }
  } finally {
    pg.Client.prototype.query = query;
  }
  if (new Set(Object.values(counted)).size > 1)
    throw new Error(`the number of queries depends on the number of questions: ${JSON.stringify(counted)}`);
}

async function writeWorld(pool: pg.Pool): Promise<BenchWorld> {
  const teamId = await newTeam(pool, "Bench");
  const reader = await newReader(pool, teamId, "reader");
  const stranger = await newReader(pool, await newTeam(pool, "Empty"), "stranger");
  await pool.query(
    `INSERT INTO "Member" ("id", "teamId", "name", "role")
     SELECT gen_random_uuid(), $1, 'Analyst ' || n, 'FORECASTER' FROM generate_series(1, $2) n`,
    [teamId, FORECASTERS],
  );
  const briefId = uuid7();
  await pool.query(`INSERT INTO "Brief" ("id", "teamId") VALUES ($1, $2)`, [briefId, teamId]);
  const scenarios = new Map<number, string>();
  for (const [i, questions] of QUESTIONS.entries()) {
    const scenarioId = uuid7();
    scenarios.set(questions, scenarioId);
    await pool.query(
      `INSERT INTO "Scenario" ("id", "teamId", "briefId", "number", "statement") VALUES ($1, $2, $3, $4, 'It happens')`,
      [scenarioId, teamId, briefId, i + 1],
    );
    for (let n = 0; n < questions; n += 1) await writeQuestion(pool, teamId, scenarioId, n === 0);
  }
  await pool.query("VACUUM ANALYZE");
  return { reader, stranger, scenarios };
}

async function newTeam(pool: pg.Pool, name: string): Promise<string> {
  const id = uuid7();
  await pool.query(`INSERT INTO "Team" ("id", "name") VALUES ($1, $2)`, [id, name]);
  return id;
}

async function newReader(pool: pg.Pool, teamId: string, name: string): Promise<Actor> {
  const [userId, memberId] = [uuid7(), uuid7()];
  await pool.query(`INSERT INTO "User" ("id", "email", "name") VALUES ($1, $2, $3)`, [
    userId,
    `${name}@bench.example`,
    name,
  ]);
  await pool.query(
    `INSERT INTO "Member" ("id", "teamId", "userId", "name", "role") VALUES ($1, $2, $3, $4, 'FORECASTER')`,
    [memberId, teamId, userId, name],
  );
  return { userId, orgRole: "MEMBER", memberships: [{ memberId, teamId, role: "FORECASTER" }] };
}

/** A question open for a day and another, with its log spread evenly over the day behind. */
async function writeQuestion(pool: pg.Pool, teamId: string, scenarioId: string, headline: boolean): Promise<void> {
  const [questionId, versionId] = [uuid7(), uuid7()];
  await pool.query(
    `INSERT INTO "Question" ("id", "teamId", "scenarioId", "externalId", "role", "type", "state", "revealPolicy")
     VALUES ($1, $2, $3, $4, $5, 'BINARY', 'OPEN', 'ALWAYS')`,
    [questionId, teamId, scenarioId, questionId, headline ? "HEADLINE" : "INDICATOR"],
  );
  await pool.query(
    `INSERT INTO "QuestionVersion" ("id", "teamId", "questionId", "number", "title", "criteria", "source", "opensAt", "closesAt")
     VALUES ($1, $2, $3, 1, 'Will it happen?', 'As reported.', 'The record', now() - interval '1 day', now() + interval '1 day')`,
    [versionId, teamId, questionId],
  );
  await pool.query(
    `INSERT INTO "Forecast" ("id", "teamId", "questionId", "questionVersionId", "memberId", "kind", "probabilities",
       "sequence", "madeAt")
     SELECT gen_random_uuid(), $1, $2, $3, m."id", 'FORECAST', ARRAY[(1 + (hashtext(m."id"::text || n) & 1023) % 998) / 1000.0],
       n, now() - interval '1 day' * (1 - (n - 1) / $4::float8) + interval '1 hour' * (hashtext(m."id"::text) & 1023) / 1024
     FROM "Member" m CROSS JOIN generate_series(1, $4::int) n WHERE m."teamId" = $1 AND m."userId" IS NULL`,
    [teamId, questionId, versionId, UPDATES],
  );
  await pool.query(
    `INSERT INTO "ForecastHead" ("teamId", "questionId", "memberId", "sequence")
     SELECT $1, $2, m."id", $3 FROM "Member" m WHERE m."teamId" = $1 AND m."userId" IS NULL`,
    [teamId, questionId, UPDATES],
  );
}

/** Until the last byte. */
async function timed(address: string, cookie: string): Promise<number> {
  const start = performance.now();
  const answer = await fetch(address, { headers: { cookie } });
  await answer.text();
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return performance.now() - start;
}

const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
