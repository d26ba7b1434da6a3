import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import { db } from "#server/platform/db";
import { questionDetails } from "#server/questions/question-queries";
import { dissentsOf } from "#server/rationales/dissent-queries";
import { signDissent, withdrawDissent } from "#server/rationales/sign-dissent";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";

const DAY = 86_400_000;
let fixture: QuestionFixture;
let scenario: { id: string; teamId: string; archivedAt: Date | null };
type Somebody = Awaited<ReturnType<QuestionFixture["person"]>>;
let one: Somebody;
let other: Somebody;
let reader: Somebody;

beforeAll(async () => {
  fixture = await questionFixture({
    opensAt: new Date(Date.now() - 10 * DAY),
    closesAt: new Date(Date.now() + 10 * DAY),
  });
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: fixture.questionId },
    select: { scenarioId: true },
  });
  scenario = { id: scenarioId, teamId: fixture.teamId, archivedAt: null };
  one = await fixture.person("FORECASTER");
  other = await fixture.person("FORECASTER");
  reader = await fixture.person("OBSERVER");
});

async function seenBy(actor: Actor) {
  const [headline = null] = await questionDetails(actor, { id: fixture.questionId });
  return dissentsOf(actor, scenario.id, headline);
}

it("a dissent stands beside the rationale under its author's name; rewording it replaces it", async () => {
  await signDissent({ actor: one, scenario }, { body: "I differ." });
  await signDissent({ actor: one, scenario }, { body: "I differ still." });
  const { signed } = await seenBy(reader);
  expect(signed).toMatchObject([{ by: one.name, own: false, body: "I differ still.", reworded: true, holds: null }]);
});

it("shows what its author holds to those who may see it", async () => {
  await fixture.forecast(one.memberId, new Date(Date.now() - DAY), 0.56);
  expect((await seenBy(reader)).signed).toMatchObject([{ holds: 0.56 }]);
});

it("before reveal only its author reads it", async () => {
  await db.question.update({
    where: { id: fixture.questionId },
    data: { revealPolicy: "AFTER_ROUND", revealAt: new Date(Date.now() + DAY) },
    select: { id: true },
  });
  expect(await seenBy(other)).toEqual({ signed: [], othersHidden: true });
  expect(await seenBy(reader)).toEqual({ signed: [], othersHidden: true });
  expect((await seenBy(one)).signed).toMatchObject([{ own: true, body: "I differ still." }]);
});

it("who only reads the team signs nothing", async () => {
  await expect(signDissent({ actor: reader, scenario }, { body: "I differ." })).rejects.toThrow("nothing here");
});

it("taken back, it no longer shows and cannot be taken back twice; what was signed stays in the record", async () => {
  await withdrawDissent({ actor: one, scenario });
  expect((await seenBy(one)).signed).toEqual([]);
  await expect(withdrawDissent({ actor: one, scenario })).rejects.toThrow("nothing here");
  const rows = await db.dissent.findMany({ where: { scenarioId: scenario.id }, orderBy: { number: "asc" } });
  expect(rows.map(({ number, body }) => [number, body])).toEqual([
    [1, "I differ."],
    [2, "I differ still."],
    [3, null],
  ]);
  await expect(db.dissent.deleteMany({ where: { scenarioId: scenario.id } })).rejects.toThrow("append-only");
});

it("many presses at once make one note each, numbered without gaps", async () => {
  await Promise.all(
    Array.from({ length: 8 }, (_, i) => signDissent({ actor: other, scenario }, { body: `Version ${i}` })),
  );
  const rows = await db.dissent.findMany({ where: { memberId: other.memberId }, orderBy: { number: "asc" } });
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
