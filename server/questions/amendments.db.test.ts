import { describe, expect, it } from "vitest";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { readableNotices } from "#server/notifications/notice-rows";
import { db } from "#server/platform/db";
import { clarifyQuestion } from "#server/questions/clarify";
import { moveClose } from "#server/questions/move-close";
import { replaceQuestion } from "#server/questions/replace-question";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeCorrection } from "#server/resolution/correct-resolution";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { retractProposal } from "#server/resolution/retract";
import { questionFixture } from "#server/scores/question.fixture";

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);
const WORDS = { title: "Will it happen?", criteria: "As reported.", source: "The record", baseRate: "" };
const CLEARER = { ...WORDS, criteria: "As reported by either government.", reason: "Two readers took it two ways." };

async function open(closesAt = inDays(30)) {
  const q = await questionFixture({ opensAt: inDays(-10), closesAt });
  const [lead, second, analyst] = [await q.person("LEAD"), await q.person("LEAD"), await q.person("FORECASTER")];
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: q.questionId },
    select: { scenarioId: true },
  });
  const question = { id: q.questionId, teamId: q.teamId, scenarioId };
  const ctx = { actor: lead, question };
  const replacement = { ...CLEARER, title: "Will it happen twice?", closesAt: inDays(60), revealAt: null };
  return {
    q,
    question,
    lead,
    second,
    analyst,
    clarify: (words = CLEARER) => clarifyQuestion(ctx, words),
    replace: (change: { closesAt?: Date; revealAt?: Date | null } = {}) =>
      replaceQuestion(ctx, { ...replacement, ...change }),
    move: () => moveClose(ctx, { closesAt: inDays(45), reason: "The vote was put off." }),
    propose: () =>
      proposeResolution(ctx, { outcome: "YES", knownAt: inDays(-1), evidenceUrl: "https://record.example", note: "" }),
    forecast: (actor = analyst, probability = 0.4) => submitForecast({ actor, question }, { probability }),
    versions: () => db.questionVersion.findMany({ where: { questionId: question.id }, orderBy: { number: "asc" } }),
  };
}

const amendedNotices = async (actor: Parameters<typeof readableNotices>[0]) =>
  (await readableNotices(actor)).filter(({ kind }) => kind === "AMENDED");

describe("a clarification", () => {
  it("is a new version with its reason; forecasts stand, each naming the wording it answered", async () => {
    const { question, lead, clarify, forecast, versions } = await open();
    await forecast();
    expect(await clarify()).toEqual({ version: 2 });
    await forecast(undefined, 0.6);
    const [first, second] = await versions();
    expect(second).toMatchObject({
      criteria: CLEARER.criteria,
      reason: CLEARER.reason,
      amendment: "CLARIFICATION",
      baseRate: null,
      createdById: lead.userId,
      opensAt: first?.opensAt,
      closesAt: first?.closesAt,
    });
    const made = await db.forecast.findMany({ where: { questionId: question.id }, orderBy: { sequence: "asc" } });
    expect(made.map(({ questionVersionId }) => questionVersionId)).toEqual([first?.id, second?.id]);
    expect(made[1]?.madeAt.getTime()).toBeGreaterThanOrEqual(second?.createdAt.getTime() ?? Number.NaN);
    const entry = await db.journalEntry.findFirstOrThrow({ where: { recordId: second?.id } });
    expect(entry.body).toMatchObject({ version: 2, amendment: "CLARIFICATION" });
    const audit = await db.auditEntry.findFirstOrThrow({
      where: { subjectId: question.id, action: "question.clarify" },
    });
    expect(audit).toMatchObject({ action: "question.clarify", detail: { version: 2, changed: ["criteria"] } });
  });

  it("tells whoever forecast, but not who made it; a forecast since settles it", async () => {
    const { lead, second, analyst, clarify, forecast } = await open();
    await forecast();
    await forecast(lead, 0.5);
    await clarify();
    const [notice] = await amendedNotices(analyst);
    expect(notice).toMatchObject({ version: { number: 2, amendment: "CLARIFICATION", reason: CLEARER.reason } });
    expect([await amendedNotices(lead), await amendedNotices(second)]).toEqual([[], []]);
  });

  it("is refused without a change, in a draft, and where a verdict is proposed or in force", async () => {
    const same = await open();
    await expect(same.clarify({ ...WORDS, reason: "No reason." })).rejects.toMatchObject({ code: "INVALID" });
    const draft = await open();
    await db.question.update({ where: { id: draft.question.id }, data: { state: "DRAFT" }, select: { id: true } });
    await expect(draft.clarify()).rejects.toMatchObject({ code: "CONFLICT", message: /edited, not amended/ });
    const judged = await open();
    const { proposalId } = await judged.propose();
    await expect(judged.clarify()).rejects.toMatchObject({ code: "CONFLICT", message: /is proposed/ });
    await expect(judged.replace()).rejects.toMatchObject({ code: "CONFLICT", message: /is proposed/ });
    await confirmResolution({ actor: judged.second, proposal: { id: proposalId } }, {});
    await expect(judged.clarify()).rejects.toMatchObject({ code: "CONFLICT", message: /is resolved/ });
    await expect(judged.replace()).rejects.toMatchObject({ code: "CONFLICT", message: /is resolved/ });
    expect(await judged.versions()).toHaveLength(1);
  });

  it("is possible again once a proposal was retracted, and after the close", async () => {
    const judged = await open();
    const { proposalId } = await judged.propose();
    await retractProposal({ actor: judged.lead, proposal: { id: proposalId } });
    expect(await judged.clarify()).toEqual({ version: 2 });
    const closed = await open(inDays(-1));
    expect(await closed.clarify()).toEqual({ version: 2 });
  });
});

describe("a material amendment", () => {
  it("voids the question and opens its successor, linked both ways, or does neither", async () => {
    const { question, analyst, lead, forecast, replace } = await open();
    await db.tag.create({
      data: { teamId: question.teamId, name: "treaty", questions: { create: { questionId: question.id } } },
      select: { id: true },
    });
    await forecast();
    const { questionId } = await replace();
    const [old, successor] = await Promise.all(
      [question.id, questionId].map((id) =>
        db.question.findUniqueOrThrow({
          where: { id },
          include: { versions: true, resolutions: true, successor: true, tags: true },
        }),
      ),
    );
    expect(old).toMatchObject({ state: "VOID", successor: { id: questionId } });
    expect(old?.resolutions).toMatchObject([{ outcome: "VOID", reason: CLEARER.reason, proposalId: null, version: 1 }]);
    expect(successor).toMatchObject({ state: "OPEN", role: "HEADLINE", replacesId: question.id });
    expect(successor?.tags).toHaveLength(1);
    expect(successor?.versions).toMatchObject([
      { number: 1, title: "Will it happen twice?", reason: CLEARER.reason, amendment: null },
    ]);
    expect(successor?.publishedAt).not.toBeNull();
    expect(await db.score.count({ where: { questionId: question.id } })).toBe(0);
    const kinds = await db.journalEntry.findMany({
      where: { recordId: { in: [question.id, ...(old?.resolutions.map(({ id }) => id) ?? [])] } },
    });
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(["question.state", "resolution"]);
    expect(await db.auditEntry.count({ where: { action: "question.replace", subjectId: question.id } })).toBe(1);
    expect(await amendedNotices(analyst)).toMatchObject([{ questionId, version: { amendment: null } }]);
    await expect(forecast(lead, 0.3)).rejects.toMatchObject({ code: "CONFLICT", message: /annulled/ });
  });

  it("is refused with a close or a round that lies behind, and then leaves everything as it was", async () => {
    const { question, replace } = await open();
    await expect(replace({ closesAt: inDays(-1) })).rejects.toMatchObject({ code: "INVALID", field: "closesAt" });
    await expect(replace({ revealAt: inDays(5) })).rejects.toMatchObject({ code: "INVALID", field: "revealAt" });
    await db.question.update({
      where: { id: question.id },
      data: { revealPolicy: "AFTER_ROUND", revealAt: inDays(9) },
      select: { id: true },
    });
    for (const revealAt of [null, inDays(-1), inDays(90)])
      await expect(replace({ revealAt })).rejects.toMatchObject({ code: "INVALID", field: "revealAt" });
    expect(await db.question.findMany({ where: { scenarioId: question.scenarioId } })).toMatchObject([
      { id: question.id, state: "OPEN" },
    ]);
    await expect(replace({ revealAt: inDays(9) })).resolves.toMatchObject({ questionId: expect.any(String) });
  });

  it("of two people who amend at once one opens the successor and the other is told why not", async () => {
    const { question, replace } = await open();
    const outcomes = await Promise.allSettled([replace(), replace()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.question.count({ where: { scenarioId: question.scenarioId } })).toBe(2);
  });

  it("cannot be undone by a correction of the void verdict: the successor has taken its place", async () => {
    const { question, lead, second, replace } = await open();
    await db.question.update({ where: { id: question.id }, data: { role: "INDICATOR" }, select: { id: true } });
    await replace();
    const { id: resolutionId } = await db.resolution.findFirstOrThrow({ where: { questionId: question.id } });
    const correction = { resolutionId, outcome: null, note: "It was clear after all." };
    const { proposalId } = await proposeCorrection({ actor: lead, question }, correction);
    await expect(confirmResolution({ actor: second, proposal: { id: proposalId } }, {})).rejects.toMatchObject({
      code: "CONFLICT",
      message: /stays void/,
    });
  });
});

it("a moved close is told to whoever forecast", async () => {
  const { analyst, forecast, move } = await open();
  await forecast();
  await move();
  expect(await amendedNotices(analyst)).toMatchObject([{ version: { number: 2, amendment: "CLOSE_MOVED" } }]);
});

it("a published wording is not changed by anybody, and a version without a reason is no amendment", async () => {
  const { q, clarify, versions } = await open();
  await clarify();
  const [, second] = await versions();
  const change = { where: { id: second?.id ?? "" }, data: { title: "Otherwise" } };
  await expect(db.questionVersion.update(change)).rejects.toThrow(/append-only/);
  const bare = { ...WORDS, teamId: q.teamId, questionId: q.questionId, number: 3, opensAt: q.opensAt };
  const data = { ...bare, closesAt: q.closesAt, amendment: "CLARIFICATION" as const };
  await expect(db.questionVersion.create({ data })).rejects.toThrow(/QuestionVersion_amendment_check/);
});
