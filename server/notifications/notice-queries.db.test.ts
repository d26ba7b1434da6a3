import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { NoticeGroup } from "#core/notice";
import type { Actor, TeamRole } from "#core/permissions";
import { looks } from "#core/scoring/log.arbitrary";
import { markAllNotices, markNotices } from "#server/notifications/mark-notices";
import { noticeGroups } from "#server/notifications/notice-queries";
import { unreadNotices } from "#server/notifications/notice-rows";
import { setMute } from "#server/notifications/notice-settings";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { addComment } from "#server/questions/add-comment";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeCorrection } from "#server/resolution/correct-resolution";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";

const DAY = 86_400_000;
type Someone = Awaited<ReturnType<QuestionFixture["person"]>>;

let q: QuestionFixture;
let lead: Someone;
let other: Someone;
let analyst: Someone;
beforeEach(async () => {
  q = await questionFixture();
  [lead, other, analyst] = [await q.person("LEAD"), await q.person("LEAD"), await q.person("FORECASTER")];
  await q.forecast(analyst.memberId, new Date(q.opensAt.getTime() + DAY), 0.7);
});

async function propose() {
  const knownAt = new Date(q.opensAt.getTime() + 50 * DAY);
  const input = { outcome: "YES" as const, knownAt, evidenceUrl: "https://record.example/1", note: "" };
  return proposeResolution({ actor: lead, question: { id: q.questionId } }, input);
}
async function resolve() {
  const { proposalId } = await propose();
  return confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
}
const contents = (groups: readonly NoticeGroup[]) =>
  groups.flatMap(({ notices }) => notices.map(({ content }) => content));
const unreadIn = (groups: readonly NoticeGroup[]) => groups.reduce((sum, { unread }) => sum + unread, 0);
const comment = (by: Someone, body: string) =>
  db.questionComment.create({
    data: { teamId: q.teamId, questionId: q.questionId, memberId: by.memberId, body },
    select: { id: true },
  });
const mentionIn = (commentId: string, by: Someone, whom: Someone) =>
  notify(db, {
    kind: "mention",
    teamId: q.teamId,
    byUserId: by.userId,
    memberIds: [whom.memberId],
    questionId: q.questionId,
    commentId,
  });

it("a verdict is told with one's own score as it is stored", async () => {
  const { resolutionId } = await resolve();
  const { value } = await db.score.findFirstOrThrow({
    where: { resolutionId, memberId: analyst.memberId, rule: "PEER" },
    select: { value: true },
  });
  const groups = await noticeGroups(analyst);
  expect(groups).toMatchObject([{ questionId: q.questionId, title: "Will it happen?", unread: 1 }]);
  expect(contents(groups)).toEqual([
    {
      kind: "RESOLVED",
      inForce: true,
      change: { before: null, after: { outcome: "YES", said: "Yes", peer: value }, reason: null },
    },
  ]);
});

it("a correction is told with what one had and what one has", async () => {
  const { resolutionId } = await resolve();
  const before = await db.score.findFirstOrThrow({ where: { resolutionId, memberId: analyst.memberId, rule: "PEER" } });
  await q.forecast(other.memberId, new Date(q.opensAt.getTime() + 2 * DAY), 0.2);
  const corrected = {
    resolutionId,
    outcome: "NO" as const,
    knownAt: new Date(q.opensAt.getTime() + 50 * DAY),
    evidenceUrl: "https://record.example/2",
    note: "It did not.",
  };
  const { proposalId } = await proposeCorrection({ actor: lead, question: { id: q.questionId } }, corrected);
  await confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
  const after = await db.score.findFirstOrThrow({
    where: { questionId: q.questionId, memberId: analyst.memberId, rule: "PEER" },
  });
  const [told] = contents(await noticeGroups(analyst)).filter(({ kind }) => kind === "CORRECTED");
  expect(told).toMatchObject({
    inForce: true,
    change: { before: { outcome: "YES" }, after: { outcome: "NO", peer: after.value } },
  });
  expect(before.value).not.toBe(after.value);
  // Withdrawn and blind again: what the crowd made of the earlier scores is hidden with the crowd.
  const withdrawal = { resolutionId: after.resolutionId, outcome: null, note: "Open again." };
  const again = await proposeCorrection({ actor: lead, question: { id: q.questionId } }, withdrawal);
  await confirmResolution({ actor: other, proposal: { id: again.proposalId } }, {});
  const revealAt = new Date(Date.now() + DAY);
  await db.question.update({ where: { id: q.questionId }, data: { revealPolicy: "AFTER_ROUND", revealAt } });
  const withdrawn = contents(await noticeGroups(analyst)).filter(({ kind }) => kind === "CORRECTED");
  expect(withdrawn[0]).toMatchObject({
    change: { before: { outcome: "NO", peer: null }, after: { outcome: null, peer: null } },
  });
  expect(JSON.stringify(withdrawn)).not.toContain(String(after.value));
});

it("a proposal waits until it is decided, and then asks for nothing", async () => {
  const { proposalId } = await propose();
  expect(contents(await noticeGroups(other))).toMatchObject([{ kind: "PROPOSAL", outcome: "YES", verdict: null }]);
  expect(await unreadNotices(other)).toBe(1);
  await confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
  expect(contents(await noticeGroups(other))).toMatchObject([{ kind: "PROPOSAL", verdict: "CONFIRMED" }]);
  expect(await unreadNotices(other)).toBe(0);
});

describe("rights are those of now", () => {
  it("who has left the team sees nothing of what they were told", async () => {
    await resolve();
    expect(await unreadNotices(analyst)).toBe(1);
    const gone: Actor = { ...analyst, memberships: [] };
    expect(await noticeGroups(gone)).toEqual([]);
    expect(await unreadNotices(gone)).toBe(0);
  });

  it("who may no longer confirm is not asked to", async () => {
    await propose();
    const demoted: Actor = {
      ...other,
      memberships: [{ memberId: other.memberId, teamId: q.teamId, role: "OBSERVER" }],
    };
    expect(await noticeGroups(demoted)).toEqual([]);
  });

  it("one person's notices are nobody else's, and nobody else marks them", async () => {
    await resolve();
    const id = (await noticeGroups(analyst))[0]?.notices[0]?.id ?? "";
    await markNotices(lead, { ids: [id], read: true });
    expect(await unreadNotices(analyst)).toBe(1);
    expect(contents(await noticeGroups(lead)).filter(({ kind }) => kind === "RESOLVED")).toEqual([]);
  });

  it("a mention in a discussion that one may not see yet is not told, and not counted; a withdrawn one no more", async () => {
    await db.question.update({ where: { id: q.questionId }, data: { revealPolicy: "AFTER_FORECAST" } });
    await db.questionVersion.create({
      data: {
        teamId: q.teamId,
        questionId: q.questionId,
        number: 2,
        title: "Will it happen?",
        criteria: "c",
        source: "s",
        opensAt: q.opensAt,
        closesAt: new Date(Date.now() + 30 * DAY),
      },
    });
    const { id } = await comment(analyst, "I say 70, @other");
    await mentionIn(id, analyst, other);
    expect(await noticeGroups(other)).toEqual([]);
    expect(await unreadNotices(other)).toBe(0);
    await q.forecast(other.memberId, new Date(), 0.4);
    expect(contents(await noticeGroups(other))).toMatchObject([
      { kind: "MENTION", by: analyst.name, place: "discussion", excerpt: "I say 70, @other", threadId: null },
    ]);
    await db.questionComment.update({ where: { id }, data: { body: "", withdrawnAt: new Date() } });
    expect(await noticeGroups(other)).toEqual([]);
  });
});

it("who is named in a comment is told of it, with its first words", async () => {
  const body = `What do you say, @${other.name}?`;
  await addComment({ actor: analyst, question: { id: q.questionId, teamId: q.teamId } }, { body });
  expect(contents(await noticeGroups(other))).toEqual([
    { kind: "MENTION", by: analyst.name, place: "discussion", excerpt: body, threadId: null },
  ]);
  expect(await unreadNotices(lead)).toBe(0);
});

it("marked and taken back, one and all; what comes after the page was made stays unread", async () => {
  await resolve();
  const { id } = await comment(lead, "Well done.");
  await mentionIn(id, lead, analyst);
  expect(await unreadNotices(analyst)).toBe(2);
  const until = new Date();
  const later = await comment(lead, "And once more.");
  await mentionIn(later.id, lead, analyst);
  const { ids } = await markAllNotices(analyst, { until });
  expect(ids).toHaveLength(2);
  expect(await unreadNotices(analyst)).toBe(1);
  await markNotices(analyst, { ids, read: false });
  expect(await unreadNotices(analyst)).toBe(3);
});

it("a muted question, scenario or team is silent until it is unmuted", async () => {
  await resolve();
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: q.questionId },
    select: { scenarioId: true },
  });
  const { teamId, questionId } = q;
  for (const what of [{ teamId, questionId }, { teamId, scenarioId }, { teamId }]) {
    await setMute(analyst, what, true);
    await setMute(analyst, what, true);
    expect(await noticeGroups(analyst)).toEqual([]);
    expect(await unreadNotices(analyst)).toBe(0);
    await setMute(analyst, what, false);
    expect(await unreadNotices(analyst)).toBe(1);
  }
});

it("whatever happened, the number in the frame is what the list shows unread, and a blind question's numbers are in neither", async () => {
  const acts = fc.constantFrom("forecast", "mention", "propose", "mark", "settle");
  const roles = fc.constantFrom<TeamRole>("OBSERVER", "FORECASTER", "LEAD");
  const policies = fc.constantFrom("AFTER_FORECAST" as const, "AFTER_ROUND" as const);
  const secrets = ["0.6137", "61.37", "61.4", "quiet-reason"];
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { maxLength: 6 }), roles, policies, async (steps, role, policy) => {
      const now = Date.now();
      q = await questionFixture({ opensAt: new Date(now - 40 * DAY), closesAt: new Date(now + DAY) });
      const revealAt = policy === "AFTER_ROUND" ? new Date(now + DAY / 2) : null;
      await db.question.update({ where: { id: q.questionId }, data: { revealPolicy: policy, revealAt } });
      const [author, reader] = [await q.person("LEAD"), await q.person(role)];
      lead = author;
      for (const step of steps) {
        if (step === "forecast") await q.forecast(author.memberId, new Date(), 0.6137);
        if (step === "mention") await mentionIn((await comment(author, "quiet-reason 61.4")).id, author, reader);
        if (step === "mark") await markAllNotices(reader, { until: new Date() });
        if (step === "propose" && !(await db.resolutionProposal.count({ where: { questionId: q.questionId } })))
          await proposeResolution(
            { actor: author, question: { id: q.questionId } },
            {
              outcome: "NO",
              knownAt: new Date(now - DAY),
              evidenceUrl: "https://record.example/1",
              note: "quiet-reason",
            },
          );
      }
      const groups = await noticeGroups(reader);
      expect(unreadIn(groups)).toBe(await unreadNotices(reader));
      const said = JSON.stringify(groups);
      for (const secret of secrets) expect(said).not.toContain(secret);
    }),
    looks(0.25),
  );
});
