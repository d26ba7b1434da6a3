import { describe, expect, it } from "vitest";
import { RATIONALE_SCHEMA } from "#core/rationale";
import { automaticVersions, keepFirstOfDay } from "#server/collab/automatic-versions";
import { paragraph, reviseRationale, seedRationale } from "#server/collab/seed-rationale";
import { testTeam } from "#server/collab/test-team";
import { testDatabase } from "#server/platform/test-database";
import { pastText } from "#server/rationales/versions/past-text";

const { db } = testDatabase();

/** A rationale with an edit at each of these instants. */
async function editedAt(...instants: string[]) {
  const team = await testTeam();
  const [scenarioId, userId] = [await team.scenario(), await team.person("Analyst 1", "FORECASTER")];
  const [first, ...later] = instants.map((instant, index) => ({
    scenarioId,
    userId,
    writtenAt: new Date(instant),
    content: [paragraph(`Words ${index + 1}.`)],
  }));
  if (!first) throw new RangeError("a rationale begins with an edit");
  await db.$transaction((tx) => seedRationale(tx, { ...first, teamId: team.teamId }));
  for (const edit of later) await db.$transaction((tx) => reviseRationale(tx, edit));
  return { scenarioId, leader: { userId, orgRole: "LEADER", memberships: [] } as const };
}

const kept = (documentId: string) =>
  db.documentVersion.findMany({
    where: { documentId },
    orderBy: { number: "asc" },
    select: { kind: true, seq: true, day: true, createdById: true },
  });

describe("the version before the first edit of a day", () => {
  it("is the text as the days before left it, once a day, however many nodes tell of however many edits", async () => {
    const { scenarioId, leader } = await editedAt(
      "2026-03-01T10:00:00Z",
      "2026-03-01T23:59:59Z",
      "2026-03-02T00:00:00Z",
      "2026-03-02T09:00:00Z",
      "2026-03-04T09:00:00Z",
    );
    await Promise.all([2, 3, 4, 4, 3, 5, 5].map((seq) => keepFirstOfDay(scenarioId, seq)));
    expect(await kept(scenarioId)).toHaveLength(2);
    expect((await kept(scenarioId)).toSorted((a, b) => a.seq - b.seq)).toEqual([
      { kind: "FIRST_OF_DAY", seq: 2, day: new Date("2026-03-02"), createdById: null },
      { kind: "FIRST_OF_DAY", seq: 4, day: new Date("2026-03-04"), createdById: null },
    ]);
    const { text } = await pastText(leader, scenarioId, { kind: "update", seq: 2 });
    expect(JSON.stringify(text)).toContain("Words 2.");
  });

  it("is not taken where nothing was written before", async () => {
    const { scenarioId } = await editedAt("2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z");
    for (const seq of [1, 2]) await keepFirstOfDay(scenarioId, seq);
    expect(await kept(scenarioId)).toEqual([]);
  });
});

describe("the version before a change of schema", () => {
  it("is taken once of a text that an earlier schema wrote", async () => {
    const { scenarioId } = await editedAt("2026-03-01T10:00:00Z");
    const { beforeSchemaChange } = automaticVersions();
    await beforeSchemaChange(scenarioId);
    expect(await kept(scenarioId)).toEqual([]);
    await db.document.update({ where: { id: scenarioId }, data: { schemaVersion: RATIONALE_SCHEMA - 1 } });
    await Promise.all([beforeSchemaChange(scenarioId), beforeSchemaChange(scenarioId)]);
    expect(await kept(scenarioId)).toMatchObject([{ kind: "BEFORE_SCHEMA_CHANGE", seq: 1 }]);
    const { schemaVersion } = await db.document.findUniqueOrThrow({ where: { id: scenarioId } });
    expect(schemaVersion).toBe(RATIONALE_SCHEMA);
  });
});
