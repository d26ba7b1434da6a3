import { expect, it } from "vitest";
import type { VersionAnswer } from "#core/outcome";
import { cdfOfQuantiles } from "#core/quantile-cdf";
import type { QuestionSpec } from "#core/question";
import { sweepContinuous, sweepMultipleChoice } from "#core/scoring/sweep";
import { viewOfQuestion } from "#server/forecasts/forecast-queries";
import { reaffirm } from "#server/forecasts/reaffirm";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { db } from "#server/platform/db";
import { addOption } from "#server/questions/add-option";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { questionFixture } from "#server/scores/question.fixture";
import { questionScores } from "#server/scores/question-scores";

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);
const CHOICE: QuestionSpec = { type: "multiple_choice", options: ["Blue", "Red", "Other"] };
const RANGE = { min: 1, max: 1000, openLower: false, openUpper: true, zeroPoint: 0, unit: "MW" };
const FIVE = [0.05, 0.25, 0.5, 0.75, 0.95];
const quantiles = (...values: number[]) => values.map((value, i) => ({ level: FIVE[i] ?? 0.99, value }));

async function open(spec: QuestionSpec) {
  const q = await questionFixture({ opensAt: inDays(-10), closesAt: inDays(10), spec });
  const [ada, bo, lead, second] = [
    await q.person("FORECASTER"),
    await q.person("FORECASTER"),
    await q.person("LEAD"),
    await q.person("LEAD"),
  ];
  const { scenarioId } = await db.question.findUniqueOrThrow({ where: { id: q.questionId } });
  const question = { id: q.questionId, teamId: q.teamId, scenarioId };
  const resolve = async (answer: Partial<VersionAnswer>) => {
    const { proposalId } = await proposeResolution({ actor: lead, question }, {
      outcome: "VOID",
      ...answer,
      knownAt: new Date(),
      evidenceUrl: "https://record.example",
      note: "",
    } as Parameters<typeof proposeResolution>[1]);
    await confirmResolution({ actor: second, proposal: { id: proposalId } }, {});
  };
  return { q, question, ada, bo, lead, resolve };
}

const scoresOf = async (questionId: string, rule: "PEER" | "BASELINE" | "CRPS" | "RELATIVE_BRIER") =>
  new Map(
    (await db.score.findMany({ where: { questionId, rule } })).map(({ memberId, value }) => [memberId, value] as const),
  );

it("multiple choice: what was said before an option was offered stands, counts for the last, and is scored by core's rule", async () => {
  const { q, question, ada, bo, lead, resolve } = await open(CHOICE);
  await submitForecast({ actor: ada, question }, { probabilities: [0.2, 0.2, 0.6] });
  const added = await addOption({ actor: lead, question }, { option: "Green", reason: "It stands for election." });
  expect(added).toEqual({ version: 2, options: ["Blue", "Red", "Green", "Other"] });
  await expect(reaffirm({ actor: ada, question })).rejects.toMatchObject({ code: "CONFLICT", message: /added since/ });
  await expect(submitForecast({ actor: bo, question }, { probabilities: [0.2, 0.2, 0.6] })).rejects.toMatchObject({
    code: "INVALID",
    field: "probabilities",
    message: /each of the 4 options/,
  });
  await submitForecast({ actor: bo, question }, { probabilities: [0.1, 0.2, 0.5, 0.2] });
  const view = await viewOfQuestion(ada, question.id);
  expect(view.type === "multiple_choice" && [view.options, view.own?.value, view.revealed?.crowd?.values]).toEqual([
    ["Blue", "Red", "Green", "Other"],
    [0.2, 0.2, null, 0.6],
    [0.15000000000000002, 0.2, 0.25, 0.4],
  ]);
  await resolve({ outcome: "OPTION", option: "Green" });
  const log = view.type === "multiple_choice" ? (view.revealed?.log ?? []) : [];
  const { knownAt } = await db.resolution.findFirstOrThrow({ where: { questionId: question.id } });
  const clocks = { opensAt: +q.opensAt, closesAt: +q.closesAt, knownAt: +knownAt };
  const due = sweepMultipleChoice({ clocks, log, outcome: 2 });
  for (const [rule, score] of [
    ["PEER", "peer"],
    ["BASELINE", "baseline"],
    ["RELATIVE_BRIER", "relativeBrier"],
  ] as const) {
    expect(await scoresOf(question.id, rule)).toEqual(new Map(due.map((row) => [row.person, row[score]])));
  }
});

it("a numeric question on a logarithmic scale: quantiles are kept with the CDF that they draw; beyond its open end it resolves", async () => {
  const { q, question, ada, bo, lead, resolve } = await open({ type: "numeric", range: RANGE });
  const stated = quantiles(5, 20, 60, 150, 600);
  await submitForecast({ actor: ada, question }, { quantiles: stated });
  await submitForecast({ actor: bo, question }, { quantiles: quantiles(50, 200, 400, 900, 2000) });
  await reaffirm({ actor: ada, question });
  const rows = await db.forecast.findMany({ where: { questionId: question.id, memberId: ada.memberId } });
  for (const row of rows) {
    expect([row.quantileLevels, row.quantileValues]).toEqual([FIVE, [5, 20, 60, 150, 600]]);
    expect(row.cdf).toEqual(cdfOfQuantiles(stated, RANGE));
  }
  await expect(resolve({ outcome: "VALUE", value: 0.5 })).rejects.toMatchObject({ code: "INVALID", field: "value" });
  await expect(resolve({ outcome: "BELOW" })).rejects.toMatchObject({ code: "INVALID", field: "outcome" });
  await expect(resolve({ outcome: "YES" })).rejects.toMatchObject({ code: "INVALID", field: "outcome" });
  await resolve({ outcome: "VALUE", value: 1500 });
  const { knownAt } = await db.resolution.findFirstOrThrow({ where: { questionId: question.id } });
  const clocks = { opensAt: +q.opensAt, closesAt: +q.closesAt, knownAt: +knownAt };
  const view = await viewOfQuestion(lead, question.id);
  const log = view.type === "numeric" ? (view.revealed?.log ?? []) : [];
  const cdfs = log.map((event) => (event.kind === "forecast" ? { ...event, value: event.value.cdf } : event));
  const due = sweepContinuous({ clocks, log: cdfs, outcome: 1500, range: RANGE });
  expect(await scoresOf(question.id, "CRPS")).toEqual(new Map(due.map((row) => [row.person, row.timeAveragedCrps])));
  expect(await scoresOf(question.id, "PEER")).toEqual(new Map(due.map((row) => [row.person, row.peer])));
  expect(await scoresOf(question.id, "RELATIVE_BRIER")).toEqual(new Map());
  const detail = { id: question.id, teamId: question.teamId, state: "RESOLVED" as const, forecasts: view };
  const sheet = await questionScores(ada, detail, { who: undefined, rule: "crps" }, new Map());
  expect(sheet.explained?.sum).toBeCloseTo(sheet.explained?.stored ?? Number.NaN, 9);
});

it.each([
  [{ probabilities: [0.2, 0.3, 0.5] }, "probabilities", /takes quantiles/],
  [{ probability: 0.5 }, "probability", /takes quantiles/],
  [{ quantiles: quantiles(5, 20, 20, 150, 600) }, "quantiles", /At 50 %: 20.MW must be above 20.MW/],
  [{ quantiles: quantiles(0.5, 20, 60, 150, 600) }, "quantiles", /At 5 %: the range is closed, so above 1.MW/],
  [{ quantiles: quantiles(5) }, "quantiles", /at least two/],
  [{}, "quantiles", /at least two/],
])("%j is refused by name, and nothing is left behind", async (input, field, message) => {
  const { question, ada } = await open({ type: "numeric", range: RANGE });
  await expect(submitForecast({ actor: ada, question }, input)).rejects.toMatchObject({
    code: "INVALID",
    field,
    message: expect.stringMatching(message),
  });
  expect(await db.forecast.count({ where: { questionId: question.id } })).toBe(0);
});

it("the database itself refuses a forecast, a version or a verdict that the question cannot have", async () => {
  const { q, question, ada } = await open(CHOICE);
  const { teamId, versionId: questionVersionId, questionId } = q;
  const row = { teamId, questionId, questionVersionId, memberId: ada.memberId, sequence: 1, madeAt: new Date() };
  for (const stated of [
    { probabilities: [0.5] },
    { probabilities: [0.5, 0.5] },
    { probabilities: [0.5, 0.4, 0.2] },
    { probabilities: [], cdf: cdfOfQuantiles(quantiles(5, 20, 60, 150, 600), RANGE) },
  ])
    await expect(db.forecast.create({ data: { ...row, kind: "FORECAST", ...stated } })).rejects.toThrow();
  const version = {
    teamId,
    questionId,
    title: "Which?",
    criteria: "",
    source: "",
    opensAt: q.opensAt,
    closesAt: q.closesAt,
  };
  const amended = { ...version, number: 2, amendment: "CLARIFICATION", reason: "Why not" } as const;
  for (const options of [["Blue", "Other"], ["Blue", "Red", "Other", "Green"], ["Blue", "Red", "Red", "Other"], []])
    await expect(db.questionVersion.create({ data: { ...amended, options } })).rejects.toThrow();
  const verdict = { teamId, questionId, version: 1, knownAt: new Date(), origin: "IMPORT" } as const;
  for (const answer of [
    { outcome: "YES" },
    { outcome: "OPTION", option: "Green" },
    { outcome: "OPTION" },
    { outcome: "VOID", option: "Blue" },
    { outcome: "VALUE", value: 3 },
  ] as const)
    await expect(db.resolution.create({ data: { ...verdict, ...answer } })).rejects.toThrow();
  expect(question.id).toBe(questionId);
});
