import { beforeEach, expect, it } from "vitest";
import { notify } from "#server/notifications/notify";
import { db, pool } from "#server/platform/db";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { lockProposal } from "#server/resolution/decide-proposal";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { writeResolution } from "#server/resolution/write-resolution";
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
  await q.person("OBSERVER");
  await q.forecast(analyst.memberId, new Date(q.opensAt.getTime() + DAY), 0.7);
});

const verdict = {
  outcome: "YES" as const,
  get knownAt() {
    return new Date(q.opensAt.getTime() + 50 * DAY);
  },
  evidenceUrl: "https://record.example/1",
  note: "",
};
const propose = (by: Someone) => proposeResolution({ actor: by, question: { id: q.questionId } }, verdict);
const notices = () =>
  db.notice.findMany({
    where: { teamId: q.teamId },
    select: { kind: true, recipientId: true, questionId: true, resolutionId: true, proposalId: true },
    orderBy: { createdAt: "asc" },
  });

it("a proposal is told to everybody who may confirm it, and not to who made it", async () => {
  const admin = await q.person("OBSERVER", "ADMIN");
  const leader = await q.person("LEAD", "LEADER");
  const { proposalId } = await propose(lead);
  const told = await notices();
  const here = told.filter(({ recipientId }) =>
    [lead, other, analyst, admin, leader].some((p) => p.userId === recipientId),
  );
  expect(here.map(({ recipientId }) => recipientId).toSorted()).toEqual([other.userId, admin.userId].toSorted());
  expect(told[0]).toMatchObject({ kind: "PROPOSAL", questionId: q.questionId, proposalId, resolutionId: null });
});

it("a verdict is told to everybody who forecast, in its own transaction and once", async () => {
  const { proposalId } = await propose(lead);
  const { resolutionId } = await confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
  const resolved = (await notices()).filter(({ kind }) => kind === "RESOLVED");
  expect(resolved).toEqual([
    { kind: "RESOLVED", recipientId: analyst.userId, questionId: q.questionId, resolutionId, proposalId: null },
  ]);
  expect(await notify(db, { kind: "verdict", resolutionId })).toBe(0);
});

it("a verdict that follows another is a correction; one that withdraws nothing is told to nobody", async () => {
  const { proposalId } = await propose(lead);
  await confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
  const version = async (number: number, outcome: "NO" | null) => {
    const { id } = await db.resolution.create({
      data: {
        teamId: q.teamId,
        questionId: q.questionId,
        version: number,
        outcome,
        knownAt: verdict.knownAt,
        origin: "SIMULATED",
      },
      select: { id: true },
    });
    return notify(db, { kind: "verdict", resolutionId: id });
  };
  expect(await version(2, "NO")).toBe(1);
  expect(await version(3, null)).toBe(1);
  expect(await version(4, null)).toBe(0);
  const kinds = (await notices()).filter(({ recipientId }) => recipientId === analyst.userId).map(({ kind }) => kind);
  expect(kinds).toEqual(["RESOLVED", "CORRECTED", "CORRECTED"]);
});

it("who is mentioned is told; oneself, who has left and who is of another team are not", async () => {
  const gone = await q.person("FORECASTER");
  await db.member.update({ where: { id: gone.memberId }, data: { leftAt: new Date() }, select: { id: true } });
  const stranger = await (await questionFixture()).person("FORECASTER");
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: q.questionId },
    select: { scenarioId: true },
  });
  const memberIds = [lead, other, gone, stranger].map(({ memberId }) => memberId);
  const mention = {
    kind: "mention",
    teamId: q.teamId,
    byUserId: lead.userId,
    memberIds,
    scenarioId,
    mark: "m1",
  } as const;
  expect(await notify(db, mention)).toBe(1);
  expect(await notify(db, mention), "the same mention again").toBe(0);
  expect((await notices()).map(({ recipientId }) => recipientId)).toEqual([other.userId]);
});

it("who has switched a kind off gets none of it", async () => {
  await db.noticeKindOff.create({ data: { userId: other.userId, kind: "PROPOSAL" } });
  await propose(lead);
  expect((await notices()).filter(({ recipientId }) => recipientId === other.userId)).toEqual([]);
});

it("nothing is told of what was rolled back", async () => {
  const { proposalId } = await propose(lead);
  const before = await notices();
  await expect(
    db.$transaction(async (tx) => {
      const proposal = await lockProposal(tx, proposalId);
      await notify(tx, { kind: "verdict", resolutionId: await writeResolution(tx, proposal) });
      throw new Error("broken off");
    }),
  ).rejects.toThrow("broken off");
  expect(await notices()).toEqual(before);
});

it("a notice refers to what its kind speaks of, and never changes", async () => {
  await propose(lead);
  await expect(pool.query(`UPDATE "Notice" SET "createdAt" = now()`)).rejects.toThrow("append-only");
  await expect(
    pool.query(
      `INSERT INTO "Notice" ("teamId", "recipientId", "kind", "questionId", "occasion") VALUES ($1, $2, 'PROPOSAL', $3, 'x')`,
      [q.teamId, lead.userId, q.questionId],
    ),
  ).rejects.toThrow("Notice_refers_check");
});

it("a thousand recipients are one statement", async () => {
  await pool.query(
    `WITH people AS (
       INSERT INTO "User" ("id", "email", "name") SELECT gen_random_uuid(), 'p' || n || $1, 'P' FROM generate_series(1, 1000) n RETURNING "id"),
     members AS (
       INSERT INTO "Member" ("id", "teamId", "userId", "name", "role")
       SELECT gen_random_uuid(), $2, "id", 'P', 'FORECASTER' FROM people RETURNING "id")
     INSERT INTO "ForecastHead" ("teamId", "questionId", "memberId", "sequence") SELECT $2, $3, "id", 1 FROM members`,
    [`@${q.teamId}.example`, q.teamId, q.questionId],
  );
  const { proposalId } = await propose(lead);
  await confirmResolution({ actor: other, proposal: { id: proposalId } }, {});
  expect((await notices()).filter(({ kind }) => kind === "RESOLVED")).toHaveLength(1001);
});
