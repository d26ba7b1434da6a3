import type pg from "pg";

/** What is written beside any call, also of one that is refused: counted tries, the time of last sight, seals, and jobs of the clock. */
const BESIDE: readonly string[] = ["rate_limit", "MerkleHead", "_prisma_migrations"];
const UPDATED_BESIDE: readonly string[] = ["Session", "ApiToken", "JournalEntry"];

/**
 * Has the database of a test write down every statement that leaves a row new, changed or gone. What is rolled back takes its line with it,
 * so that the log has what stays and nothing else.
 */
export async function logWrites(client: pg.ClientBase): Promise<void> {
  await client.query(`
    CREATE TABLE "written" ("table" text NOT NULL, "act" text NOT NULL, "rows" int NOT NULL);
    CREATE FUNCTION "note_written"() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE "touched" int;
    BEGIN
      IF TG_TABLE_NAME = 'AuditEntry' THEN
        -- That somebody was not let in, and that too many tries closed a way in, is written down when it is refused.
        SELECT count(*) INTO "touched" FROM "rows_of" WHERE "action" NOT LIKE 'session.%' AND "action" NOT LIKE '%.refuse';
      ELSE
        SELECT count(*) INTO "touched" FROM "rows_of";
      END IF;
      IF "touched" > 0 THEN INSERT INTO "written" VALUES (TG_TABLE_NAME, TG_OP, "touched"); END IF;
      RETURN NULL;
    END $$`);
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS "name" FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> ALL ($1)`,
    [[...BESIDE, "written"]],
  );
  for (const { name } of rows)
    for (const [act, side] of [
      ["INSERT", "NEW"],
      ["UPDATE", "NEW"],
      ["DELETE", "OLD"],
    ] as const)
      if (act !== "UPDATE" || !UPDATED_BESIDE.includes(name))
        await client.query(
          `CREATE TRIGGER "note_${act.toLowerCase()}" AFTER ${act} ON "${name}" REFERENCING ${side} TABLE AS "rows_of"
           FOR EACH STATEMENT EXECUTE FUNCTION "note_written"()`,
        );
}

/** What was written since this was last asked. */
export async function takeWrites(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string; act: string; rows: number }>(
    `DELETE FROM "written" RETURNING "table", "act", "rows"`,
  );
  return rows.map(({ table, act, rows: many }) => `${act} of ${many} in ${table}`);
}
