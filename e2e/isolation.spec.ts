import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize } from "node:v8";
import { openPool } from "#server/platform/db";
import { cloneDatabase, dropDatabase } from "#server/platform/test-postgres";
import { E2E_SECRET } from "./fixtures/accounts";
import { newApiToken } from "./fixtures/new-token";
import { opens, pageTable } from "./fixtures/page-table";
import { startServer } from "./fixtures/running-server";
import { expect, test } from "./fixtures/server";
import { cookieOf } from "./fixtures/sessions";
import { buildWorld } from "./fixtures/world";
import { inDatabase } from "./fixtures/world-database";
import { leaksOf, raiseFence, type Statement } from "./isolation/fence";

/** Requests at a time: more would wait for a connection until they are given up. */
const AT_ONCE = 4;

/**
 * Every page and download that opens for a lead, and what REST gives to their token: each statement that the server sent for
 * it, asked again from inside a fence around the team. See e2e/isolation/procedures.db.test.ts for procedures.
 */
test("no page, download or REST answer rests on a row of another team", async () => {
  test.setTimeout(240_000);
  const databaseUrl = await cloneDatabase(process.env.E2E_EMPTY_DATABASE ?? "");
  const file = join(tmpdir(), `statements-${process.pid}-${Date.now()}.txt`);
  writeFileSync(file, "");
  const server = await startServer({
    DATABASE_URL: databaseUrl,
    DEMO: "0",
    AUTH_SECRET: E2E_SECRET,
    TRACE_STATEMENTS: file,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --import ${join(import.meta.dirname, "isolation/trace.mjs")}`,
  });
  const pool = openPool(databaseUrl);
  try {
    const { world, token } = await inDatabase(databaseUrl, async (db) => {
      const built = await buildWorld(db);
      return { world: built, token: (await newApiToken(db, built.people.lead.userId)).token };
    });
    const { lead } = world.people;
    const cookie = await cookieOf(lead);
    const rows = Object.values(pageTable(world)).flat();
    const pages = rows.filter((row) => row.asks !== "anyone" && opens(row, lead)).map(({ path }) => path);
    const { teamId, briefId, questions } = world.own;
    const rest = [
      "/teams",
      `/teams/${teamId}`,
      `/teams/${teamId}/questions`,
      `/briefs/${briefId}`,
      `/questions/${questions.OPEN.questionId}`,
    ];
    const asked = [
      ...pages.map((path) => ({ path, headers: { cookie } })),
      ...rest.map((path) => ({ path: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` } })),
    ];
    const waiting = asked.map(({ path, headers }, index) => ({
      path,
      headers: { ...headers, "x-trace": `r${index}` },
    }));
    const ask = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const answer = await fetch(`${server.url}${next.path}`, { headers: next.headers, redirect: "manual" });
        await answer.text();
        expect(answer.status, next.path).toBeLessThan(400);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    expect(await raiseFence(pool)).toEqual([]);
    const lines = readFileSync(file, "utf8").trim().split("\n");
    const sent = new Map<string, Statement[]>();
    for (const line of lines) {
      const [trace = "", statement = ""] = line.split(" ");
      sent.set(trace, [...(sent.get(trace) ?? []), deserialize(Buffer.from(statement, "base64"))]);
    }
    const wrong: string[] = [];
    const seen = new Set<string>();
    for (const [index, { path }] of asked.entries()) {
      const statements = (sent.get(`r${index}`) ?? []).filter((one) => {
        const key = JSON.stringify([one.text, one.values.map(String)]);
        return !seen.has(key) && seen.add(key);
      });
      for (const leak of await leaksOf(pool, statements, [teamId])) wrong.push(`${path}: ${leak}`);
    }
    expect(sent.size, "statements were written down for each").toBe(asked.length);
    expect(wrong.join("\n")).toBe("");
  } finally {
    await pool.end();
    await server.stop();
    await dropDatabase(databaseUrl);
  }
});
