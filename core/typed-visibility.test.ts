import { expect, it } from "vitest";
import type { QuestionLog } from "#core/forecast-view";
import { answerFault } from "#core/outcome";
import { cdfOfQuantiles } from "#core/quantile-cdf";
import { type Viewer, visibleForecasts } from "#core/visibility";

const RANGE = { min: 0, max: 100, openLower: false, openUpper: true, zeroPoint: null };
const PEOPLE = new Map(["a", "b", "c", "me"].map((id) => [id, `Analyst ${id}`]));
const FORECASTER: Viewer = { memberId: "me", forecasts: true, seesEarlyCrowd: false };
const LEADER: Viewer = { memberId: null, forecasts: false, seesEarlyCrowd: true };
const rule = {
  revealPolicy: "AFTER_FORECAST" as const,
  revealAt: null,
  rounds: [],
  state: "OPEN" as const,
  opensAt: 0,
  closesAt: 1_000,
};

const row = (person: string, at: number) => ({ person, at, sequence: 1, reason: null, interval: null });
const continuous = (medians: Readonly<Record<string, number>>): QuestionLog => ({
  type: "numeric",
  range: RANGE,
  log: Object.entries(medians).map(([person, median], i) => {
    const quantiles = [median / 2, median, median * 1.25].map((value, k) => ({
      level: [0.1, 0.5, 0.9][k] ?? 0,
      value,
    }));
    return { ...row(person, 10 + i), kind: "forecast", value: { quantiles, cdf: cdfOfQuantiles(quantiles, RANGE) } };
  }),
});
const choice = (shares: Readonly<Record<string, readonly (number | null)[]>>): QuestionLog => ({
  type: "multiple_choice",
  options: ["x", "y", "Other"],
  log: Object.entries(shares).map(([person, value], i) => ({ ...row(person, 10 + i), kind: "forecast", value })),
});

it("before reveal a view of options or of a distribution is the same whatever others hold", () => {
  const seen = (log: QuestionLog) => visibleForecasts(rule, FORECASTER, log, PEOPLE, 500);
  expect(seen(continuous({ a: 10, b: 20 }))).toEqual(seen(continuous({ a: 61, b: 43 })));
  expect(seen(choice({ a: [0.2, 0.3, 0.5] }))).toEqual(seen(choice({ a: [0.7, 0.2, 0.1] })));
});

it("who may see a crowd as a whole sees it from three people on, in whole points", () => {
  const seen = (log: QuestionLog) => visibleForecasts(rule, LEADER, log, PEOPLE, 500).early;
  expect(seen(choice({ a: [0.2, 0.3, 0.5], b: [0.2, 0.3, 0.5] }))).toBeNull();
  expect(seen(choice({ a: [0.211, 0.3, 0.489], b: [0.2, null, 0.8], c: [0.2, 0.2, 0.6] }))).toEqual({
    count: 3,
    values: [0.2, 0.17, 0.63],
  });
  const early = seen(continuous({ a: 10, b: 20, c: 40 }));
  expect(early).toMatchObject({ count: 3 });
  for (const place of Object.values(early ?? {})) expect(Math.round(place * 100) / 100).toBe(place);
});

it("after reveal the crowd of a distribution is the mean of the CDFs with a band around it", () => {
  const view = visibleForecasts(rule, FORECASTER, continuous({ me: 30, a: 10, b: 50 }), PEOPLE, 500);
  if (view.type !== "numeric") throw new Error(`a numeric question is seen as ${view.type}`);
  const crowd = view.revealed?.crowd;
  crowd?.cdf.forEach((point, k) => {
    expect(crowd.band.lower[k]).toBeLessThanOrEqual(point + 1e-9);
    expect(crowd.band.upper[k]).toBeGreaterThanOrEqual(point - 1e-9);
  });
  const last = view.revealed?.history.at(-1);
  expect(last).toMatchObject({ count: 3, end: 500 });
  expect(last?.median).toBeCloseTo(crowd?.median ?? Number.NaN, 12);
});

it("a value beyond an open bound is a verdict; beyond a closed one the question ruled it out", () => {
  const spec = { type: "numeric" as const, range: RANGE };
  expect(answerFault({ outcome: "VALUE", option: null, value: 150 }, spec)).toBeNull();
  expect(answerFault({ outcome: "VALUE", option: null, value: -1 }, spec)).toMatchObject({ field: "value" });
  expect(answerFault({ outcome: "BELOW", option: null, value: null }, spec)).toMatchObject({ field: "outcome" });
  expect(answerFault({ outcome: "ABOVE", option: null, value: null }, spec)).toBeNull();
});
