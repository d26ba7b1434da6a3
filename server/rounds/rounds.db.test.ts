import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { reaffirm } from "#server/forecasts/reaffirm";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { withdraw } from "#server/forecasts/withdraw";
import { db } from "#server/platform/db";
import { addComment } from "#server/questions/add-comment";
import { inHours, type RoundFixture, roundFixture } from "#server/rounds/round.fixture";
import { appRouter } from "#server/routers/app";

let q: RoundFixture;
beforeEach(async () => {
  q = await roundFixture();
});

describe("a round is blind", () => {
  it("for everybody from its opening on, whatever the policy showed before; its end shows it", async () => {
    await submitForecast({ actor: q.ada, question: q.on }, { probability: 0.42 });
    expect((await q.view(q.ben)).revealed?.crowd).toMatchObject({ median: 0.42 });
    await q.open();
    await q.say(q.ada, 0.3);
    for (const actor of [
      q.ben,
      q.lead,
      q.watcher,
      await q.person("OBSERVER", "LEADER"),
      await q.person("OBSERVER", "ADMIN"),
    ]) {
      const seen = await q.view(actor);
      expect(seen).toMatchObject({
        revealed: null,
        early: null,
        commentsShown: false,
        round: { number: 1, running: true },
      });
      expect(JSON.stringify(seen)).not.toMatch(/(?<!\d)0\.(?:42|[234])(?!\d)/);
      expect(seen.round?.answered.map(({ memberId }) => memberId)).toEqual([q.ada.memberId]);
    }
    expect((await q.view(q.ada)).own?.value).toBe(0.3);
    await q.end();
    const after = await q.view(q.watcher);
    expect(after.revealed?.standing).toMatchObject([{ value: 0.3, beforeSeeing: true }]);
    expect(after).toMatchObject({ commentsOpen: true, round: { running: false } });
  });

  it("in the second round what the first showed stays, and what is said in it does not show", async () => {
    await q.open();
    await q.say(q.ada, 0.3);
    await q.end();
    await addComment({ actor: q.ben, question: q.on }, { body: "What of the vote?" });
    await q.say(q.ben, 0.9);
    await q.open();
    await q.say(q.ada, 0.61);
    const seen = await q.view(q.ben);
    expect(seen.revealed?.standing.map(({ memberId, value }) => [memberId, value])).toEqual([
      [q.ada.memberId, 0.3],
      [q.ben.memberId, 0.9],
    ]);
    expect(seen).toMatchObject({ commentsShown: true, commentsOpen: false, round: { number: 2, running: true } });
    expect(JSON.stringify(seen)).not.toMatch(/(?<!\d)0\.61(?!\d)/);
    await expect(addComment({ actor: q.ben, question: q.on }, { body: "I say 61" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("until round 2 ends"),
    });
    await q.end();
    expect((await q.view(q.ben)).revealed?.standing[0]).toMatchObject({ value: 0.61, beforeSeeing: false });
  });

  it("ends by the clock whether or not anything runs", async () => {
    await q.open(1);
    await q.say(q.ada, 0.3);
    expect((await q.view(q.ben)).revealed).toBeNull();
    await q.letPass(2);
    expect((await q.view(q.ben)).revealed?.crowd).toMatchObject({ median: 0.3 });
    expect(await db.round.findFirst({ where: { questionId: q.questionId } })).toMatchObject({ settledAt: null });
  });

  it("the question's own columns say the same to whoever asks nothing of rounds", async () => {
    const { rounds } = await q.open(48);
    const question = () => db.question.findUniqueOrThrow({ where: { id: q.questionId } });
    const stored = await db.round.findUniqueOrThrow({ where: { id: rounds[0]?.roundId ?? "" } });
    expect(await question()).toMatchObject({ revealPolicy: "AFTER_ROUND", revealAt: stored.endsAt });
    const { endedAt } = await q.end();
    expect((await question()).revealAt).toEqual(endedAt);
  });
});

describe("low, best and high", () => {
  it("are recorded together, in the ledger too; the best is what counts", async () => {
    await q.open();
    const { forecastId } = await q.say(q.ada, 0.3, "polls");
    expect(await db.forecast.findUniqueOrThrow({ where: { id: forecastId } })).toMatchObject({
      probabilities: [0.3],
      low: expect.closeTo(0.2),
      high: expect.closeTo(0.4),
      confidence: 0.8,
    });
    const entry = await db.journalEntry.findFirstOrThrow({ where: { recordId: forecastId } });
    expect(entry.body).toMatchObject({ low: expect.closeTo(0.2), high: expect.closeTo(0.4), confidence: 0.8 });
    await reaffirm({ actor: q.ada, question: q.on });
    expect((await q.view(q.ada)).ownLog.map(({ interval }) => interval?.low)).toEqual([
      expect.closeTo(0.2),
      expect.closeTo(0.2),
    ]);
  });

  it("are asked for while a round runs and not otherwise; keeping a bare number is no answer either", async () => {
    await submitForecast({ actor: q.ada, question: q.on }, { probability: 0.5 });
    await q.open();
    const bare = { code: "INVALID", field: "low", message: expect.stringContaining("three numbers") };
    await expect(submitForecast({ actor: q.ada, question: q.on }, { probability: 0.4 })).rejects.toMatchObject(bare);
    await expect(reaffirm({ actor: q.ada, question: q.on })).rejects.toMatchObject(bare);
    await withdraw({ actor: q.ada, question: q.on });
    await q.end();
    await submitForecast({ actor: q.ada, question: q.on }, { probability: 0.4 });
  });

  it.each([
    [{ low: 0.5 }, "high"],
    [{ high: 0.9 }, "low"],
    [{ low: 0.7, high: 0.9 }, "low"],
    [{ low: 0.1, high: 0.4 }, "high"],
    [{ low: 0, high: 0.9 }, "low"],
    [{ low: 0.1, high: 0.9, confidence: 0.4 }, "confidence"],
    [{ confidence: 0.9 }, "confidence"],
  ])("%j beside 0.6 is refused at its field", async (given, field) => {
    const caller = appRouter.createCaller({ actor: q.ada, address: randomUUID() });
    const input = { questionId: q.questionId, probability: 0.6, ...given };
    await expect(caller.forecast.submit(input)).rejects.toThrow(new RegExp(`"${field}"`));
    const insert = db.forecast.create({
      data: {
        teamId: q.teamId,
        questionId: q.questionId,
        questionVersionId: q.versionId,
        memberId: q.ada.memberId,
        kind: "FORECAST",
        probabilities: [0.6],
        sequence: 1,
        madeAt: new Date(),
        ...given,
      },
    });
    await expect(insert).rejects.toThrow("Forecast_interval_check");
  });
});

it("a round stays as it was made: only its early end and what was kept of it may be set, once", async () => {
  const { rounds } = await q.open();
  const id = rounds[0]?.roundId ?? "";
  await expect(db.round.update({ where: { id }, data: { endsAt: inHours(2) } })).rejects.toThrow("append-only");
  await expect(db.round.delete({ where: { id } })).rejects.toThrow("append-only");
  await q.end();
  await expect(db.round.update({ where: { id }, data: { endedAt: inHours(1) } })).rejects.toThrow("append-only");
  const overlapping = {
    teamId: q.teamId,
    questionId: q.questionId,
    number: 2,
    opensAt: inHours(-1),
    endsAt: inHours(1),
  };
  await expect(db.round.create({ data: overlapping })).rejects.toThrow("must follow");
});
