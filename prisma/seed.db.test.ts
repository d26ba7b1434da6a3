import { expect, it } from "vitest";
import { seedDemo } from "#prisma/seed";
import { startSealer } from "#server/ledger/sealer";
import { verifyLedger } from "#server/ledger/verify";
import { db } from "#server/platform/db";

it("makes the demonstration in one go, with nothing left out", async () => {
  process.env.DEMO_PASSWORD = "demonstration";
  const start = performance.now();
  await seedDemo();
  const took = performance.now() - start;
  const team = await db.team.findUniqueOrThrow({ where: { name: "Asia-Pacific desk" } });
  const teamId = team.id;
  expect(await db.user.count()).toBe(11);
  expect(await db.scenario.count({ where: { teamId } })).toBe(9);
  expect(await db.passageAnchor.count({ where: { teamId } })).toBe(9);
  expect(await db.scenarioRelation.count({ where: { teamId } })).toBe(2);
  expect(await db.conditionalQuestion.count({ where: { teamId } })).toBe(1);
  expect(await db.question.count({ where: { teamId, state: "RESOLVED" } })).toBe(10);
  expect(await db.question.count({ where: { teamId, state: "PROPOSED" } })).toBe(1);
  // One of the verdicts corrected the one before it, whose scores are gone.
  expect(await db.resolution.count({ where: { teamId, version: 2 } })).toBe(1);
  expect(await db.questionVersion.count({ where: { teamId, amendment: "CLARIFICATION" } })).toBe(1);
  const open = await db.question.count({
    where: { teamId, state: "OPEN", versions: { some: { closesAt: { gt: new Date(Date.now() + 100 * 86_400_000) } } } },
  });
  expect(open).toBeGreaterThanOrEqual(4);
  expect(await db.forecast.count({ where: { NOT: { origin: "SIMULATED" } } })).toBe(0);
  expect(await db.document.count({ where: { teamId, head: { gte: 1 } } })).toBe(4);
  expect(await db.documentVersion.count({ where: { teamId, kind: "NAMED" } })).toBe(2);
  expect(await db.score.count({ where: { teamId } })).toBe(10 * 7 * 6);
  expect(await db.journalEntry.count()).toBeGreaterThan(await db.forecast.count());
  await (await startSealer()).stop();
  expect((await verifyLedger()).faults).toEqual([]);
  console.log(`seeded ${await db.forecast.count()} forecasts in ${Math.round(took)} ms`);
});
