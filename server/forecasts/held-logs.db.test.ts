import { expect, it } from "vitest";
import { heldLogs } from "#server/forecasts/held-logs";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { db } from "#server/platform/db";
import { questionFixture } from "#server/scores/question.fixture";

const DAY = 86_400_000;

it("a log that was read before is read again once it has grown, and names are always those of now", async () => {
  const now = Date.now();
  const q = await questionFixture({ opensAt: new Date(now - DAY), closesAt: new Date(now + DAY) });
  const other = await questionFixture({ opensAt: new Date(now - DAY), closesAt: new Date(now + DAY) });
  const analyst = await q.person("FORECASTER");
  await q.forecast(analyst.memberId, new Date(now - 1_000), 0.2);
  const read = async () => (await heldLogs([q.questionId, other.questionId])).get(q.questionId);
  const first = await read();
  const again = await read();
  expect(again?.typed(undefined)).toBe(first?.typed(undefined));
  await q.forecast(analyst.memberId, new Date(now), 0.4);
  await db.member.update({ where: { id: analyst.memberId }, data: { name: "Otherwise named" }, select: { id: true } });
  const grown = await read();
  expect(grown?.typed(undefined).log.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect([grown?.names.get(analyst.memberId), grown?.lastAt]).toEqual(["Otherwise named", now]);
  expect(first?.typed(undefined).log).toHaveLength(1);
  expect((await heldLogs([other.questionId])).size).toBe(0);
  await expect(
    submitForecast({ actor: analyst, question: { id: q.questionId, teamId: q.teamId } }, { probability: 0.6 }),
  ).resolves.toMatchObject({ sequence: 3 });
  expect((await read())?.typed(undefined).log).toHaveLength(3);
});
