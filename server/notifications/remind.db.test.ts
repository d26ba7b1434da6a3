import { beforeEach, expect, it } from "vitest";
import { forecastingMembership } from "#core/permissions";
import { noticeGroups } from "#server/notifications/notice-queries";
import { unreadNotices } from "#server/notifications/notice-rows";
import { expireNotices, remind } from "#server/notifications/remind";
import { db, pool } from "#server/platform/db";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
type Someone = Awaited<ReturnType<QuestionFixture["person"]>>;

let q: QuestionFixture;
let silent: Someone;
let said: Someone;
beforeEach(async () => {
  q = await questionFixture({ opensAt: ago(60), closesAt: ago(-1) });
  [silent, said] = [await q.person("FORECASTER"), await q.person("LEAD")];
  await q.forecast(said.memberId, ago(40), 0.7);
});

const told = async () =>
  (await db.notice.findMany({ where: { teamId: q.teamId }, select: { kind: true, recipientId: true } })).map(
    ({ kind, recipientId }) => [kind, recipientId],
  );

it("who has said nothing 48 hours before the close is told of it, and whose forecast is 30 days old of that; once", async () => {
  await Promise.all([remind(), remind()]);
  await remind();
  expect((await told()).toSorted()).toEqual([
    ["CLOSING", silent.userId],
    ["STALE", said.userId],
  ]);
  expect((await noticeGroups(silent))[0]?.notices[0]?.content).toMatchObject({ kind: "CLOSING", now: "open" });
  expect((await noticeGroups(said))[0]?.notices[0]?.content).toMatchObject({ kind: "STALE", probability: 0.7 });
});

it("only who may forecast is told: the statement and the permission table agree", async () => {
  const people = [silent, said];
  for (const role of ["OBSERVER", "FORECASTER", "LEAD"] as const)
    for (const orgRole of ["MEMBER", "LEADER", "ADMIN"] as const) people.push(await q.person(role, orgRole));
  const disabled = await q.person("FORECASTER");
  await db.user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } });
  const left = await q.person("FORECASTER");
  await db.member.update({ where: { id: left.memberId }, data: { leftAt: new Date() } });
  await remind();
  const due = people.filter((person) => forecastingMembership(person, q.teamId)).map(({ userId }) => userId);
  expect((await told()).map(([, userId]) => userId).toSorted()).toEqual(due.toSorted());
});

it("what was asked for and done asks no more; what goes stale again is told again", async () => {
  await remind();
  await q.forecast(silent.memberId, new Date(), 0.3);
  await q.forecast(said.memberId, new Date(), 0.71);
  expect([await unreadNotices(silent), await unreadNotices(said)]).toEqual([0, 0]);
  await remind();
  expect(await told()).toHaveLength(2);
});

it("a moved close is told once more", async () => {
  await remind();
  const { id, ...version } = await db.questionVersion.findUniqueOrThrow({ where: { id: q.versionId } });
  await db.questionVersion.create({ data: { ...version, number: 2, closesAt: ago(-1.5), reason: "Moved" } });
  await remind();
  expect((await told()).filter(([kind]) => kind === "CLOSING")).toHaveLength(2);
});

it.each([
  ["closed", async () => db.question.update({ where: { id: q.questionId }, data: { state: "PROPOSED" } })],
  ["archived", async () => db.scenario.updateMany({ where: { teamId: q.teamId }, data: { archivedAt: new Date() } })],
  [
    "withdrawn",
    async () =>
      q
        .forecast(said.memberId, ago(35), null)
        .then(() => q.forecast(silent.memberId, ago(35), 0.5))
        .then(() => q.forecast(silent.memberId, ago(34), null)),
  ],
])("nobody is reminded of what is %s", async (_what, make) => {
  await make();
  await remind();
  expect(await told()).toEqual([]);
});

it("notices go after 90 days, with their marks", async () => {
  await remind();
  await pool.query(`INSERT INTO "NoticeRead" ("noticeId", "recipientId") SELECT "id", "recipientId" FROM "Notice"`);
  await pool.query(
    `INSERT INTO "Notice" ("teamId", "recipientId", "kind", "questionId", "occasion", "createdAt")
     VALUES ($1, $2, 'STALE', $3, 'old', now() - interval '91 days')`,
    [q.teamId, said.userId, q.questionId],
  );
  const before = await db.notice.count();
  expect(await expireNotices()).toBe(1);
  expect(await db.notice.count()).toBe(before - 1);
});
