import fc from "fast-check";
import { expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import { looks } from "#core/scoring/log.arbitrary";
import { boardPeople } from "#server/leaderboards/board-people";
import { db } from "#server/platform/db";
import { questionDetails } from "#server/questions/question-queries";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";
import { questionScores } from "#server/scores/question-scores";
import { scoreQuestion } from "#server/scores/score-question";

const DAY = 86_400_000;
const RULES = ["peer", "baseline", "relative_brier", "time_averaged_brier", "spot_peer", "spot_baseline"];
/** Their weights are shares of a sum, so their parts are rounded once more each: sums may part in the last digits. */
const AVERAGED = ["TIME_AVERAGED_BRIER"];

async function sheetFor(actor: Actor, q: QuestionFixture, who?: string, rule?: string) {
  const [question] = await questionDetails(actor, { id: q.questionId });
  if (!question) throw new Error("the question is readable");
  const { people } = await boardPeople(actor, [q.teamId]);
  return questionScores(actor, question, { who, rule }, people);
}

async function resolve(q: QuestionFixture, outcome: "YES" | "NO" | "VOID", days: number) {
  const { id } = await db.resolution.create({
    data: {
      teamId: q.teamId,
      questionId: q.questionId,
      version: 1,
      outcome,
      knownAt: new Date(q.opensAt.getTime() + days * DAY),
      origin: "IMPORT",
    },
    select: { id: true },
  });
  await db.question.update({
    where: { id: q.questionId },
    data: { state: outcome === "VOID" ? "VOID" : "RESOLVED" },
  });
  await scoreQuestion(db, id);
}

it("whatever was said, the shown parts of every stored score add up to it, to the last bit", async () => {
  const event = fc.record({
    person: fc.nat({ max: 3 }),
    hours: fc.integer({ min: -48, max: 24 * 101 }),
    value: fc.option(fc.integer({ min: 1, max: 999 }), { freq: 5 }),
  });
  const worlds = fc.record({
    events: fc.array(event, { minLength: 1, maxLength: 14 }),
    outcome: fc.constantFrom("YES" as const, "NO" as const),
    known: fc.integer({ min: 1, max: 120 }),
  });
  await fc.assert(
    fc.asyncProperty(worlds, async ({ events, outcome, known }) => {
      const q = await questionFixture();
      const people = [];
      for (let i = 0; i < 4; i++) people.push(await q.person("FORECASTER"));
      const standing = new Set<number>();
      for (const { person, hours, value } of events.toSorted((a, b) => a.hours - b.hours)) {
        const who = people[person];
        if (!who || (value === null && !standing.has(person))) continue;
        standing[value === null ? "delete" : "add"](person);
        const at = new Date(q.opensAt.getTime() + hours * 3_600_000);
        await q.forecast(who.memberId, at, value === null ? null : value / 1000);
      }
      await resolve(q, outcome, known);
      const viewer = await q.person("OBSERVER");
      const rows = await db.score.findMany({ where: { questionId: q.questionId } });
      for (const row of rows) {
        const { explained } = await sheetFor(viewer, q, row.memberId, row.rule.toLowerCase());
        expect(explained).toMatchObject({
          memberId: row.memberId,
          rule: row.rule,
          stored: row.value,
          sameVersion: true,
        });
        if (AVERAGED.includes(row.rule)) expect(explained?.sum).toBeCloseTo(row.value, 12);
        else expect(explained?.sum).toBe(row.value);
      }
      const { people: listed } = await sheetFor(viewer, q);
      for (const { memberId, why } of listed) {
        expect(why === null, "a score or a reason, never both").toBe(rows.some((row) => row.memberId === memberId));
      }
    }),
    looks(0.15),
  );
});

it("shows oneself first, with a reason where there is no score; others by their peer points", async () => {
  const q = await questionFixture();
  const [a, b, late, me] = [
    await q.person("FORECASTER"),
    await q.person("FORECASTER"),
    await q.person("FORECASTER"),
    await q.person("FORECASTER"),
  ];
  const at = (days: number) => new Date(q.opensAt.getTime() + days * DAY);
  await q.forecast(a.memberId, at(1), 0.4);
  await q.forecast(b.memberId, at(1), 0.8);
  await q.forecast(late.memberId, at(70), 0.9);
  await resolve(q, "YES", 60);
  const sheet = await sheetFor(me, q);
  expect(sheet.people.map(({ memberId, why }) => [memberId, why?.reason ?? null])).toEqual([
    [me.memberId, "no_forecast"],
    [b.memberId, null],
    [a.memberId, null],
    [late.memberId, "only_late"],
  ]);
  expect(sheet.rules.map((rule) => rule.toLowerCase())).toEqual(RULES);
  expect(sheet.explained, "without a score of one's own, the first there is").toMatchObject({ memberId: b.memberId });
  expect((await sheetFor(b, q, "nobody", "no-rule")).explained).toMatchObject({ memberId: b.memberId, rule: "PEER" });
});

it("before reveal nothing of others is listed, and before a verdict nobody is scored", async () => {
  const q = await questionFixture({ opensAt: new Date(Date.now() - DAY), closesAt: new Date(Date.now() + DAY) });
  const revealAt = new Date(Date.now() + DAY / 2);
  await db.question.update({ where: { id: q.questionId }, data: { revealPolicy: "AFTER_ROUND", revealAt } });
  const [author, reader, observer] = [
    await q.person("FORECASTER"),
    await q.person("FORECASTER"),
    await q.person("OBSERVER"),
  ];
  await q.forecast(author.memberId, new Date(), 0.6137);
  for (const viewer of [reader, observer]) {
    const sheet = await sheetFor(viewer, q, author.memberId);
    expect(sheet.people.map(({ memberId }) => memberId)).toEqual([viewer.memberId]);
    expect(sheet.people[0]?.why).toEqual({ reason: "not_resolved", state: "OPEN" });
    expect(sheet.explained).toBeNull();
    expect(JSON.stringify(sheet)).not.toContain("0.6137");
  }
});

it("shows others no further than the team's boards do", async () => {
  const q = await questionFixture();
  const [a, b, lead] = [await q.person("FORECASTER"), await q.person("FORECASTER"), await q.person("LEAD")];
  for (const { memberId } of [a, b]) await q.forecast(memberId, new Date(q.opensAt.getTime() + DAY), 0.4);
  await resolve(q, "YES", 60);
  const listed = async (viewer: Actor) =>
    (await sheetFor(viewer, q, b.memberId)).people.map(({ memberId, own }) => (own ? "own" : memberId));
  await db.team.update({ where: { id: q.teamId }, data: { boardNames: "INITIALS" } });
  expect(await listed(a)).toEqual(["own", null]);
  expect((await sheetFor(a, q, b.memberId)).explained).toMatchObject({ own: true });
  await db.team.update({ where: { id: q.teamId }, data: { boardNames: "OWN" } });
  expect(await listed(a)).toEqual(["own"]);
  expect(await listed(lead), "a lead sees names").toHaveLength(3);
});

it("a void question scores nobody, and says so", async () => {
  const q = await questionFixture();
  const a = await q.person("FORECASTER");
  await q.forecast(a.memberId, new Date(q.opensAt.getTime() + DAY), 0.4);
  await resolve(q, "VOID", 10);
  const sheet = await sheetFor(a, q);
  expect(sheet).toMatchObject({ rules: [], explained: null, people: [{ why: { reason: "void" } }] });
});
