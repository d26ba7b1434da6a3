import { afterAll, beforeAll, expect, it } from "vitest";
import { auditFilter } from "#server/audit/audit-filter";
import { auditLog } from "#server/audit/audit-queries";
import { loadActor } from "#server/identity/actor";
import { noticeGroups } from "#server/notifications/notice-queries";
import { unreadNotices } from "#server/notifications/notice-rows";
import { remind } from "#server/notifications/remind";
import { db } from "#server/platform/db";
import { appRouter } from "#server/routers/app";
import { endDeputyship, nameDeputy } from "#server/teams/deputies";
import { startMailSink } from "../../e2e/fixtures/mail-sink";
import { buildWorld, type World } from "../../e2e/fixtures/world";
import { addPerson, memberIn, type Person } from "../../e2e/fixtures/world-people";

/** Who stands in for a lead is told of it by letter and in their notices, and what they do so is marked in the audit log. */
const HOUR = 3_600_000;
let mail: Awaited<ReturnType<typeof startMailSink>>;
let world: World;
let teamId: string;

beforeAll(async () => {
  mail = await startMailSink();
  process.env.SMTP_URL = mail.url; // before anything here reads the environment
  process.env.APP_URL = "https://desk.example";
  world = await buildWorld(db);
  teamId = world.own.teamId;
});
afterAll(() => mail.stop());

const join = (name: string, role: "LEAD" | "FORECASTER") => addPerson(db, { name, memberships: [{ teamId, role }] });
const pair = async () => ({ lead: await join("Away", "LEAD"), deputy: await join("Standing in", "FORECASTER") });
const at = (hours: number) => new Date(Date.now() + hours * HOUR);
const named = ({ lead, deputy }: { lead: Person; deputy: Person }, from: Date | null, until: Date) => {
  const input = { leadId: memberIn(lead, teamId), deputyId: memberIn(deputy, teamId), from, until };
  return nameDeputy({ actor: lead, teamId }, input);
};

async function actorOf(person: Person) {
  const actor = await loadActor(person);
  if (!actor) throw new Error(`${person.name} is not let in`);
  return actor;
}
async function told(person: Person) {
  const groups = await noticeGroups(await actorOf(person));
  return groups.flatMap(({ notices }) => notices.map(({ content, unread }) => ({ ...content, unread })));
}

/** Puts the times of a deputyship back, as if they had passed: what is named does not change otherwise. */
async function passed(id: string, hours: number): Promise<void> {
  const [row] = await db.deputy.findMany({ where: { id } });
  if (!row) throw new Error("no deputyship");
  const back = (when: Date) => new Date(when.getTime() - hours * HOUR);
  await db.deputy.delete({ where: { id }, select: { id: true } });
  await db.deputy.create({
    data: { ...row, namedAt: back(row.namedAt), from: back(row.from), until: back(row.until) },
    select: { id: true },
  });
}

it("the letter says for whom, in which team, from when until when, and what it means", async () => {
  const two = await pair();
  const until = at(30);
  await named(two, null, until);
  const letter = await mail.letterTo(two.deputy.email);
  const { name } = await db.team.findUniqueOrThrow({ where: { id: teamId }, select: { name: true } });
  expect(letter).toMatch(/^Subject: You stand in for Away$/m);
  expect(letter).toContain("Hello Standing in,");
  expect(letter.replaceAll(/\s+/g, " ")).toContain(`named deputy for Away in ${name}`);
  expect(letter).toContain(until.toISOString().slice(0, 10));
  expect(letter).toContain("https://desk.example/notices");
});

it("the deputy finds a notice that says it in words and asks for nothing once it is over; who named them finds none", async () => {
  const two = await pair();
  const { deputyshipId } = await named(two, null, at(2));
  expect(await told(two.deputy)).toMatchObject([
    { kind: "DEPUTY_NAMED", side: "deputy", other: "Away", now: "now", endedBy: null, unread: true },
  ]);
  expect(await told(two.lead)).toEqual([]);
  expect(await unreadNotices(await actorOf(two.deputy))).toBe(1);
  await endDeputyship({ actor: world.people.admin, teamId }, { deputyshipId });
  expect(await told(two.deputy)).toMatchObject([
    { kind: "DEPUTY_ENDED", side: "deputy", now: "over", endedBy: world.people.admin.name, unread: true },
    { kind: "DEPUTY_NAMED", now: "over", unread: false },
  ]);
  expect(await told(two.lead)).toMatchObject([{ kind: "DEPUTY_ENDED", side: "lead", other: "Standing in" }]);
});

it("what the clock begins and ends is told to both, once, whatever runs how often", async () => {
  const two = await pair();
  const { deputyshipId } = await named(two, at(1), at(3));
  await remind();
  expect((await told(two.lead)).map(({ kind }) => kind)).toEqual([]);
  await passed(deputyshipId, 2);
  await Promise.all([remind(), remind()]);
  expect((await told(two.lead)).map(({ kind }) => kind)).toEqual(["DEPUTY_BEGAN"]);
  await passed(deputyshipId, 2);
  await remind();
  await remind();
  expect((await told(two.lead)).map(({ kind }) => kind)).toEqual(["DEPUTY_ENDED"]);
  expect((await told(two.deputy)).map(({ kind }) => kind)).toEqual(["DEPUTY_ENDED"]);
});

it("whoever has left the team, or wants to hear nothing of it, is not told", async () => {
  const two = await pair();
  await db.noticeKindOff.create({ data: { userId: two.deputy.userId, kind: "DEPUTY_NAMED" } });
  await named(two, null, at(1));
  expect(await told(two.deputy)).toEqual([]);
  const others = await pair();
  await named(others, null, at(1));
  await db.member.update({
    where: { id: memberIn(others.deputy, teamId) },
    data: { leftAt: new Date() },
    select: { id: true },
  });
  expect(await told(others.deputy)).toEqual([]);
});

it("the audit log marks what a deputy did with a lead's rights, and nothing they did in their own or at another time", async () => {
  const two = await pair();
  const { questionId, scenarioId } = world.own.questions.OPEN;
  const caller = async () => appRouter.createCaller({ actor: await actorOf(two.deputy), address: "203.0.113.5" });
  const dissents = async () => (await caller()).scenario.dissent({ scenarioId, body: "I see it otherwise." });
  const { deputyshipId } = await named(two, null, at(1));
  await (await caller()).tag.set({ questionId, tags: ["as deputy"] });
  await dissents();
  await endDeputyship({ actor: two.lead, teamId }, { deputyshipId });
  await dissents();
  const admin = await actorOf(world.people.admin);
  const { rows } = await auditLog(admin, { teamId }, auditFilter.parse({ person: two.deputy.userId }));
  expect(rows.map(({ action, by, deputyFor }) => [action, by, deputyFor]).toReversed()).toEqual([
    ["question.tag", "Standing in", "Away"],
    ["dissent.sign", "Standing in", null],
    ["dissent.sign", "Standing in", null],
  ]);
});
