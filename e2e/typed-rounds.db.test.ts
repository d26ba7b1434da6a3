import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Rounds } from "#components/round/rounds";
import { valueAt } from "#core/distribution";
import { cdfOfQuantiles, quantilesOfCdf } from "#core/quantile-cdf";
import type { QuestionSpec, Range } from "#core/question";
import { roundSeries } from "#core/round-series";
import { summariseRounds } from "#core/round-summary";
import { viewOfQuestion } from "#server/forecasts/forecast-queries";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { endRounds } from "#server/rounds/end-rounds";
import { openRounds } from "#server/rounds/open-rounds";
import { roundRecords } from "#server/rounds/round-queries";
import { questionFixture } from "#server/scores/question.fixture";

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR);
type Said = Omit<Parameters<typeof submitForecast>[1], "reason">;

/** Three people through two rounds, each a list of what they say; the last one says nothing in the second. */
async function twoRounds(spec: QuestionSpec, first: readonly Said[], second: readonly Said[]) {
  const q = await questionFixture({ opensAt: inHours(-240), closesAt: inHours(240), spec });
  const question = { id: q.questionId, teamId: q.teamId };
  const lead = await q.person("LEAD");
  const people = [await q.person("FORECASTER"), await q.person("FORECASTER"), await q.person("FORECASTER")];
  const reader = await q.person("OBSERVER");
  const place = { actor: lead, teamId: q.teamId };
  const view = () => viewOfQuestion(reader, q.questionId);
  for (const [turn, said] of [first, second].entries()) {
    await openRounds(place, { questionIds: [q.questionId], endsAt: inHours(48) });
    for (const [i, forecast] of said.entries()) {
      const actor = people[i];
      if (actor) await submitForecast({ actor, question }, { ...forecast, reason: `Round ${turn + 1}, ${i}` });
    }
    const blind = await view();
    expect(blind.hidden).toMatchObject({ until: "round-closes" });
    expect(blind.round?.answered).toHaveLength(said.length);
    // In the second what the first came to stays, and nothing of what is said in it.
    expect(blind.revealed?.log.length ?? 0).toBe(turn * first.length);
    await endRounds(place, { questionIds: [q.questionId] });
  }
  const shown = await view();
  expect(shown.hidden).toBeNull();
  const records = (await roundRecords([q.questionId])).get(q.questionId) ?? [];
  const html = renderToStaticMarkup(createElement(Rounds, { view: shown, records, memberId: null }));
  const summaries = roundSeries(shown).map(({ label, log }) => ({ label, rounds: summariseRounds(log, shown.rounds) }));
  return { shown, summaries, text: html.replaceAll(/<[^>]*>/gu, " ").replaceAll(/\s+/gu, " ") };
}

it("options: the spread of each before and after, and who moved on it", async () => {
  const { summaries, text } = await twoRounds(
    { type: "multiple_choice", options: ["Blue", "Red", "Other"] },
    [{ probabilities: [0.2, 0.5, 0.3] }, { probabilities: [0.4, 0.4, 0.2] }, { probabilities: [0.7, 0.2, 0.1] }],
    [{ probabilities: [0.4, 0.35, 0.25] }, { probabilities: [0.4, 0.3, 0.3] }],
  );
  expect(summaries.map(({ label }) => label)).toEqual(["Blue", "Red", "Other"]);
  const [blue, red] = summaries;
  expect(blue?.rounds.map(({ spread }) => spread)).toMatchObject([
    { count: 3, median: 0.4, lower: 0.2, upper: 0.7, width: null },
    { count: 3, median: 0.4, lower: 0.4, upper: 0.7, width: null },
  ]);
  expect(blue?.rounds[1]).toMatchObject({ moves: [{ from: 0.2, to: 0.4, reason: "Round 2, 0" }], stayed: 2 });
  expect(red?.rounds[1]?.moves.map(({ from, to }) => [from, to])).toEqual([
    [0.5, 0.35],
    [0.4, 0.3],
  ]);
  expect(text).toContain("Blue: From round 1 to round 2 the middle half went from 50 points to 30 points");
});

const TONNES: Range = { min: 0, max: 1000, openLower: false, openUpper: true, zeroPoint: null, unit: "t" };
const stated = (low: number, middle: number, high: number): Said => ({
  quantiles: [
    { level: 0.05, value: low },
    { level: 0.5, value: middle },
    { level: 0.95, value: high },
  ],
});

it("a number: medians as they were stated, the mean width of the stretch from 5 to 95 %, in the unit", async () => {
  const { summaries, text } = await twoRounds(
    { type: "numeric", range: TONNES },
    [stated(100, 200, 300), stated(200, 400, 700), stated(500, 800, 900)],
    [stated(200, 350, 500), stated(200, 400, 600)],
  );
  const [only] = summaries;
  expect(only?.rounds.map(({ spread }) => spread)).toMatchObject([
    { count: 3, median: 400, lower: 200, upper: 800, width: (200 + 500 + 400) / 3 },
    { count: 3, median: 400, lower: 350, upper: 800, width: (300 + 400 + 400) / 3 },
  ]);
  expect(only?.rounds[1]).toMatchObject({ moves: [{ from: 200, to: 350, reason: "Round 2, 0" }], stayed: 2 });
  expect(text).toContain("the middle half went from 600 t to 450 t, the median from 400 t to 400 t.");
  expect(text).toContain("did not answer again");
});

it("a date: quantiles that were not stated are read off the recorded curve, distances are days", async () => {
  const [min, max] = [Date.UTC(2027, 0, 1), Date.UTC(2030, 0, 1)];
  const range: Range = { min, max, openLower: true, openUpper: true, zeroPoint: null };
  const quartiles = (lower: number, upper: number) => [
    { level: 0.25, value: valueAt(lower, range) },
    { level: 0.75, value: valueAt(upper, range) },
  ];
  const said = [quartiles(0.2, 0.4), quartiles(0.4, 0.6), quartiles(0.6, 0.8)];
  const { summaries, text } = await twoRounds(
    { type: "date", range },
    said.map((quantiles) => ({ quantiles })),
    [{ quantiles: quartiles(0.3, 0.5) }],
  );
  const middle = (quantiles: ReturnType<typeof quartiles>) =>
    quantilesOfCdf(cdfOfQuantiles(quantiles, range), range, [0.5])[0]?.value ?? Number.NaN;
  const medians = said.map(middle);
  const [first, second] = summaries[0]?.rounds ?? [];
  expect(first?.estimates.map(({ value }) => value)).toEqual(medians);
  expect(first?.spread).toMatchObject({ count: 3, median: medians[1], lower: medians[0], upper: medians[2] });
  expect(second?.moves.map(({ from, to }) => [from, to])).toEqual([[medians[0], middle(quartiles(0.3, 0.5))]]);
  expect(text).toMatch(/the middle half went from \d+ days to \d+ days, the median from \d+ \w+ 2028 to/u);
});
