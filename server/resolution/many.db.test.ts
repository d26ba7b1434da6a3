import { beforeAll, expect, it } from "vitest";
import { db } from "#server/platform/db";
import { confirmMany, proposeMany } from "#server/resolution/many";
import { manyToResolve } from "#server/resolution/many-queries";
import { newProposal } from "../../e2e/fixtures/new-proposal";
import { buildWorld, type World } from "../../e2e/fixtures/world";

const DAY = 86_400_000;
let world: World;
beforeAll(async () => {
  world = await buildWorld(db);
});

const knownAt = new Date(Date.now() - 3 * DAY);
const proposal = { outcome: "NO", knownAt, quote: "Nothing was recorded.", note: "" };
const ctx = () => ({ actor: world.people.lead, teamId: world.own.teamId });

it("each row is written whole or not at all, and says why not at its field", async () => {
  const { CLOSED, OPEN, PROPOSED, DRAFT } = world.own.questions;
  const rows = [
    { questionId: CLOSED.questionId, proposal },
    { questionId: OPEN.questionId, proposal: { ...proposal, quote: "" } },
    { questionId: OPEN.questionId, proposal: { ...proposal, knownAt: new Date(Date.now() + DAY) } },
    { questionId: OPEN.questionId, proposal: { ...proposal, knownAt: new Date(Number.NaN) } },
    { questionId: OPEN.questionId, proposal: null },
    { questionId: PROPOSED.questionId, proposal },
    { questionId: DRAFT.questionId, proposal },
    { questionId: world.foreign.questions.CLOSED.questionId, proposal },
  ];
  const results = await proposeMany(ctx(), { rows });
  expect(results.map(({ refused }) => refused && [refused.field, refused.message.slice(0, 24)])).toEqual([
    null,
    ["evidenceUrl", "Give evidence: a link th"],
    ["knownAt", "The known date lies in t"],
    ["knownAt", expect.any(String)],
    [null, expect.any(String)],
    [null, "A resolution is already "],
    [null, "The question is a draft:"],
    [null, "There is nothing here, o"],
  ]);
  const state = (id: string) => db.question.findUniqueOrThrow({ where: { id }, select: { state: true } });
  expect(await state(CLOSED.questionId)).toEqual({ state: "PROPOSED" });
  expect(await state(OPEN.questionId)).toEqual({ state: "OPEN" });
  expect(await db.resolutionProposal.count({ where: { questionId: OPEN.questionId } })).toBe(0);
});

it("many are confirmed with their scores; one's own, another team's and what is decided already are not", async () => {
  const { proposer, lead } = world.people;
  const [first, second, own] = [
    await newProposal(db, world.own, proposer.userId),
    await newProposal(db, world.own, proposer.userId),
    await newProposal(db, world.own, lead.userId),
  ];
  const foreign = await newProposal(db, world.foreign, world.people.outsider.userId);
  const results = await confirmMany(ctx(), { proposalIds: [first, own, foreign, second, first] });
  expect(results.map(({ refused }) => refused?.message.slice(0, 12) ?? "done")).toEqual([
    "done",
    "You proposed",
    "There is not",
    "done",
    "This proposa",
  ]);
  const decided = await db.resolutionDecision.findMany({
    where: { proposalId: { in: [first, second, own, foreign] } },
  });
  expect(decided.map(({ proposalId }) => proposalId).toSorted()).toEqual([first, second].toSorted());
});

it("lists what can be proposed and confirmed, and whose own wait for others; nobody else has the table", async () => {
  const { teamId } = world.own;
  const { unproposed, unconfirmed, own } = await manyToResolve(world.people.lead, teamId);
  expect(unproposed.map(({ questionId }) => questionId)).toContain(world.own.questions.OPEN.questionId);
  expect(unconfirmed.map(({ proposalId }) => proposalId)).toContain(world.own.proposalId);
  expect(unconfirmed.every(({ by }) => by !== world.people.lead.name)).toBe(true);
  expect(own).toBe(2);
  for (const role of ["forecaster", "observer", "leader", "outsider"] as const)
    await expect(manyToResolve(world.people[role], teamId)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
