import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { db, pool } from "#server/platform/db";
import { ROUTES } from "#server/routers/rest/table";
import { newOpenQuestion } from "../../../e2e/fixtures/new-round";
import { newApiToken } from "../../../e2e/fixtures/new-token";
import { REST_INPUTS, restPath } from "../../../e2e/fixtures/rest-inputs";
import { startRestProcess } from "../../../e2e/fixtures/rest-process";
import { type RestServer, startRest } from "../../../e2e/fixtures/rest-server";
import { buildWorld, type World } from "../../../e2e/fixtures/world";

/**
 * A call with a key and its answer are one transaction: wherever the call breaks off, sending it again does it once or gives
 * the first answer.
 */
const KILLS = Number(process.env.KEY_KILLS ?? 1);

let world: World;
let rest: RestServer;
let token: string;

beforeAll(async () => {
  world = await buildWorld(db);
  rest = await startRest();
  token = (await newApiToken(db, world.people.lead.userId)).token;
  // What stands between a statement and its commit: fails, or waits, when a test says so.
  await pool.query(`
    CREATE TABLE "Mishap" ("kind" text NOT NULL);
    CREATE FUNCTION mishap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF EXISTS (SELECT FROM "Mishap" WHERE "kind" = 'fail') THEN RAISE EXCEPTION 'broken off'; END IF;
      IF EXISTS (SELECT FROM "Mishap" WHERE "kind" = 'wait') THEN PERFORM pg_advisory_xact_lock(4711); END IF;
      RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER "mishap" AFTER INSERT OR UPDATE ON "StoredAnswer"
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mishap()`);
});
afterAll(() => rest.close());

/** Pieces of a file that never came whole are nobody's, and are swept away. */
const SWEPT = `"WorldImport" WHERE "state" = 'UPLOADING'`;

/** What every table holds, but for what is counted of calls themselves. */
async function contents(): Promise<Record<string, string>> {
  await pool.query(`DELETE FROM ${SWEPT}`);
  const { rows } = await pool.query<{ all: string }>(
    `SELECT string_agg(format('SELECT %L AS t, count(*) || '' '' || coalesce(md5(string_agg(r::text, '','' ORDER BY r::text)), '''') AS c FROM %I r',
       table_name, table_name), ' UNION ALL ') AS "all"
     FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
       AND table_name NOT IN ('rate_limit', 'ApiToken', 'Mishap')`,
  );
  const found = await pool.query<{ t: string; c: string }>(`${rows[0]?.all} ORDER BY t`);
  return Object.fromEntries(found.rows.map(({ t, c }) => [t, c]));
}

const changed = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys(after).filter((table) => after[table] !== before[table]);

const changing = ROUTES.filter(({ method }) => method === "POST");
const refused: string[] = [];

describe.each(changing)("$method $path", (route) => {
  it("leaves nothing where its commit fails, then is done once, and gives that answer ever after", async () => {
    const input = await REST_INPUTS[route.operationId]?.({ team: world.own, world, person: world.people.lead });
    const key = randomUUID();
    const call = () =>
      rest.call(token, "POST", restPath(route.path, input ?? {}), {
        body: input?.body,
        file: input?.file,
        headers: { "idempotency-key": key },
      });
    const before = await contents();
    await pool.query(`INSERT INTO "Mishap" VALUES ('fail')`);
    const broken = await call();
    await pool.query(`DELETE FROM "Mishap"`);
    expect(changed(before, await contents())).toEqual([]);

    const done = await call();
    if (done.status === 409) {
      // An earlier call has left things so that this one is refused: alike, whatever becomes of its commit.
      expect(broken.status).toBe(409);
      refused.push(route.operationId);
      return;
    }
    expect([broken.status, done.status], done.text).toEqual([500, route.status]);
    const again = await call();
    expect([again.status, again.text, again.headers.get("idempotency-replayed")]).toEqual([
      done.status,
      done.text,
      "true",
    ]);
    expect(again.headers.get("location")).toBe(done.headers.get("location"));
  });
});

it("nearly all were done: one that is refused shows nothing", () => {
  expect(refused.length, refused.join(", ")).toBeLessThan(changing.length / 10);
});

const forecast = (url: string, questionId: string, key: string) =>
  fetch(`${url}/api/v1/questions/${questionId}/forecasts`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify({ probability: 0.4 }),
  });

/** Backends of other processes at work in this database. */
const busy = async (condition: string) => {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${condition}`,
  );
  return rows[0]?.n ?? 0;
};

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

it("a process that is killed before its commit has done nothing, and its key is free", {
  timeout: 120_000,
}, async () => {
  const { questionId } = await newOpenQuestion(db, world.own, world.people.proposer.userId);
  const key = randomUUID();
  const other = await startRestProcess();
  const holder = await pool.connect();
  try {
    await holder.query(`BEGIN; LOCK TABLE "StoredAnswer" IN SHARE MODE`);
    const lost = forecast(other.url, questionId, key).then(
      () => "answered",
      () => "cut off",
    );
    await vi.waitFor(
      async () => expect(await busy(`wait_event_type = 'Lock' AND query LIKE '%StoredAnswer%'`)).toBe(1),
      30_000,
    );
    // Its forecast is written by now, and nobody sees it; who asks again meanwhile is told to wait.
    expect((await forecast(rest.url, questionId, key)).status).toBe(409);
    await kill(other.process);
    expect(await lost).toBe("cut off");
  } finally {
    await holder.query("ROLLBACK");
    holder.release();
  }
  await vi.waitFor(async () => expect((await forecast(rest.url, questionId, key)).status).toBe(201), 30_000);
  expect(await db.forecast.count({ where: { questionId } })).toBe(1);
});

it("a process that is killed after its commit has done it: the answer is there for who asks again", {
  timeout: 120_000,
}, async () => {
  const { questionId } = await newOpenQuestion(db, world.own, world.people.proposer.userId);
  const key = randomUUID();
  const other = await startRestProcess();
  const holder = await pool.connect();
  await pool.query(`INSERT INTO "Mishap" VALUES ('wait')`);
  try {
    await holder.query("BEGIN; SELECT pg_advisory_xact_lock(4711)");
    const lost = forecast(other.url, questionId, key).then(
      () => "answered",
      () => "cut off",
    );
    // The database has been told to commit, and the process dies before it hears that it did.
    await vi.waitFor(async () => expect(await busy(`wait_event = 'advisory' AND query = 'COMMIT'`)).toBe(1), 30_000);
    await kill(other.process);
    expect(await lost).toBe("cut off");
  } finally {
    await holder.query("ROLLBACK");
    holder.release();
    await pool.query(`DELETE FROM "Mishap"`);
  }
  await vi.waitFor(async () => {
    const again = await forecast(rest.url, questionId, key);
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
  }, 30_000);
  expect(await db.forecast.count({ where: { questionId } })).toBe(1);
});

it(`killed at any instant, ${KILLS} times: sent again, it is done once`, {
  timeout: 60_000 + KILLS * 30_000,
}, async () => {
  const done = { before: 0, after: 0 };
  for (let round = 0; round < KILLS; round++) {
    const { questionId } = await newOpenQuestion(db, world.own, world.people.proposer.userId);
    const key = randomUUID();
    const other = await startRestProcess();
    const { questionId: warm } = await newOpenQuestion(db, world.own, world.people.proposer.userId);
    for (let i = 0; i < 3; i++) await forecast(other.url, warm, randomUUID());
    const lost = forecast(other.url, questionId, key).catch(() => null);
    // Anything from before it arrives to after it was answered.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    await kill(other.process);
    await lost;
    await vi.waitFor(async () => {
      const again = await forecast(rest.url, questionId, key);
      expect(again.status).toBe(201);
      if (again.headers.get("idempotency-replayed")) done.after += 1;
      else done.before += 1;
    }, 30_000);
    expect(await db.forecast.count({ where: { questionId } })).toBe(1);
  }
  console.log(
    JSON.stringify([{ figure: "rest.kills", value: KILLS, unit: `${done.before} not yet done, ${done.after} done` }]),
  );
});
