import { expect, it } from "vitest";
import { reaffirm } from "#server/forecasts/reaffirm";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { withdraw } from "#server/forecasts/withdraw";
import { leafHash, textHash } from "#server/ledger/leaf";
import { db, pool } from "#server/platform/db";
import type { AppError } from "#server/platform/errors";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);
const open = () => questionFixture({ opensAt: inDays(-10), closesAt: inDays(10) });
const on = (q: QuestionFixture) => ({ id: q.questionId, teamId: q.teamId });

const logOf = async (questionId: string) => {
  const { rows } = await pool.query<{ sequence: number; kind: string; p: number[]; at: string }>(
    `SELECT "sequence", "kind"::text, "probabilities" AS p, "madeAt"::text AS at FROM "Forecast"
     WHERE "questionId" = $1 ORDER BY "memberId", "sequence"`,
    [questionId],
  );
  return rows;
};

it("fifty submits at once by one person get the sequences 1 to 50 without a gap, at ascending instants", async () => {
  const q = await open();
  const actor = await q.person("FORECASTER");
  const made = await Promise.all(
    Array.from({ length: 50 }, (_, i) => submitForecast({ actor, question: on(q) }, { probability: (i + 1) / 100 })),
  );
  const log = await logOf(q.questionId);
  expect(log.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  expect(log.map(({ at }) => at)).toEqual(log.map(({ at }) => at).toSorted());
  expect(new Set(log.map(({ at }) => at)).size).toBe(50);
  expect(made.map(({ sequence }) => sequence).toSorted((a, b) => a - b)).toEqual(log.map(({ sequence }) => sequence));
});

it("a forecast, its journal row and its audit entry are written together, the number in none but the first two", async () => {
  const q = await open();
  const actor = await q.person("FORECASTER");
  const { forecastId } = await submitForecast({ actor, question: on(q) }, { probability: 0.37, reason: "A hunch" });

  const forecast = await db.forecast.findUniqueOrThrow({ where: { id: forecastId } });
  expect(forecast).toMatchObject({
    probabilities: [0.37],
    sequence: 1,
    kind: "FORECAST",
    reason: "A hunch",
    questionVersionId: q.versionId,
    origin: "LIVE",
  });
  const entry = await db.journalEntry.findFirstOrThrow({ where: { recordId: forecastId } });
  expect(entry).toMatchObject({ kind: "forecast", topicId: q.questionId, teamId: q.teamId });
  const body = entry.body as Parameters<typeof leafHash>[1];
  expect(Buffer.from(entry.leaf)).toEqual(leafHash(entry.salt, body));
  expect(body).toMatchObject({ sequence: 1, probabilities: [0.37], member: actor.memberId, kind: "FORECAST" });
  expect(body.reason).toBe(textHash(forecast.reasonSalt ?? new Uint8Array(), "A hunch"));
  expect(Date.parse(String(body.madeAt))).toBe(forecast.madeAt.getTime());

  const audit = await db.auditEntry.findMany({ where: { teamId: q.teamId } });
  expect(audit).toMatchObject([
    { action: "forecast.submit", actorId: actor.userId, subjectId: q.questionId, detail: {} },
  ]);
});

it("a reaffirmation repeats what stands, a withdrawal ends it, and neither can follow nothing", async () => {
  const q = await open();
  const actor = await q.person("LEAD");
  const ctx = { actor, question: on(q) };
  await expect(reaffirm(ctx)).rejects.toThrow("no forecast standing");
  await submitForecast(ctx, { probability: 0.4 });
  await reaffirm(ctx);
  await withdraw(ctx);
  await expect(withdraw(ctx)).rejects.toThrow("no forecast standing");
  await expect(reaffirm(ctx)).rejects.toThrow("no forecast standing");
  await submitForecast(ctx, { probability: 0.6 });
  expect((await logOf(q.questionId)).map(({ sequence, kind, p }) => [sequence, kind, p])).toEqual([
    [1, "FORECAST", [0.4]],
    [2, "REAFFIRMATION", [0.4]],
    [3, "WITHDRAWAL", []],
    [4, "FORECAST", [0.6]],
  ]);
});

it("a forecast before the opening is taken", async () => {
  const q = await questionFixture({ opensAt: inDays(1), closesAt: inDays(2) });
  await submitForecast({ actor: await q.person("FORECASTER"), question: on(q) }, { probability: 0.4 });
  expect(await logOf(q.questionId)).toHaveLength(1);
});

it.each([
  ["DRAFT", "not published"],
  ["PROPOSED", "A verdict is proposed"],
  ["RESOLVED", "is resolved"],
  ["VOID", "annulled"],
  ["AMBIGUOUS", "ambiguous"],
] as const)("%s takes none, and nothing is left behind", async (state, reason) => {
  const q = await open();
  const actor = await q.person("FORECASTER");
  await db.question.update({ where: { id: q.questionId }, data: { state } });
  await refused(q, submitForecast({ actor, question: on(q) }, { probability: 0.4 }), "CONFLICT", reason);
});

it("a question takes none after its close, by the database's clock", async () => {
  const q = await questionFixture({ opensAt: inDays(-2), closesAt: new Date(Date.now() - 1) });
  const actor = await q.person("FORECASTER");
  await refused(q, submitForecast({ actor, question: on(q) }, { probability: 0.4 }), "CONFLICT", "has closed");
});

it("an archived scenario's question takes none", async () => {
  const q = await open();
  await db.scenario.updateMany({ where: { teamId: q.teamId }, data: { archivedAt: new Date() } });
  const actor = await q.person("FORECASTER");
  await refused(q, submitForecast({ actor, question: on(q) }, { probability: 0.4 }), "CONFLICT", "archived");
});

it.each(["OBSERVER", "a leader", "another team"] as const)("%s may not forecast", async (who) => {
  const q = await open();
  const other = await open();
  const actor =
    who === "OBSERVER"
      ? await q.person("OBSERVER")
      : who === "a leader"
        ? await q.person("LEAD", "LEADER")
        : await other.person("LEAD");
  await refused(q, submitForecast({ actor, question: on(q) }, { probability: 0.4 }), "FORBIDDEN", "does not forecast");
});

it("a forecast and a proposal at once: the log has it only if it came first", async () => {
  for (let round = 0; round < 10; round++) {
    const q = await open();
    const actor = await q.person("FORECASTER");
    const lead = await q.person("LEAD");
    const [proposed, ...submitted] = await Promise.allSettled([
      proposeResolution(
        { actor: lead, question: { id: q.questionId } },
        { outcome: "YES", knownAt: inDays(-1), evidenceUrl: "https://record.example", note: "" },
      ),
      ...Array.from({ length: 8 }, () => submitForecast({ actor, question: on(q) }, { probability: 0.4 })),
    ]);
    expect(proposed.status).toBe("fulfilled");
    const accepted = submitted.filter(({ status }) => status === "fulfilled").length;
    expect(await logOf(q.questionId)).toHaveLength(accepted);
    const { proposedAt } = await db.resolutionProposal.findFirstOrThrow({ where: { questionId: q.questionId } });
    for (const { at } of await logOf(q.questionId))
      expect(Date.parse(at)).toBeLessThanOrEqual(proposedAt.getTime() + 1);
  }
});

async function refused(q: QuestionFixture, attempt: Promise<unknown>, code: AppError["code"], reason: string) {
  await expect(attempt).rejects.toMatchObject({ code, message: expect.stringContaining(reason) });
  expect(await logOf(q.questionId)).toEqual([]);
  expect(await db.forecastHead.count({ where: { questionId: q.questionId } })).toBe(0);
  expect(await db.auditEntry.count({ where: { teamId: q.teamId, action: { startsWith: "forecast." } } })).toBe(0);
}
