import { describe, expect, it } from "vitest";
import { paragraph, seedRationale } from "#server/collab/seed-rationale";
import { takeVersion, textAt } from "#server/collab/take-version";
import { testTeam } from "#server/collab/test-team";
import { canonicalJson, textHash } from "#server/ledger/leaf";
import { testDatabase } from "#server/platform/test-database";

const { db, pool } = testDatabase();

async function written() {
  const team = await testTeam();
  const [scenarioId, userId] = [await team.scenario(), await team.person("Analyst 1", "FORECASTER")];
  await db.$transaction((tx) =>
    seedRationale(tx, { scenarioId, teamId: team.teamId, userId, content: [paragraph("As it stands.")] }),
  );
  return { documentId: scenarioId, createdById: userId };
}

describe("a version of a rationale", () => {
  it("names the last update and is sealed with the hash of its text", async () => {
    const of = await written();
    const taken = await db.$transaction((tx) => takeVersion(tx, { ...of, kind: "NAMED", title: "First draft" }));
    expect(taken).toMatchObject({ number: 1, seq: 1 });
    const row = await db.documentVersion.findUniqueOrThrow({ where: { id: taken?.id } });
    const entry = await db.journalEntry.findFirstOrThrow({ where: { recordId: row.id } });
    const text = await db.$transaction((tx) => textAt(tx, of.documentId, 1));
    expect(JSON.stringify(text)).toContain("As it stands.");
    expect(entry).toMatchObject({
      kind: "rationale.version",
      body: {
        version: 1,
        kind: "NAMED",
        sequence: 1,
        text: textHash(row.textSalt ?? Uint8Array.of(), canonicalJson({ title: "First draft", text })),
      },
    });
    expect(JSON.stringify(entry.body)).not.toContain("draft");
  });

  it("is not taken of a text that nobody has written", async () => {
    const team = await testTeam();
    const documentId = await team.scenario();
    const taken = await db.$transaction((tx) =>
      takeVersion(tx, { documentId, kind: "BEFORE_RESTORE", createdById: null }),
    );
    expect(taken).toBeNull();
  });

  it("is numbered without gaps however many are taken at once", async () => {
    const of = await written();
    const titles = Array.from({ length: 8 }, (_, index) => `Draft ${index}`);
    const taken = await Promise.all(
      titles.map((title) => db.$transaction((tx) => takeVersion(tx, { ...of, kind: "NAMED", title }))),
    );
    expect(taken.map((version) => version?.number).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("stays as it was taken", async () => {
    const of = await written();
    await db.$transaction((tx) => takeVersion(tx, { ...of, kind: "NAMED", title: "First draft" }));
    for (const sql of [
      `UPDATE "DocumentVersion" SET "title" = 'Another' WHERE "documentId" = $1`,
      `UPDATE "DocumentVersion" SET "textSalt" = NULL WHERE "documentId" = $1`,
      `DELETE FROM "DocumentVersion" WHERE "documentId" = $1`,
    ]) {
      await expect(pool.query(sql, [of.documentId])).rejects.toThrow("append-only");
    }
  });
});
