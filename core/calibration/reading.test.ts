import { expect, it } from "vitest";
import { corpOfTally } from "#core/calibration/corp";
import type { CalibrationPair } from "#core/calibration/pairs";
import { boldShare, readingOf, stepsInUse } from "#core/calibration/reading";
import { tallyOf } from "#core/calibration/tally";

/** `n` pairs at a forecast, each on a question of its own, of which the first `yes` came true. */
const said = (forecast: number, n: number, yes: number): CalibrationPair[] =>
  Array.from({ length: n }, (_, i) => ({
    question: `${forecast} ${i}`,
    forecast,
    outcome: i < yes ? "yes" : "no",
  }));

const pairs = [...said(0.1, 10, 3), ...said(0.3, 10, 3), ...said(0.8, 10, 5), ...said(0.9, 10, 6)];
const tally = tallyOf(pairs);
const corp = corpOfTally(tally);
const wide = [0.1, 0.3, 0.8, 0.9].map((forecast) => ({ forecast, low: 0, high: 1 }));

it("a step pools what happened equally often, with its forecasts and questions", () => {
  expect(stepsInUse(corp, pairs)).toEqual([
    { low: 0.1, high: 0.3, observed: 0.3, forecasts: 20, questions: 20 },
    { low: 0.8, high: 0.8, observed: 0.5, forecasts: 10, questions: 10 },
    { low: 0.9, high: 0.9, observed: 0.6, forecasts: 10, questions: 10 },
  ]);
  const twice = [...said(0.2, 2, 1), ...said(0.2, 2, 1)];
  expect(stepsInUse(corpOfTally(tallyOf(twice)), twice)).toMatchObject([{ forecasts: 4, questions: 2 }]);
});

it("inside the band there is nothing to read", () => {
  expect(readingOf(corp, wide, tally)).toEqual({ departures: [], outside: 0 });
});

it("high numbers that come true too seldom are overconfident, low ones that come true too often too", () => {
  const narrow = wide.map(({ forecast }) => ({ forecast, low: forecast - 0.1, high: forecast + 0.1 }));
  const { departures, outside } = readingOf(corp, narrow, tally);
  expect(outside).toBeCloseTo(0.75, 12);
  expect(departures).toMatchObject([
    { confidence: "over", came: "more", low: 0.1, high: 0.1 },
    { confidence: "over", came: "less", low: 0.8, high: 0.9 },
  ]);
  expect(departures[1]?.gap.least).toBeCloseTo(0.3, 12);
  expect(departures[1]?.share).toBeCloseTo(0.5, 12);
});

it("high numbers that come true too often are underconfident", () => {
  const timid = [...said(0.6, 10, 9), ...said(0.3, 10, 0)];
  const band = [0.3, 0.6].map((forecast) => ({ forecast, low: forecast - 0.1, high: forecast + 0.1 }));
  const { departures } = readingOf(corpOfTally(tallyOf(timid)), band, tallyOf(timid));
  expect(departures.map(({ confidence, came }) => [confidence, came])).toEqual([
    ["under", "less"],
    ["under", "more"],
  ]);
});

it("refuses a band of other points", () => {
  expect(() => readingOf(corp, wide.slice(1), tally)).toThrow(RangeError);
});

it("bold is under 20 or over 80 %, the edges not", () => {
  expect(boldShare(tally)).toBeCloseTo(0.5, 12);
});
