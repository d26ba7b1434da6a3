import { beforeAll, describe, expect, it } from "vitest";
import { citationKey } from "#core/rationale-references";
import { briefReading } from "#server/briefs/brief-reading";
import { paragraph, seedRationale } from "#server/collab/seed-rationale";
import { testDatabase } from "#server/platform/test-database";
import { citedIn } from "#server/rationales/cited-in";
import { appRouter } from "#server/routers/app";
import { buildWorld, type World } from "../../e2e/fixtures/world";
import { memberIn, type Person } from "../../e2e/fixtures/world-people";

const { db } = testDatabase();
let world: World;
beforeAll(async () => {
  world = await buildWorld(db);
});

const as = (person: Person) => appRouter.createCaller({ actor: person, address: "127.0.0.1" }).rationale;

describe("what an author may point at", () => {
  it("is the team's people, its published questions and the brief's passages, without a number of any crowd", async () => {
    const { own, foreign, people } = world;
    const { scenarioId } = own.questions.OPEN;
    const palette = await as(people.forecaster).palette({ scenarioId });
    expect(palette.version).toBe(own.briefVersionId);
    for (const { start, end, text } of palette.passages) expect(own.text.slice(start, end)).toBe(text);
    expect(palette.passages.map(({ number }) => number)).toEqual(palette.passages.map((_, i) => i + 1));
    const questions = palette.questions.map(({ id }) => id);
    expect(questions).toContain(own.questions.OPEN.questionId);
    expect(questions).not.toContain(own.questions.DRAFT.questionId);
    expect(questions).not.toContain(foreign.questions.OPEN.questionId);
    const members = palette.members.map(({ id }) => id);
    expect(members).toContain(memberIn(people.lead, own.teamId));
    expect(members).not.toContain(memberIn(people.outsider, foreign.teamId));
    expect(JSON.stringify(palette)).not.toMatch(/median|crowd|probability/);
  });

  it("is refused to who may only read, and to strangers as if there were nothing", async () => {
    const { own, people } = world;
    const { scenarioId } = own.questions.OPEN;
    await expect(as(people.observer).palette({ scenarioId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as(people.outsider).palette({ scenarioId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

it("references are read for who asks: a hidden crowd stays hidden, other teams stay out", async () => {
  const { own, foreign, people } = world;
  const { scenarioId } = own.questions.OPEN;
  const start = own.text.indexOf(own.mark);
  const cited = { kind: "passage" as const, version: own.briefVersionId, start, end: start + own.mark.length };
  const read = await as(people.lead).references({
    scenarioId,
    citations: [cited, { ...cited, version: foreign.briefVersionId }],
    members: [memberIn(people.lead, own.teamId), memberIn(people.outsider, foreign.teamId)],
    questions: [own.questions.OPEN, own.questions.BLIND, foreign.questions.OPEN].map(({ questionId }) => questionId),
  });
  expect([...read.citations.keys()]).toEqual([citationKey({ ...cited, exact: "" })]);
  expect([...read.members.keys()]).toEqual([memberIn(people.lead, own.teamId)]);
  expect(read.questions.get(own.questions.BLIND.questionId)).toMatchObject({ hidden: true, crowd: null });
  expect(read.questions.has(foreign.questions.OPEN.questionId)).toBe(false);
});

it("a brief knows which rationales cite a passage, in the version that is cited and no other", async () => {
  const { own, people } = world;
  const { scenarioId } = own.questions.OPEN;
  const start = own.text.indexOf(own.mark);
  const attrs = { version: own.briefVersionId, start, end: start + own.mark.length, exact: own.mark };
  await seedRationale(db, {
    scenarioId,
    teamId: own.teamId,
    userId: null,
    content: [paragraph({ type: "citation", attrs }, { type: "citation", attrs })],
  });
  const { passages, version } = await briefReading(people.observer, own.briefId);
  const number = passages.findLast((passage) => passage.start <= start)?.number ?? 0;
  const found = await citedIn(own.briefId, { id: version.id, passages });
  expect([...found.passages]).toEqual([[number, [expect.objectContaining({ scenarioId })]]]);
  const other = await citedIn(own.briefId, { id: "0198c5a0-7c00-7000-8000-00000000dead", passages });
  expect(other.passages.size).toBe(0);
});
