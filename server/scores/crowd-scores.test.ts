import { expect, it } from "vitest";
import type { ForecastEvent } from "#core/standing";
import { crowdScores } from "#server/scores/crowd-scores";

const YES = { outcome: "YES", option: null, value: null } as const;
const NO = { ...YES, outcome: "NO" } as const;
const clocks = { opensAt: 0, closesAt: 100, knownAt: 100 };
const said = (person: string, at: number, value: number, sequence = 1): ForecastEvent<number> => ({
  person,
  at,
  sequence,
  kind: "forecast",
  value,
});
const by = (scores: ReturnType<typeof crowdScores>) => Object.fromEntries(scores.map((score) => [score.method, score]));

it("an aggregate is held against the plain mean of the people it was made of", () => {
  const log = [said("a", 0, 0.2), said("b", 0, 0.8)];
  const {
    median,
    mean,
    geometric_mean_of_odds: odds,
  } = by(crowdScores({ clocks, question: { type: "binary", log }, verdict: YES, revealAt: null }));
  // All three say one half; the mean of ln 0.2 and ln 0.8 is ln 0.4.
  for (const row of [median, mean, odds]) {
    expect(row?.peer).toBeCloseTo(100 * Math.log(0.5 / 0.4), 9);
    expect(row?.spotPeer).toBeCloseTo(100 * Math.log(0.5 / 0.4), 9);
    expect(row?.baseline).toBeCloseTo(0, 9);
    expect(row?.coverage).toBe(1);
  }
});

it("it stands while anybody's forecast stands, and its spot is what stood strictly before the reveal", () => {
  const log: ForecastEvent<number>[] = [
    said("a", 20, 0.6),
    said("b", 50, 0.9),
    { person: "a", at: 60, sequence: 2, kind: "withdrawal" },
    { person: "b", at: 80, sequence: 2, kind: "withdrawal" },
  ];
  const { mean } = by(crowdScores({ clocks, question: { type: "binary", log }, verdict: YES, revealAt: 50 }));
  expect(mean?.coverage).toBeCloseTo(0.6, 12);
  expect(mean?.spotBaseline).toBeCloseTo(100 * (1 + Math.log(0.6) / Math.log(2)), 9);
  expect(mean?.spotPeer).toBe(0);
});

it("nothing counted gives no row; nothing standing at the spot gives none there", () => {
  expect(crowdScores({ clocks, question: { type: "binary", log: [] }, verdict: NO, revealAt: null })).toEqual([]);
  expect(
    crowdScores({ clocks, question: { type: "binary", log: [said("a", 100, 0.5)] }, verdict: NO, revealAt: null }),
  ).toEqual([]);
  const [row] = crowdScores({
    clocks,
    question: { type: "binary", log: [said("a", 40, 0.5)] },
    verdict: NO,
    revealAt: 30,
  });
  expect(row).toMatchObject({ method: "median", coverage: 0.6, spotBaseline: null, spotPeer: null });
});
