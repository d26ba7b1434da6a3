import { describe, expect, it } from "vitest";
import { postgresLog } from "#server/collab/postgres-log";
import { testTeam } from "#server/collab/test-team";
import { updateLogContract } from "#server/collab/update-log.contract";
import { testDatabase } from "#server/platform/test-database";

const { pool, url } = testDatabase();

updateLogContract("the log on PostgreSQL", async () => {
  const team = await testTeam();
  return {
    log: postgresLog(),
    other: postgresLog(),
    scenario: team.scenario,
    userId: await team.person("Analyst 1", "FORECASTER"),
  };
});

describe("the log on PostgreSQL", () => {
  it("refuses to change or drop an acknowledged update", async () => {
    const team = await testTeam();
    const documentId = await team.scenario();
    const log = postgresLog();
    await log.open(documentId);
    await log.append({ documentId, update: Uint8Array.of(1), userId: null });
    await log.stop();
    for (const sql of [
      `UPDATE "DocumentUpdate" SET "update" = '\\x00' WHERE "documentId" = $1`,
      `UPDATE "DocumentUpdate" SET "seq" = 9 WHERE "documentId" = $1`,
      `DELETE FROM "DocumentUpdate" WHERE "documentId" = $1`,
    ])
      await expect(pool.query(sql, [documentId])).rejects.toThrow("append-only");
  });

  it("says so when the database ends its connection, and writes again by itself", async () => {
    const team = await testTeam();
    const documentId = await team.scenario();
    const log = postgresLog({ connectionString: `${url}?application_name=collab-under-test` });
    await log.open(documentId);
    const append = () => log.append({ documentId, update: Uint8Array.of(1), userId: null });
    expect(await append()).toBe(1);
    const held = await pool.connect();
    await held.query("BEGIN");
    await held.query(`SELECT 1 FROM "Document" WHERE "id" = $1 FOR UPDATE`, [documentId]);
    const waiting = append();
    const refused = expect(waiting).rejects.toThrow();
    const ended = async () => {
      const { rowCount } = await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'collab-under-test' AND wait_event_type = 'Lock'`,
      );
      return rowCount === 1;
    };
    while (!(await ended()));
    await refused;
    await held.query("ROLLBACK");
    held.release();
    expect(await append()).toBe(2);
    await log.stop();
  });
});
