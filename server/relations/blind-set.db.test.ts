import { describe, expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import { db } from "#server/platform/db";
import { crossImpact } from "#server/relations/cross-impact";
import { ownCoherence } from "#server/relations/own-coherence";
import { inDays, setFixture } from "#server/relations/set.fixture";
import { setFile } from "#server/relations/set-file";
import { scenarioSet } from "#server/relations/set-matrix";
import { appRouter } from "#server/routers/app";

const caller = (actor: Actor) => appRouter.createCaller({ actor, address: "here" });

/** Numbers that occur nowhere else. */
const HIDDEN = 0.7331;
const SHOWN = 0.4427;

/** Two scenarios that exclude each other, the first in a blind round; one analyst has numbers on both. */
async function blindSet() {
  const set = await setFixture(0);
  const lead = await set.person("LEAD");
  const analyst = await set.person("FORECASTER");
  const second = await set.person("FORECASTER");
  const observer = await set.person("OBSERVER");
  const blind = await set.add({ revealAt: inDays(10) });
  const shown = await set.add();
  const ids = [blind.scenarioId, shown.scenarioId];
  const { briefId } = set;
  await caller(lead).relation.declare({ briefId, kind: "EXCLUSIVE", scenarioIds: ids });
  const { questionId } = await caller(lead).relation.askConditional({
    briefId,
    antecedentId: shown.scenarioId,
    consequentId: blind.scenarioId,
    holds: true,
  });
  const mine = caller(analyst);
  await mine.forecast.submit({ questionId: blind.questionId, probability: HIDDEN });
  await mine.forecast.submit({ questionId: shown.questionId, probability: SHOWN });
  await mine.forecast.submit({ questionId, probability: HIDDEN });
  const outside = { userId: observer.userId, memberships: [] };
  const leader: Actor = { ...outside, orgRole: "LEADER" };
  const admin: Actor = { ...outside, orgRole: "ADMIN" };
  return { ...set, blind, shown, ids, analyst, others: [lead, second, observer, leader, admin], lead, questionId };
}

/** Everything that the pages of a set are made of, and its file. */
async function everything(actor: Actor, briefId: string, ids: readonly string[]): Promise<string> {
  const set = await scenarioSet(actor, briefId);
  const cross = await crossImpact(actor, briefId, ids);
  const own = await ownCoherence(actor, set.teamId, null);
  return JSON.stringify([{ ...set, names: [...set.names] }, cross, own, [...setFile(set)]]);
}

describe("while a round is blind", () => {
  it("nobody else's page of the set holds a number of it, nor a sum or a breach that gives it away", async () => {
    const { briefId, ids, others, analyst } = await blindSet();
    for (const actor of others) {
      const received = await everything(actor, briefId, ids);
      expect(received).not.toContain(String(HIDDEN));
      expect(received).not.toContain(String(HIDDEN + SHOWN));
      expect(received).not.toContain(String(Math.round((HIDDEN + SHOWN - 1) * 1e4) / 1e4));
      const { rows, crowd } = await scenarioSet(actor, briefId);
      expect(rows).toMatchObject([{ cells: ["hidden", SHOWN], sums: [null], breaks: [], coherent: true }]);
      expect(crowd).toBeNull();
    }
    const own = await scenarioSet(analyst, briefId);
    expect(own.rows).toMatchObject([{ own: true, cells: [HIDDEN, SHOWN], coherent: false }]);
    expect((await ownCoherence(analyst, own.teamId, null)).sets).toHaveLength(1);
  });

  it("the conditional question about it is hidden with it", async () => {
    const { questionId, lead } = await blindSet();
    const rule = { revealPolicy: "AFTER_ROUND" };
    expect(await db.question.findUniqueOrThrow({ where: { id: questionId } })).toMatchObject(rule);
    const { viewOfQuestion } = await import("#server/forecasts/forecast-queries");
    expect(await viewOfQuestion(lead, questionId)).toMatchObject({ revealed: null });
  });
});

describe("after reveal", () => {
  it("what the crowd breaks is told to leads and admins, and to nobody else", async () => {
    const { briefId, blind, others } = await blindSet();
    await db.question.update({
      where: { id: blind.questionId },
      data: { revealPolicy: "ALWAYS", revealAt: null },
      select: { id: true },
    });
    const crowds = await Promise.all(others.map(async (actor) => (await scenarioSet(actor, briefId)).crowd));
    expect(crowds.map((crowd) => crowd?.coherent ?? null)).toEqual([false, null, null, null, false]);
    expect(crowds[0]?.breaks[0]?.excess).toBeCloseTo(HIDDEN + SHOWN - 1, 9);
  });
});
