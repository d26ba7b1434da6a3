import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { OrgRole, TeamRole } from "#core/permissions";
import { viewOfQuestion } from "#server/forecasts/forecast-queries";
import { reaffirm } from "#server/forecasts/reaffirm";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { withdraw } from "#server/forecasts/withdraw";
import { noticeGroups } from "#server/notifications/notice-queries";
import { remind } from "#server/notifications/remind";
import { testDatabase } from "#server/platform/test-database";
import { addComment } from "#server/questions/add-comment";
import { endRounds } from "#server/rounds/end-rounds";
import { openRounds } from "#server/rounds/open-rounds";
import { settleDue } from "#server/rounds/settle-rounds";
import { appRouter } from "#server/routers/app";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";

const { db, pool } = testDatabase();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR);
type Someone = Awaited<ReturnType<QuestionFixture["person"]>>;

let q: QuestionFixture;
let lead: Someone;
let ada: Someone;
let ben: Someone;
let watcher: Someone;
const on = () => ({ id: q.questionId, teamId: q.teamId });
const open = (hours = 48) =>
  openRounds({ actor: lead, teamId: q.teamId }, { questionIds: [q.questionId], endsAt: inHours(hours) });
const end = () => endRounds({ actor: lead, teamId: q.teamId }, { questionIds: [q.questionId] });
const say = (actor: Someone, probability: number, reason?: string) =>
  submitForecast(
    { actor, question: on() },
    {
      probability,
      low: Math.max(0.001, probability - 0.1),
      high: Math.min(0.999, probability + 0.1),
      confidence: 0.8,
      reason,
    },
  );
const view = (actor: Someone) => viewOfQuestion(actor, q.questionId);

beforeEach(async () => {
  q = await questionFixture({ opensAt: inHours(-240), closesAt: inHours(240) });
  lead = await q.person("LEAD");
  [ada, ben] = [await q.person("FORECASTER"), await q.person("FORECASTER")];
  watcher = await q.person("OBSERVER");
});

/** Moves a round into the past as the clock would: by `hours`, with everything said on the question. */
async function letPass(hours: number): Promise<void> {
  const shift = `make_interval(secs => ${hours * 3600})`;
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(
      `UPDATE "Round" SET "opensAt" = "opensAt" - ${shift}, "endsAt" = "endsAt" - ${shift} WHERE "questionId" = $1`,
      [q.questionId],
    );
    await client.query(`UPDATE "Question" SET "revealAt" = "revealAt" - ${shift} WHERE "id" = $1`, [q.questionId]);
    await client.query(`UPDATE "Forecast" SET "madeAt" = "madeAt" - ${shift} WHERE "questionId" = $1`, [q.questionId]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

describe("a round is blind", () => {
  it("for everybody from its opening on, whatever the policy showed before; its end shows it", async () => {
    await submitForecast({ actor: ada, question: on() }, { probability: 0.42 });
    expect((await view(ben)).revealed?.crowd).toMatchObject({ median: 0.42 });
    await open();
    await say(ada, 0.3);
    for (const actor of [
      ben,
      lead,
      watcher,
      await q.person("OBSERVER", "LEADER"),
      await q.person("OBSERVER", "ADMIN"),
    ]) {
      const seen = await view(actor);
      expect(seen).toMatchObject({
        revealed: null,
        early: null,
        commentsShown: false,
        round: { number: 1, running: true },
      });
      expect(JSON.stringify(seen)).not.toMatch(/0\.42|0\.3|0\.2|0\.4/);
      expect(seen.round?.answered.map(({ memberId }) => memberId)).toEqual([ada.memberId]);
    }
    expect((await view(ada)).own?.value).toBe(0.3);
    await end();
    const after = await view(watcher);
    expect(after.revealed?.standing).toMatchObject([{ value: 0.3, beforeSeeing: true }]);
    expect(after).toMatchObject({ commentsOpen: true, round: { running: false } });
  });

  it("in the second round what the first showed stays, and what is said in it does not show", async () => {
    await open();
    await say(ada, 0.3);
    await end();
    await addComment({ actor: ben, question: on() }, { body: "What of the vote?" });
    await say(ben, 0.9);
    await open();
    await say(ada, 0.61);
    const seen = await view(ben);
    expect(seen.revealed?.standing.map(({ memberId, value }) => [memberId, value])).toEqual([
      [ada.memberId, 0.3],
      [ben.memberId, 0.9],
    ]);
    expect(seen).toMatchObject({ commentsShown: true, commentsOpen: false, round: { number: 2, running: true } });
    expect(JSON.stringify(seen)).not.toContain("0.61");
    await expect(addComment({ actor: ben, question: on() }, { body: "I say 61" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("until round 2 ends"),
    });
    await end();
    expect((await view(ben)).revealed?.standing[0]).toMatchObject({ value: 0.61, beforeSeeing: false });
  });

  it("ends by the clock whether or not anything runs", async () => {
    await open(1);
    await say(ada, 0.3);
    expect((await view(ben)).revealed).toBeNull();
    await letPass(2);
    expect((await view(ben)).revealed?.crowd).toMatchObject({ median: 0.3 });
    expect(await db.round.findFirst({ where: { questionId: q.questionId } })).toMatchObject({ settledAt: null });
  });

  it("the question's own columns say the same to whoever asks nothing of rounds", async () => {
    const { rounds } = await open(48);
    const question = () => db.question.findUniqueOrThrow({ where: { id: q.questionId } });
    const stored = await db.round.findUniqueOrThrow({ where: { id: rounds[0]?.roundId ?? "" } });
    expect(await question()).toMatchObject({ revealPolicy: "AFTER_ROUND", revealAt: stored.endsAt });
    const { endedAt } = await end();
    expect((await question()).revealAt).toEqual(endedAt);
  });
});

describe("low, best and high", () => {
  it("are recorded together, in the ledger too; the best is what counts", async () => {
    await open();
    const { forecastId } = await say(ada, 0.3, "polls");
    expect(await db.forecast.findUniqueOrThrow({ where: { id: forecastId } })).toMatchObject({
      probabilities: [0.3],
      low: expect.closeTo(0.2),
      high: expect.closeTo(0.4),
      confidence: 0.8,
    });
    const entry = await db.journalEntry.findFirstOrThrow({ where: { recordId: forecastId } });
    expect(entry.body).toMatchObject({ low: expect.closeTo(0.2), high: expect.closeTo(0.4), confidence: 0.8 });
    await reaffirm({ actor: ada, question: on() });
    expect((await view(ada)).ownLog.map(({ interval }) => interval?.low)).toEqual([
      expect.closeTo(0.2),
      expect.closeTo(0.2),
    ]);
  });

  it("are asked for while a round runs and not otherwise; keeping a bare number is no answer either", async () => {
    await submitForecast({ actor: ada, question: on() }, { probability: 0.5 });
    await open();
    const bare = { code: "INVALID", field: "low", message: expect.stringContaining("three numbers") };
    await expect(submitForecast({ actor: ada, question: on() }, { probability: 0.4 })).rejects.toMatchObject(bare);
    await expect(reaffirm({ actor: ada, question: on() })).rejects.toMatchObject(bare);
    await withdraw({ actor: ada, question: on() });
    await end();
    await submitForecast({ actor: ada, question: on() }, { probability: 0.4 });
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
    const caller = appRouter.createCaller({ actor: ada, address: randomUUID() });
    const input = { questionId: q.questionId, probability: 0.6, ...given };
    await expect(caller.forecast.submit(input)).rejects.toThrow(new RegExp(`"${field}"`));
    const insert = db.forecast.create({
      data: {
        teamId: q.teamId,
        questionId: q.questionId,
        questionVersionId: q.versionId,
        memberId: ada.memberId,
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

describe("opening", () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ["a closed question", () => moveClose(-1), "closed"],
    ["a draft", () => db.question.update({ where: { id: q.questionId }, data: { state: "DRAFT" } }), "draft"],
    [
      "an archived scenario",
      () => db.scenario.updateMany({ where: { teamId: q.teamId }, data: { archivedAt: new Date() } }),
      "archived",
    ],
    ["a question in a round", () => open(), "in round 1 already"],
  ])("%s is refused, by its title", async (_what, make, reason) => {
    await make();
    await expect(open(1)).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining(reason) });
    await expect(open(1)).rejects.toThrow("“Will it happen?”");
  });

  it.each([
    ["in the past", -1, "in the future"],
    ["after the question's close", 1000, "no later than its question"],
  ])("an end %s is refused at its field", async (_what, hours, reason) => {
    await expect(open(hours)).rejects.toMatchObject({
      code: "INVALID",
      field: "endsAt",
      message: expect.stringContaining(reason),
    });
  });

  it("several questions open together or not at all", async () => {
    const second = await questionFixture({ opensAt: inHours(-240), closesAt: inHours(24), teamId: q.teamId });
    const both = { questionIds: [q.questionId, second.questionId] };
    const ctx = { actor: lead, teamId: q.teamId };
    await expect(openRounds(ctx, { ...both, endsAt: inHours(48) })).rejects.toMatchObject({ field: "endsAt" });
    expect(await db.round.count({ where: { teamId: q.teamId } })).toBe(0);
    const { rounds } = await openRounds(ctx, { ...both, endsAt: inHours(12), message: "Think first." });
    expect(new Set(rounds.map(({ questionId }) => questionId))).toEqual(new Set(both.questionIds));
    const stored = await db.round.findMany({ where: { teamId: q.teamId } });
    expect(new Set(stored.map(({ opensAt }) => opensAt.getTime())).size).toBe(1);
    expect(await db.auditEntry.count({ where: { teamId: q.teamId, action: "round.open" } })).toBe(1);
  });

  it("another team's question is not there", async () => {
    const other = await questionFixture({ opensAt: inHours(-1), closesAt: inHours(48) });
    const input = { questionIds: [other.questionId], endsAt: inHours(12) };
    await expect(openRounds({ actor: lead, teamId: q.teamId }, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(endRounds({ actor: lead, teamId: q.teamId }, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it.each<[TeamRole, OrgRole, boolean]>([
    ["OBSERVER", "MEMBER", false],
    ["FORECASTER", "MEMBER", false],
    ["LEAD", "MEMBER", true],
    ["LEAD", "LEADER", false],
    ["OBSERVER", "ADMIN", true],
  ])("a %s who is %s in the organisation: %s", async (role, orgRole, may) => {
    const actor = await q.person(role, orgRole);
    const call = () =>
      appRouter
        .createCaller({ actor, address: randomUUID() })
        .round.open({ teamId: q.teamId, questionIds: [q.questionId], endsAt: inHours(2) });
    if (may) expect((await call()).rounds).toHaveLength(1);
    else await expect(call()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("the end", () => {
  it("is one act: there is nothing to end twice, nor before a beginning", async () => {
    await expect(end()).rejects.toThrow("no round that could be ended");
    await open();
    await end();
    await expect(end()).rejects.toThrow("has ended already");
  });

  it("a forecast and an early end at once: what was taken without an interval was taken after the end", async () => {
    for (let turn = 0; turn < 8; turn++) {
      await open();
      const [ended, ...said] = await Promise.allSettled([
        end(),
        ...[ada, ben].map((actor) => submitForecast({ actor, question: on() }, { probability: 0.5 })),
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
    await open(1);
    const { scenarioId } = await db.question.findUniqueOrThrow({ where: { id: q.questionId } });
    await db.document.create({ data: { id: scenarioId, teamId: q.teamId, head: 2 } });
    await letPass(2);
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
    await open(10);
    expect(await kinds(ada)).toEqual([["ROUND_OPENED", true]]);
    expect(await kinds(lead)).toEqual([]);
    expect(await kinds(watcher)).toEqual([]);
    await say(ada, 0.4);
    expect(await kinds(ada)).toEqual([["ROUND_OPENED", false]]);
    await end();
    expect(await kinds(ben)).toEqual([
      ["ROUND_ENDED", true],
      ["ROUND_OPENED", false],
    ]);
  });

  it("who has not answered a day and two hours before the end, each once; who has is left alone", async () => {
    await open(30);
    await remind();
    const ending = async (actor: Someone) => (await kinds(actor)).filter(([kind]) => kind === "ROUND_ENDING").length;
    expect(await ending(ben)).toBe(0);
    await say(ada, 0.4);
    await letPass(10);
    await Promise.all([remind(), remind()]);
    expect([await ending(ada), await ending(ben), await ending(lead)]).toEqual([0, 1, 1]);
    await letPass(19);
    await remind();
    await remind();
    expect([await ending(ada), await ending(ben)]).toEqual([0, 2]);
  });

  it("a round shorter than a day is reminded of once", async () => {
    await open(3);
    await remind();
    await letPass(1.5);
    await remind();
    expect(await db.notice.count({ where: { recipientId: ben.userId, kind: "ROUND_ENDING" } })).toBe(1);
  });
});

it("a round stays as it was made: only its early end and what was kept of it may be set, once", async () => {
  const { rounds } = await open();
  const id = rounds[0]?.roundId ?? "";
  await expect(db.round.update({ where: { id }, data: { endsAt: inHours(2) } })).rejects.toThrow("append-only");
  await expect(db.round.delete({ where: { id } })).rejects.toThrow("append-only");
  await end();
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

async function moveClose(hours: number): Promise<void> {
  const { id, ...version } = await db.questionVersion.findUniqueOrThrow({ where: { id: q.versionId } });
  await db.questionVersion.create({
    data: {
      ...version,
      number: 2,
      closesAt: new Date(Date.now() + hours * DAY),
      amendment: "CLOSE_MOVED",
      reason: "Moved",
    },
  });
}
