import { expect, it } from "vitest";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { db } from "#server/platform/db";
import { moveClose } from "#server/questions/move-close";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { retractProposal } from "#server/resolution/retract";
import { questionFixture } from "#server/scores/question.fixture";
import { readLogs } from "#server/scores/read-logs";
import { scoresUnder } from "#server/scores/score-question";

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

async function open(closesAt = inDays(30)) {
  const q = await questionFixture({ opensAt: inDays(-10), closesAt });
  const lead = await q.person("LEAD");
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: q.questionId },
    select: { scenarioId: true },
  });
  const ctx = { actor: lead, question: { id: q.questionId, teamId: q.teamId, scenarioId } };
  const evidence = { evidenceUrl: "https://record.example", note: "" };
  const propose = () => proposeResolution(ctx, { outcome: "YES", knownAt: inDays(-1), ...evidence });
  return {
    q,
    lead,
    ctx,
    propose,
    move: (at: Date) => moveClose(ctx, { closesAt: at, reason: "The vote was put off." }),
  };
}

it("a moved close is a new version with its reason; forecasts made before it stand and count over the new span", async () => {
  const { q, lead, ctx, move, propose } = await open();
  const [a, b] = [await q.person("FORECASTER"), await q.person("FORECASTER")];
  await q.forecast(a.memberId, inDays(-8), 0.7);
  const closesAt = inDays(60);
  expect(await move(closesAt)).toEqual({ version: 2 });
  await submitForecast({ actor: b, question: ctx.question }, { probability: 0.4 });
  const versions = await db.questionVersion.findMany({
    where: { questionId: q.questionId },
    orderBy: { number: "asc" },
  });
  expect(versions[1]).toMatchObject({
    title: versions[0]?.title,
    closesAt,
    reason: "The vote was put off.",
    createdById: lead.userId,
  });
  const entry = await db.journalEntry.findFirstOrThrow({ where: { recordId: versions[1]?.id } });
  expect(entry.body).toMatchObject({ version: 2, closesAt: closesAt.toISOString() });
  expect(await db.auditEntry.count({ where: { subjectId: q.questionId, action: "question.moveClose" } })).toBe(1);

  const { proposalId } = await propose();
  await confirmResolution({ actor: await q.person("LEAD"), proposal: { id: proposalId } }, {});
  const { knownAt } = await db.resolution.findFirstOrThrow({ where: { questionId: q.questionId } });
  const question = (await readLogs(db, [q.questionId])).get(q.questionId) ?? { type: "binary", log: [] };
  const clocks = { opensAt: +q.opensAt, closesAt: +closesAt, knownAt: +knownAt };
  const [only] = scoresUnder({ clocks, question, verdict: { outcome: "YES", option: null, value: null } });
  const row = await db.score.findFirstOrThrow({ where: { questionId: q.questionId, rule: "BASELINE" } });
  expect([row.memberId, row.value, row.coverage]).toEqual([a.memberId, only?.baseline, only?.coverage]);
});

it("it may come earlier, but not into the past, before the opening, before its round, or to where it is", async () => {
  const { q, move } = await open();
  await db.question.update({
    where: { id: q.questionId },
    data: { revealPolicy: "AFTER_ROUND", revealAt: inDays(5) },
    select: { id: true },
  });
  const refused = { code: "INVALID", field: "closesAt" };
  for (const at of [inDays(-1), inDays(-20), inDays(4), q.closesAt])
    await expect(move(at)).rejects.toMatchObject(refused);
  expect(await move(inDays(6))).toEqual({ version: 2 });
});

it("it stays where it is after the close, once a verdict was proposed whatever became of it, and in a draft", async () => {
  const closed = await open(inDays(-1));
  await expect(closed.move(inDays(9))).rejects.toMatchObject({ code: "CONFLICT", message: /has closed/ });
  const judged = await open();
  const { proposalId } = await judged.propose();
  await expect(judged.move(inDays(9))).rejects.toMatchObject({ code: "CONFLICT", message: /was proposed/ });
  await retractProposal({ actor: judged.lead, proposal: { id: proposalId } });
  await expect(judged.move(inDays(9))).rejects.toMatchObject({ code: "CONFLICT", message: /was proposed/ });
  const draft = await open();
  await db.question.update({ where: { id: draft.q.questionId }, data: { state: "DRAFT" }, select: { id: true } });
  await expect(draft.move(inDays(9))).rejects.toMatchObject({ code: "CONFLICT", message: /draft/ });
  expect(await db.questionVersion.count({ where: { questionId: judged.q.questionId } })).toBe(1);
});

it("two people who move it at once make two versions, one after the other", async () => {
  const { q, move } = await open();
  await Promise.all([move(inDays(40)), move(inDays(50)), move(inDays(60))]);
  const versions = await db.questionVersion.findMany({
    where: { questionId: q.questionId },
    orderBy: { number: "asc" },
  });
  expect(versions.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
});
