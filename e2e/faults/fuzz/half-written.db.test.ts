import type { PoolClient } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import { loadActor } from "#server/identity/actor";
import { pool } from "#server/platform/db";
import { testDatabase } from "#server/platform/test-database";
import { appRouter } from "#server/routers/app";
import { INPUTS } from "../../fixtures/procedure-inputs";
import { buildWorld, type World } from "../../fixtures/world";
import type { Person } from "../../fixtures/world-people";
import { fromNowOn, halfWritten } from "./half-written";
import { logWrites, takeWrites } from "./write-log";

const { db } = testDatabase();
let world: World;
let client: PoolClient;
const callers: { person: Person; actor: Actor | null }[] = [];

beforeAll(async () => {
  world = await buildWorld(db);
  // Loaded once: some procedures end sessions.
  for (const person of [world.people.lead, world.people.admin])
    callers.push({ person, actor: await loadActor(person) });
  client = await pool.connect();
  await logWrites(client);
});
afterAll(() => client.release());

/** What is nobody's record, or cannot be missing while a foreign key points to it. */
const TOLD_OF_BY_NO_RULE: readonly string[] = ["User", "Member", "Notice", "Tag", "RescoringRun", "NoticeRead"];

/** Takes what an act wrote into one table, as a write that broke off would have left it out; and puts it back. */
async function without(table: string, since: string): Promise<string[]> {
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica"); // neither triggers nor foreign keys
    const { rows } = await client.query<{ column: string }>(
      `SELECT a.attname AS "column" FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
       WHERE i.indrelid = $1::regclass AND i.indisprimary AND a.atttypid = 'uuid'::regtype`,
      [`"${table}"`],
    );
    const [column] = rows;
    if (!column) return ["its rows have no id"];
    const { rowCount } = await client.query(`DELETE FROM "${table}" WHERE "${column.column}" > $1`, [since]);
    return rowCount ? await halfWritten(client, since) : ["nothing was taken"];
  } finally {
    await client.query("ROLLBACK");
  }
}

it("what procedures write is whole, and is told where a part of it is missing", async () => {
  const torn: string[] = [];
  const looked = new Set<string>();
  const untold = new Set<string>();
  for (const [path, inputOf] of Object.entries(INPUTS)) {
    if (path === "live.events") continue;
    for (const { person, actor } of callers) {
      const input = await inputOf({ team: world.own, world, person });
      const since = await fromNowOn();
      await takeWrites(client);
      const call: unknown = path
        .split(".")
        .reduce<unknown>((at, step) => Reflect.get(Object(at), step), appRouter.createCaller({ actor, address: path }));
      if (typeof call !== "function") throw new Error(`${path} cannot be called`);
      await Promise.resolve(call(input)).catch(() => null); // whoever is refused writes nothing, which is whole
      const written = await takeWrites(client);
      if (written.length === 0) continue;
      for (const fault of await halfWritten(client, since)) torn.push(`${path}: ${fault}`);
      const made = new Set(written.flatMap((line) => /^INSERT of \d+ in (\w+)/.exec(line)?.[1] ?? []));
      for (const table of made) {
        // What the two logs say is looked at for each act on a record, of other tables once.
        const log = made.has("JournalEntry") && (table === "JournalEntry" || table === "AuditEntry");
        const key = log ? `${table} of ${path}` : table;
        if (looked.has(key) || (table === "AuditEntry" && !log)) continue;
        looked.add(key);
        if ((await without(table, since)).length === 0) untold.add(key);
      }
    }
  }
  expect(torn).toEqual([]);
  expect([...untold]).toEqual(TOLD_OF_BY_NO_RULE);
});
