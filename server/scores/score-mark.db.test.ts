import { expect, it } from "vitest";
import { db } from "#server/platform/db";
import { questionFixture } from "#server/scores/question.fixture";
import { scoreQuestion } from "#server/scores/score-question";

const markOf = async (id: string) =>
  (await db.question.findUniqueOrThrow({ where: { id }, select: { scoreMark: true } })).scoreMark;

it("every writing and removing of scores raises the mark of its question, in the same transaction", async () => {
  const q = await questionFixture();
  const { memberId } = await q.person("FORECASTER");
  await q.forecast(memberId, q.opensAt, 0.7);
  const { teamId, questionId, closesAt } = q;
  const { id } = await db.resolution.create({
    data: { teamId, questionId, version: 1, outcome: "YES", knownAt: closesAt, origin: "IMPORT" },
    select: { id: true },
  });
  expect(await markOf(questionId)).toBe(0);
  await db.$transaction((tx) => scoreQuestion(tx, id));
  const scored = await markOf(questionId);
  expect(scored).toBeGreaterThan(0);
  expect(await db.crowdScore.count({ where: { questionId } })).toBe(3 * 6);
  const failing = db.$transaction(async (tx) => {
    await tx.score.deleteMany({ where: { questionId } });
    throw new Error("stop");
  });
  await expect(failing).rejects.toThrow("stop");
  expect(await markOf(questionId)).toBe(scored);
  await db.score.updateMany({ where: { questionId, rule: "PEER" }, data: { value: 1 } });
  const changed = await markOf(questionId);
  expect(changed).toBeGreaterThan(scored);
  await db.score.deleteMany({ where: { questionId } });
  expect(await markOf(questionId)).toBeGreaterThan(changed);
});
