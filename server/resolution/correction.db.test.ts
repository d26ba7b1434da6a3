import { expect, it } from "vitest";
import type { OutcomeKind } from "#core/outcome";
import { rightsOf } from "#server/identity/actor";
import { db } from "#server/platform/db";
import { resolutionCase } from "#server/resolution/case-queries";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeCorrection } from "#server/resolution/correct-resolution";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { resolutionQueue } from "#server/resolution/queue-queries";
import { rejectResolution } from "#server/resolution/reject-resolution";
import { retractProposal } from "#server/resolution/retract";
import { scoreChanges } from "#server/resolution/score-changes";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";
import { readLogs } from "#server/scores/read-logs";
import { scoresUnder } from "#server/scores/score-question";

const DAY = 86_400_000;
const after = (q: QuestionFixture, days: number) => new Date(q.opensAt.getTime() + days * DAY);

/** Two leads, two forecasters with a log, and a question that was resolved Yes, known on day 60 of 100. */
async function resolved() {
  const q = await questionFixture();
  const [lead, other] = [await q.person("LEAD"), await q.person("LEAD")];
  const [a, b] = [await q.person("FORECASTER"), await q.person("FORECASTER")];
  await q.forecast(a.memberId, after(q, 5), 0.8);
  await q.forecast(b.memberId, after(q, 20), 0.3);
  await q.forecast(b.memberId, after(q, 80), 0.9);
  const question = { id: q.questionId };
  const { proposalId } = await proposeResolution(
    { actor: lead, question },
    { outcome: "YES", knownAt: after(q, 60), evidenceUrl: "https://record.example/1", note: "" },
  );
  const { resolutionId } = await confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
  const propose = async (outcome: OutcomeKind | null, knownAt?: Date, by = lead) => {
    const inForce = await db.resolution.findFirstOrThrow({
      where: { questionId: q.questionId },
      orderBy: { version: "desc" },
      select: { id: true },
    });
    const input = { resolutionId: inForce.id, outcome, knownAt, quote: "The record was wrong.", note: "It erred." };
    return proposeCorrection({ actor: by, question }, input);
  };
  const correct = async (outcome: OutcomeKind | null, knownAt?: Date) => {
    const { proposalId: id } = await propose(outcome, knownAt);
    return confirmResolution({ actor: other, proposal: { id } }, {});
  };
  return { q, lead, other, a, b, question, resolutionId, propose, correct };
}

const stateOf = async (id: string) =>
  (await db.question.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;

/** Peer points as stored, by member. */
async function stored(questionId: string): Promise<Map<string, number>> {
  const rows = await db.score.findMany({ where: { questionId, rule: "PEER" } });
  return new Map(rows.map(({ memberId, value }) => [memberId, value]));
}

/** Peer points as core gives them on the log. */
async function computed(q: QuestionFixture, outcome: "yes" | "no", knownAt: Date): Promise<Map<string, number | null>> {
  const question = (await readLogs(db, [q.questionId])).get(q.questionId) ?? { type: "binary", log: [] };
  const verdict = { outcome: outcome === "yes" ? "YES" : "NO", option: null, value: null } as const;
  const clocks = { opensAt: +q.opensAt, closesAt: +q.closesAt, knownAt: +knownAt };
  return new Map(scoresUnder({ clocks, question, verdict }).map(({ person, peer }) => [person, peer]));
}

it("a proposed correction leaves the verdict and its scores in force until it is confirmed", async () => {
  const { q, propose } = await resolved();
  const before = await stored(q.questionId);
  await propose("NO", after(q, 90));
  expect(await stateOf(q.questionId)).toBe("RESOLVED");
  expect(await stored(q.questionId)).toEqual(before);
});

it("a confirmed correction is a new version whose scores stand in place of the old, bit for bit those of the log", async () => {
  const { q, correct, resolutionId } = await resolved();
  const { resolutionId: next, scored } = await correct("NO", after(q, 90));
  expect(scored).toBe(2);
  expect(await stored(q.questionId)).toEqual(await computed(q, "no", after(q, 90)));
  const versions = await db.resolution.findMany({ where: { questionId: q.questionId }, orderBy: { version: "asc" } });
  expect(versions.map(({ id, version, outcome, reason }) => ({ id, version, outcome, reason }))).toEqual([
    { id: resolutionId, version: 1, outcome: "YES", reason: null },
    { id: next, version: 2, outcome: "NO", reason: "It erred." },
  ]);
  const only = {
    where: { questionId: q.questionId },
    distinct: "resolutionId",
    select: { resolutionId: true },
  } as const;
  expect(await db.score.findMany(only)).toEqual([{ resolutionId: next }]);
  expect(await db.crowdScore.findMany(only)).toEqual([{ resolutionId: next }]);
});

it.each([
  [null, "OPEN"],
  ["VOID", "VOID"],
  ["AMBIGUOUS", "AMBIGUOUS"],
] as const)("corrected to %s the question is %s and nobody has a score", async (outcome, state) => {
  const { q, correct } = await resolved();
  await correct(outcome, outcome === null ? undefined : after(q, 61));
  expect(await stateOf(q.questionId)).toBe(state);
  expect(await db.score.count({ where: { questionId: q.questionId } })).toBe(0);
  expect(await db.crowdScore.count({ where: { questionId: q.questionId } })).toBe(0);
});

it("a void question can be resolved after all, and a withdrawn one again", async () => {
  const { q, correct, lead, other, question } = await resolved();
  await correct("VOID", after(q, 61));
  await correct("YES", after(q, 70));
  expect(await stored(q.questionId)).toEqual(await computed(q, "yes", after(q, 70)));
  await correct(null);
  const { proposalId } = await proposeResolution(
    { actor: lead, question },
    { outcome: "NO", knownAt: after(q, 99), quote: "Nothing was recorded.", note: "" },
  );
  await confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
  expect(await stored(q.questionId)).toEqual(await computed(q, "no", after(q, 99)));
  expect(await db.resolution.count({ where: { questionId: q.questionId } })).toBe(5);
});

it("a rejected or retracted correction leaves everything as it was, and another can follow", async () => {
  const { q, propose, lead, other } = await resolved();
  const before = await stored(q.questionId);
  const first = await propose("NO", after(q, 90));
  await rejectResolution({ actor: other, proposal: { id: first.proposalId } }, { note: "It did not err." });
  const second = await propose(null);
  await retractProposal({ actor: lead, proposal: { id: second.proposalId } });
  expect(await stateOf(q.questionId)).toBe("RESOLVED");
  expect(await stored(q.questionId)).toEqual(before);
  await propose("NO", after(q, 90));
});

it("every refusal of a correction says what to do", async () => {
  const { q, lead, other, question, resolutionId, propose } = await resolved();
  const reason = { note: "It erred.", quote: "Wrong." };
  const refused = async (promise: Promise<unknown>, error: { code: string; field?: string }) =>
    expect(promise).rejects.toMatchObject(error);
  await refused(propose("YES", after(q, 60)), { code: "INVALID", field: "outcome" });
  await refused(propose("NO", after(q, -1)), { code: "INVALID", field: "knownAt" });
  await refused(propose("NO", new Date(Date.now() + DAY)), { code: "INVALID", field: "knownAt" });
  const { proposalId } = await propose("NO", after(q, 90));
  await refused(propose(null), { code: "CONFLICT" });
  await refused(confirmResolution({ actor: lead, proposal: { id: proposalId } }, {}), { code: "FORBIDDEN" });
  const observer = await q.person("OBSERVER");
  await refused(confirmResolution({ actor: observer, proposal: { id: proposalId } }, {}), { code: "FORBIDDEN" });
  await confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
  // The version that somebody had before their eyes is no longer in force.
  const stale = { resolutionId, outcome: null, ...reason };
  await refused(proposeCorrection({ actor: lead, question }, stale), { code: "CONFLICT" });
  const unresolved = await questionFixture();
  const early = proposeCorrection(
    { actor: await unresolved.person("LEAD"), question: { id: unresolved.questionId } },
    stale,
  );
  await refused(early, { code: "CONFLICT" });
});

it("a correction is confirmed single-handed by the rule of any verdict", async () => {
  const q = await questionFixture();
  const admin = await q.person("FORECASTER", "ADMIN");
  const lead = await q.person("LEAD");
  const { proposalId } = await proposeResolution(
    { actor: lead, question: { id: q.questionId } },
    { outcome: "YES", knownAt: after(q, 5), evidenceUrl: "https://record.example", note: "" },
  );
  const { resolutionId } = await confirmResolution({ actor: admin, proposal: { id: proposalId } }, {});
  const versionId = q.versionId;
  const { id } = await db.resolutionProposal.create({
    data: {
      teamId: q.teamId,
      questionId: q.questionId,
      questionVersionId: versionId,
      correctsId: resolutionId,
      outcome: null,
      knownAt: after(q, 5),
      note: "It erred.",
      proposedById: admin.userId,
      proposedAt: new Date(Date.now() - 25 * 3_600_000),
    },
    select: { id: true },
  });
  const alone = () => confirmResolution({ actor: admin, proposal: { id } }, {});
  await expect(alone()).rejects.toMatchObject({ code: "FORBIDDEN" });
  await db.member.update({ where: { id: lead.memberId }, data: { leftAt: new Date() }, select: { id: true } });
  // Admins of other tests of this file could confirm too.
  await db.user.updateMany({
    where: { orgRole: "ADMIN", id: { not: admin.userId } },
    data: { disabledAt: new Date() },
  });
  await alone();
  const [detail] = await db.resolutionDecision.findMany({ where: { proposalId: id } });
  expect(detail).toMatchObject({ singleHanded: true });
});

it("a void headline question stays void once its successor is there", async () => {
  const { q, correct, propose, other } = await resolved();
  await correct("VOID", after(q, 61));
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: q.questionId },
    select: { scenarioId: true },
  });
  await db.question.create({
    data: { teamId: q.teamId, scenarioId, role: "HEADLINE", type: "BINARY", state: "OPEN", revealPolicy: "ALWAYS" },
    select: { id: true },
  });
  const { proposalId } = await propose("YES", after(q, 60));
  const confirm = confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
  await expect(confirm).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("headline") });
  expect(await stateOf(q.questionId)).toBe("VOID");
});

it("the preview is what confirming then writes, and the history tells before and after of everybody", async () => {
  const { q, lead, other, a, b, propose } = await resolved();
  const before = await stored(q.questionId);
  const { proposalId } = await propose("NO", after(q, 90));
  const actor = await rightsOf(db, other.userId);
  if (!actor) throw new Error("the other lead is somebody");
  const { pending, inForce } = await resolutionCase(actor, q.questionId);
  expect(inForce).toMatchObject({ version: 1, outcome: "YES" });
  const rows = pending?.impact.shown?.rows ?? [];
  await confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
  const now = await stored(q.questionId);
  expect(rows.map(({ memberId }) => memberId).toSorted()).toEqual([a.memberId, b.memberId].toSorted());
  for (const row of rows) expect([row.before, row.after]).toEqual([before.get(row.memberId), now.get(row.memberId)]);
  expect(pending?.impact).toMatchObject({ people: 2, shown: { late: 0 } });

  const { history, changes } = await resolutionCase(actor, q.questionId);
  const latest = history.find(({ version }) => version === 2);
  const moved = changes.byVersion.get(latest?.resolutionId ?? "") ?? [];
  for (const { memberId, before: was, after: is } of moved)
    expect([was, is]).toEqual([before.get(memberId), now.get(memberId)]);
  expect(moved).toHaveLength(2);
  expect(latest).toMatchObject({
    corrects: 1,
    note: "It erred.",
    quote: "The record was wrong.",
    proposedBy: lead.name,
  });
});

it("once the question is open again, what the correction took back is hidden where forecasts are", async () => {
  const q = await questionFixture({ closesAt: new Date(Date.now() + 90 * DAY) });
  await db.question.update({
    where: { id: q.questionId },
    data: { revealPolicy: "AFTER_ROUND", revealAt: new Date(Date.now() + 10 * DAY) },
    select: { id: true },
  });
  const [lead, other, a] = [await q.person("LEAD"), await q.person("LEAD"), await q.person("FORECASTER")];
  await q.forecast(a.memberId, after(q, 1), 0.8);
  const question = { id: q.questionId };
  const { proposalId } = await proposeResolution(
    { actor: lead, question },
    { outcome: "YES", knownAt: after(q, 9), evidenceUrl: "https://record.example", note: "" },
  );
  const waiting = await resolutionCase(other, q.questionId);
  expect(waiting.pending?.impact).toEqual({ people: 1, shown: null });
  const { resolutionId } = await confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
  const { proposalId: second } = await proposeCorrection(
    { actor: lead, question },
    { resolutionId, outcome: null, note: "It erred." },
  );
  await confirmResolution({ actor: other, proposal: { id: second } }, {});
  const { changes } = await resolutionCase(other, q.questionId);
  expect(changes).toEqual({ byVersion: new Map(), hidden: true });
  expect(
    await scoreChanges(a, {
      ...question,
      teamId: q.teamId,
      revealPolicy: "ALWAYS",
      revealAt: null,
      state: "OPEN",
      opensAt: q.opensAt,
      closesAt: q.closesAt,
    }),
  ).toMatchObject({ hidden: false });
});

it("what waits for me stands first in the queue, then by due date; a correction waits there too", async () => {
  const { q, propose, lead, other } = await resolved();
  await propose(null);
  const mine = await resolutionQueue(lead, q.teamId);
  const theirs = await resolutionQueue(other, q.teamId);
  expect(mine.items).toMatchObject([{ kind: "proposed", proposal: { own: true, correction: true, outcome: null } }]);
  expect(theirs.items).toMatchObject([{ kind: "proposed", late: false, proposal: { own: false, by: lead.name } }]);
});
