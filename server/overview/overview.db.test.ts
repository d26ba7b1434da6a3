import { beforeAll, expect, it } from "vitest";
import { formatInstant } from "#core/instant";
import type { Actor } from "#core/permissions";
import { importWorlds } from "#server/exchange/import-world";
import { fileOf } from "#server/exchange/test-world";
import { answeredShare, overviewOf } from "#server/overview/overview-queries";
import { db } from "#server/platform/db";
import { type BlindWorld, buildBlindWorld } from "../../e2e/fixtures/blind-world";

const DAY = 86_400_000;
const now = Date.now();
const at = (days: number) => formatInstant(now + days * DAY);
const admin: Actor = { userId: "00000000-0000-7000-8000-000000000001", orgRole: "ADMIN", memberships: [] };
const question = (id: string, opens: number, closes: number, more: object = {}) => ({
  id,
  type: "binary",
  title: `Question ${id}`,
  criteria: "c",
  source: "s",
  opensAt: at(opens),
  closesAt: at(closes),
  revealAt: null,
  ...more,
});
const forecast = (question: string, person: string, days: number, probability: number) => ({
  question,
  person,
  madeAt: at(days),
  kind: "forecast",
  probability,
});

/** Open ones that moved, stand still, have gone quiet or are new; one past its close; two with a verdict. */
const world = {
  format: "bellwether-world/1",
  people: ["a", "b", "c"].map((id) => ({ id, name: id.toUpperCase(), role: "forecaster" })),
  questions: [
    question("moved", -60, 20),
    question("still", -60, 10),
    question("quiet", -60, 90),
    question("fresh", -1, 30),
    question("late", -60, -5),
    question("past", -400, -300),
    question("older", -600, -500),
  ],
  forecasts: [
    forecast("moved", "a", -20, 0.4),
    forecast("moved", "b", -20, 0.5),
    forecast("moved", "a", -2, 0.7),
    forecast("still", "a", -8, 0.3),
    forecast("quiet", "b", -45, 0.2),
    forecast("fresh", "a", -0.5, 0.6),
    forecast("past", "a", -390, 0.9),
    forecast("past", "b", -390, 0.6),
    forecast("older", "a", -590, 0.2),
  ],
  resolutions: [
    { question: "past", outcome: "yes", knownAt: at(-310) },
    { question: "older", outcome: "yes", knownAt: at(-510) },
  ],
};

let teams: { id: string; name: string }[] = [];
let blind: BlindWorld;
beforeAll(async () => {
  teams = [];
  for (const team of ["Overview", "Second overview"]) {
    teams.push({
      id: (await importWorlds([fileOf(world)], { team, bounds: "refuse" })).team.id,
      name: team,
    });
  }
  blind = await buildBlindWorld(db);
});
const titles = (list: readonly { title: string }[]) => list.map(({ title }) => title.replace("Question ", ""));

it("lists what is open by its close, what moved in a week, what is overdue and what has gone quiet", async () => {
  const overview = await overviewOf(admin, teams.slice(0, 1));
  expect(titles(overview.open)).toEqual(["still", "moved", "fresh", "quiet"]);
  expect(overview.moved.map(({ question, from, to }) => [question.title, from, to])).toEqual([
    ["Question moved", expect.closeTo(0.45, 9), expect.closeTo(0.6, 9)],
  ]);
  expect(overview.open.find(({ title }) => title === "Question fresh")).toMatchObject({ weekAgo: null, people: 1 });
  expect(titles(overview.overdue)).toEqual(["late"]);
  expect(titles(overview.stale)).toEqual(["quiet"]);
  expect(overview.unseen).toBe(0);
});

it("counts who answers of what could be answered", async () => {
  const { answering } = await overviewOf(admin, teams.slice(0, 1));
  expect(answering.map(({ name, answered, of }) => [name, answered, of])).toEqual([
    ["A", 3, 4],
    ["B", 2, 4],
    ["C", 0, 4],
  ]);
  expect(answeredShare(answering)).toBeCloseTo(5 / 12, 12);
  expect(answeredShare([])).toBeNull();
});

it("keeps the crowd's record by quarter, each question once, beside its people's", async () => {
  const { record, settled, attendance } = await overviewOf(admin, teams.slice(0, 1));
  expect(record.quarters.map(({ questions }) => questions)).toEqual([1, 1]);
  expect(record.quarters[0]?.crowd).toBeCloseTo(0.64, 12);
  expect(record.quarters[1]?.crowd).toBeCloseTo(0.25 ** 2, 12);
  expect(record.quarters[1]?.people).toBeCloseTo((0.1 ** 2 + 0.4 ** 2) / 2, 12);
  expect(record.all).toMatchObject({ questions: 2, crowd: expect.closeTo((0.64 + 0.0625) / 2, 12) });
  expect(settled).toMatchObject([
    { title: "Question past", outcome: "yes", said: 0.75 },
    { title: "Question older", said: 0.2 },
  ]);
  expect(attendance).toMatchObject({ questions: 1 });
});

it("holds teams side by side for those who may compare them, and for nobody else", async () => {
  const leader: Actor = { ...admin, orgRole: "LEADER" };
  const both = await overviewOf(leader, teams);
  expect(both.teams).toMatchObject([
    { name: "Overview", open: 4, overdue: 1, record: { questions: 2 } },
    { name: "Second overview", open: 4, overdue: 1, record: { questions: 2 } },
  ]);
  const [first, second] = teams;
  const observer: Actor = {
    ...admin,
    orgRole: "MEMBER",
    memberships: [{ memberId: "00000000-0000-7000-8000-000000000002", teamId: first?.id ?? "", role: "OBSERVER" }],
  };
  expect((await overviewOf(observer, teams.slice(0, 1))).open).toHaveLength(4);
  await expect(overviewOf(observer, second ? [second] : [])).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(overviewOf(observer, teams)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("tells nothing of a blind round but who has forecast, whoever asks", async () => {
  const team = [{ id: blind.own.teamId, name: "Own" }];
  for (const actor of [blind.others.observer, blind.others.lead, blind.others.leader, blind.others.admin]) {
    const overview = await overviewOf(actor, team);
    expect(blind.secretsIn(JSON.stringify(overview))).toEqual([]);
    const hidden = overview.open.find(({ id }) => id === blind.own.questions.BLIND.questionId);
    expect(hidden).toMatchObject({ crowd: null, early: null, weekAgo: null, latestAt: null, people: 3 });
    expect(overview.unseen).toBeGreaterThan(0);
  }
  await expect(overviewOf(blind.others.outsider, team)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
