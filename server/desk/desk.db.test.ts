import { beforeAll, expect, it } from "vitest";
import { deskOf } from "#server/desk/desk-queries";
import { latestResults } from "#server/desk/result-queries";
import { waitingOnDesk } from "#server/desk/waiting-count";
import { db } from "#server/platform/db";
import { buildWorld, type World } from "../../e2e/fixtures/world";

let world: World;
beforeAll(async () => {
  world = await buildWorld(db);
});

it("a forecaster finds what they have not forecast and what has gone stale, and nothing of others before reveal", async () => {
  const { forecaster } = world.people;
  const desk = await deskOf(forecaster, world.own.teamId);
  expect(desk.kind).toBe("forecaster");
  expect(desk.toConfirm).toEqual([]);
  const rows = [...desk.closingSoon, ...desk.notForecast, ...desk.stale, ...desk.open];
  const blind = rows.find(({ id }) => id === world.own.questions.BLIND.questionId);
  expect(blind).toMatchObject({ crowd: null, early: null, own: { probability: 0.137 }, people: 2 });
  expect(JSON.stringify(desk)).not.toMatch(/(?<!\d)0\.863(?!\d)/);
});

it("a lead finds what waits for a verdict; nobody else does", async () => {
  const { lead, forecaster, leader } = world.people;
  expect((await deskOf(lead, world.own.teamId)).toConfirm).toMatchObject([
    { questionId: world.own.questions.PROPOSED.questionId, own: false },
  ]);
  for (const actor of [forecaster, leader]) expect((await deskOf(actor, world.own.teamId)).toConfirm).toEqual([]);
});

it("somebody of another team has no desk here", async () => {
  const { outsider } = world.people;
  await expect(deskOf(outsider, world.own.teamId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(latestResults(outsider, world.own.teamId, null)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("the latest results carry the reader's own points", async () => {
  const { observer } = world.people;
  const results = await latestResults(observer, world.own.teamId, null);
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(["AMBIGUOUS", "VOID", "YES"]);
  expect(results.every(({ peer }) => peer === null)).toBe(true);
});

it("the number in the frame is the number of things on the desk", async () => {
  const { forecaster, lead, observer } = world.people;
  for (const actor of [forecaster, lead, observer]) {
    const { inRound, closingSoon, notForecast, stale, toConfirm, overdue, drafts, mayResolve } = await deskOf(
      actor,
      world.own.teamId,
    );
    const verdicts = mayResolve ? toConfirm.filter(({ own }) => !own).length + overdue.length + drafts.length : 0;
    const count = inRound.length + closingSoon.length + notForecast.length + stale.length + verdicts;
    expect(await waitingOnDesk(actor, world.own.teamId)).toBe(count);
  }
});
