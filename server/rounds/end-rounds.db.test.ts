import { beforeEach, describe, expect, it } from "vitest";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { noticeGroups } from "#server/notifications/notice-queries";
import { remind } from "#server/notifications/remind";
import { db, pool } from "#server/platform/db";
import { inHours, type RoundFixture, roundFixture, type Someone } from "#server/rounds/round.fixture";
import { settleDue } from "#server/rounds/settle-rounds";

let q: RoundFixture;
beforeEach(async () => {
  q = await roundFixture();
});

describe("the end", () => {
  it("is one act: there is nothing to end twice, nor before a beginning", async () => {
    await expect(q.end()).rejects.toThrow("no round that could be ended");
    await q.open();
    await q.end();
    await expect(q.end()).rejects.toThrow("has ended already");
  });

  it("a forecast and an early end at once: what was taken without an interval was taken after the end", async () => {
    for (let turn = 0; turn < 8; turn++) {
      await q.open();
      const [ended, ...said] = await Promise.allSettled([
        q.end(),
        ...[q.ada, q.ben].map((actor) => submitForecast({ actor, question: q.on }, { probability: 0.5 })),
      ]);
      expect(ended.status).toBe("fulfilled");
      const { rows } = await pool.query<{ late: boolean }>(
        `SELECT f."madeAt" >= r."endedAt" AS "late" FROM "Forecast" f JOIN "Round" r ON r."questionId" = f."questionId"
         AND r."number" = $2 WHERE f."questionId" = $1 AND f."madeAt" >= r."opensAt"`,
        [q.questionId, turn + 1],
      );
      expect(rows).toHaveLength(said.filter(({ status }) => status === "fulfilled").length);
      expect(rows.every(({ late }) => late)).toBe(true);
    }
  });

  it("keeps the rationale as it stood at the end, once, however often and wherever the job runs", async () => {
    await q.open(1);
    const { scenarioId } = await db.question.findUniqueOrThrow({ where: { id: q.questionId } });
    await db.document.create({ data: { id: scenarioId, teamId: q.teamId, head: 2 } });
    await q.letPass(2);
    const empty = Uint8Array.of(0, 0);
    for (const [seq, createdAt] of [
      [1, inHours(-1.5)],
      [2, inHours(-0.5)],
    ] as const) {
      await db.documentUpdate.create({ data: { documentId: scenarioId, seq, update: empty, createdAt } });
    }
    await Promise.all([settleDue(), settleDue(), settleDue()]);
    const round = await db.round.findFirstOrThrow({ where: { questionId: q.questionId }, include: { version: true } });
    expect(round.version).toMatchObject({ kind: "ROUND_END", seq: 1, questionId: q.questionId });
    expect(await db.documentVersion.count({ where: { documentId: scenarioId } })).toBe(1);
    expect(await db.journalEntry.count({ where: { recordId: round.id } })).toBe(2);
    expect(await db.notice.count({ where: { roundId: round.id, kind: "ROUND_ENDED" } })).toBe(3);
    expect(await settleDue()).toBe(0);
  });
});

describe("who is told", () => {
  const kinds = async (actor: Someone) =>
    (await noticeGroups(actor)).flatMap(({ notices }) => notices.map(({ content, unread }) => [content.kind, unread]));

  it("everybody who may forecast, save whoever opened it; answering settles it", async () => {
    await q.open(10);
    expect(await kinds(q.ada)).toEqual([["ROUND_OPENED", true]]);
    expect(await kinds(q.lead)).toEqual([]);
    expect(await kinds(q.watcher)).toEqual([]);
    await q.say(q.ada, 0.4);
    expect(await kinds(q.ada)).toEqual([["ROUND_OPENED", false]]);
    await q.end();
    expect(await kinds(q.ben)).toEqual([
      ["ROUND_ENDED", true],
      ["ROUND_OPENED", false],
    ]);
  });

  it("who has not answered a day and two hours before the end, each once; who has is left alone", async () => {
    await q.open(30);
    await remind();
    const ending = async (actor: Someone) => (await kinds(actor)).filter(([kind]) => kind === "ROUND_ENDING").length;
    expect(await ending(q.ben)).toBe(0);
    await q.say(q.ada, 0.4);
    await q.letPass(10);
    await Promise.all([remind(), remind()]);
    expect([await ending(q.ada), await ending(q.ben), await ending(q.lead)]).toEqual([0, 1, 1]);
    await q.letPass(19);
    await remind();
    await remind();
    expect([await ending(q.ada), await ending(q.ben)]).toEqual([0, 2]);
  });

  it("a round shorter than a day is reminded of once", async () => {
    await q.open(3);
    await remind();
    await q.letPass(1.5);
    await remind();
    expect(await db.notice.count({ where: { recipientId: q.ben.userId, kind: "ROUND_ENDING" } })).toBe(1);
  });
});
