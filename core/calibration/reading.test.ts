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

it("parts of one departure are one where next to nothing lies between them, with its least and most", () => {
  // 1 of 301 forecasts between two that came true far too seldom: in the band, and no reason to speak twice.
  const seam = [...said(0.7, 100, 20), ...said(0.75, 1, 0), ...said(0.9, 200, 60)];
  const counted = tallyOf(seam);
  const fitted = corpOfTally(counted);
  const reach = (forecast: number) => ({ forecast, low: forecast === 0.75 ? 0 : forecast - 0.05, high: 1 });
  const { departures, outside } = readingOf(fitted, [0.7, 0.75, 0.9].map(reach), counted);
  expect(departures).toMatchObject([{ confidence: "over", came: "less", low: 0.7, high: 0.9 }]);
  const [least = 0, most = 0] = [departures[0]?.gap.least, departures[0]?.gap.most];
  expect(least).toBeCloseTo(0.7 - 20 / 101, 12);
  expect(most).toBeCloseTo(0.6, 12);
  expect(outside).toBeCloseTo(300 / 301, 12);
});

it("they are two where more than that lies between them, or where they depart to other sides", () => {
  const apart = [...said(0.7, 100, 20), ...said(0.75, 50, 10), ...said(0.9, 200, 80)];
  const counted = tallyOf(apart);
  const reach = (forecast: number) => ({ forecast, low: forecast === 0.75 ? 0 : forecast - 0.05, high: 1 });
  const { departures } = readingOf(corpOfTally(counted), [0.7, 0.75, 0.9].map(reach), counted);
  expect(departures).toMatchObject([
    { low: 0.7, high: 0.7 },
    { low: 0.9, high: 0.9 },
  ]);
});

it("the edges of the band are inside it, and at even odds too seldom is under-, too often underconfident", () => {
  const even = [...said(0.5, 10, 2)];
  const counted = tallyOf(even);
  const fitted = corpOfTally(counted);
  expect(readingOf(fitted, [{ forecast: 0.5, low: 0.2, high: 0.2 }], counted).departures).toEqual([]);
  const [below] = readingOf(fitted, [{ forecast: 0.5, low: 0.4, high: 0.6 }], counted).departures;
  expect(below).toMatchObject({ came: "less", confidence: "under" });
  const [above] = readingOf(fitted, [{ forecast: 0.5, low: 0, high: 0.1 }], counted).departures;
  expect(above).toMatchObject({ came: "more", confidence: "under" });
});

it("refuses a band of other points", () => {
  expect(() => readingOf(corp, wide.slice(1), tally)).toThrow("band must have the fit's 4 points, got 3");
});

it("bold is under 20 or over 80 %, the edges not", () => {
  expect(boldShare(tally)).toBeCloseTo(0.5, 12);
});
