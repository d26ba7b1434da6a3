import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { RULES } from "./half-written-sql";

/** An id before every one that is made from now on, and after those made until now. */
export async function fromNowOn(): Promise<string> {
  await wait(2); // ids of one millisecond have no order
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

const STATEMENT = RULES.map(
  ({ name, sql }) => `SELECT '${name.replaceAll("'", "''")}' AS "name", broken."id"::text FROM (${sql}) broken("id")`,
).join(" UNION ALL ");

/**
 * What was written in part since an instant: each rule that does not hold, with the ids for which it does not. The statement is long: who
 * asks often asks by one connection, which plans it once.
 */
export async function halfWritten(client: pg.ClientBase, since: string): Promise<string[]> {
  await client.query("SET plan_cache_mode = force_generic_plan");
  const { rows } = await client.query<{ name: string; id: string }>({
    name: "half-written",
    text: STATEMENT,
    values: [since],
  });
  return rows.map(({ name, id }) => `there is not ${name}: ${id}`);
}
