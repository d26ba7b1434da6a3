import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { BUCKETS, type ContinuousOutcome } from "#core/distribution";
import { formatInstant } from "#core/instant";
import { cdfOfQuantiles } from "#core/quantile-cdf";
import type { Range } from "#core/question";
import { rangeRule } from "#core/scoring/continuous-rule";
import { looks } from "#core/scoring/log.arbitrary";
import { multipleChoiceRule } from "#core/scoring/rules";
import { spotScores } from "#core/scoring/spot";
import { type Sweepable, sweep } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";
import { exportWorld } from "#server/exchange/export-world";
import { importWorlds } from "#server/exchange/import-world";
import { faultsOf, fileOf } from "#server/exchange/test-world";

const START = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
const PEOPLE = [3, 1, 4, 0, 2].map((n) => ({ id: `p${n}`, name: `Person ${n}`, role: "forecaster" }));

const event = <V>(states: fc.Arbitrary<V>) =>
  fc.record({
    person: fc.nat(4),
    days: fc.integer({ min: -2, max: 40 }),
    states: fc.option(states, { freq: 6 }),
  });
const clocks = { closes: fc.integer({ min: 1, max: 30 }), known: fc.integer({ min: 0, max: 40 }) };

/** Shares of n options in thousandths, none of them 0. */
const shares = (n: number) =>
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: n, maxLength: n }).map((parts) => {
    const total = parts.reduce((sum, part) => sum + part, 0);
    return parts.map((part) => part / total);
  });

/** Options a, b, … and Other, of which all but two may have been added later. */
const choices = fc.integer({ min: 3, max: 5 }).chain((count) =>
  fc.integer({ min: 2, max: count }).chain((first) =>
    fc.record({
      type: fc.constant("multiple_choice" as const),
      count: fc.constant(count),
      first: fc.constant(first),
      outcome: fc.nat(count - 1),
      events: fc.array(event(fc.integer({ min: first, max: count }).chain(shares)), { maxLength: 14 }),
      ...clocks,
    }),
  ),
);

const RANGES: readonly Range[] = [
  { min: 0, max: 100, openLower: false, openUpper: false, zeroPoint: null },
  { min: -5, max: 20, openLower: true, openUpper: true, zeroPoint: null, unit: "°C" },
  { min: 1, max: 1000, openLower: false, openUpper: true, zeroPoint: 0, unit: "MW" },
];
const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95];
const ranges = fc.constantFrom(...RANGES).chain((scale) =>
  fc.boolean().chain((date) => {
    const range = date ? dated(scale) : scale;
    const inside = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const values = fc
      .uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 5, maxLength: 5 })
      .map((places) =>
        places.toSorted((a, b) => a - b).map((place) => range.min + (place / 1000) * (range.max - range.min)),
      );
    return fc.record({
      type: fc.constant(date ? ("date" as const) : ("numeric" as const)),
      range: fc.constant(range),
      outcome: fc.oneof(
        inside.map((at) => range.min + at * (range.max - range.min)),
        ...(range.openUpper ? [fc.constant<ContinuousOutcome>("above"), fc.constant(range.max + 3.5 * DAY)] : []),
        ...(range.openLower ? [fc.constant<ContinuousOutcome>("below")] : []),
      ),
      asCdf: fc.boolean(),
      events: fc.array(event(values), { maxLength: 14 }),
      ...clocks,
    });
  }),
);

function dated({ openLower, openUpper, zeroPoint, ...scale }: Range): Range {
  const at = (value: number) => START + value * DAY;
  return {
    min: at(scale.min),
    max: at(scale.max),
    openLower,
    openUpper,
    zeroPoint: zeroPoint === null ? null : at(zeroPoint),
  };
}

const worlds = fc.array(fc.oneof(choices, ranges), { minLength: 1, maxLength: 4 });
type Question = typeof worlds extends fc.Arbitrary<(infer Q)[]> ? Q : never;

const optionsOf = (count: number) => [..."abcd".slice(0, count - 1), "Other"];

function questionOf(question: Question, n: number) {
  const asked = { id: `q${n}`, type: question.type, title: `Question ${n}?`, opensAt: formatInstant(START) };
  const closesAt = formatInstant(START + question.closes * DAY);
  if (question.type !== "multiple_choice") return { ...asked, closesAt, range: question.range };
  const { count, first } = question;
  const optionsHistory = Array.from({ length: count - first + 1 }, (_, i) => optionsOf(first + i));
  return { ...asked, closesAt, options: optionsOf(count), ...(optionsHistory.length > 1 ? { optionsHistory } : {}) };
}

function statedBy(question: Question, states: readonly number[]) {
  if (question.type === "multiple_choice") return { probabilities: states };
  const quantiles = LEVELS.map((level, i) => ({ level, value: states[i] ?? 0 }));
  if (question.asCdf) return { cdf: cdfOfQuantiles(quantiles, question.range) };
  const written = (value: number) =>
    question.type === "date" && Number.isInteger(value) ? formatInstant(value) : value;
  return { quantiles: Object.fromEntries(quantiles.map(({ level, value }) => [String(level), written(value)])) };
}

function worldFile(questions: readonly Question[]) {
  return {
    format: "bellwether-world/1",
    people: PEOPLE,
    questions: questions.map(questionOf),
    forecasts: questions.flatMap((question, n) =>
      question.events.map(({ person, days, states }) => ({
        question: `q${n}`,
        person: `p${person}`,
        madeAt: formatInstant(START + days * DAY),
        ...(states === null ? { kind: "withdrawal" } : { kind: "forecast", ...statedBy(question, states) }),
      })),
    ),
    resolutions: questions.map((question, n) => ({
      question: `q${n}`,
      outcome: question.type === "multiple_choice" ? optionsOf(question.count)[question.outcome] : question.outcome,
      knownAt: formatInstant(START + question.known * DAY),
    })),
  };
}

/** Every score of a question by core alone, in the file's own ids. */
function due<V>(id: string, { clocks, log, rule }: Sweepable<V>): [string, number][] {
  const spots = new Map(spotScores({ clocks, log, rule }, null).map((spot) => [spot.person, spot]));
  return sweep({ clocks, log, rule }).flatMap(({ person, coverage, ...scores }) => {
    if (coverage === 0) return [];
    const spot = spots.get(person);
    const rules = {
      baseline: scores.baseline,
      peer: scores.peer,
      relative_brier: scores.relativeBrier,
      time_averaged_brier: scores.timeAveragedBrier,
      crps: scores.timeAveragedCrps,
      spot_baseline: spot?.baseline ?? null,
      spot_peer: spot?.peer ?? null,
    };
    return Object.entries(rules).flatMap(([rule, score]): [string, number][] =>
      score === null ? [] : [[`${id} ${PEOPLE[Number(person)]?.id} ${rule}`, score]],
    );
  });
}

function expected(questions: readonly Question[]): Map<string, number> {
  return new Map(
    questions.flatMap((question, n) => {
      const sequences = new Map<number, number>();
      const events = question.events
        .toSorted((a, b) => a.days - b.days)
        .map((event) => {
          const sequence = (sequences.get(event.person) ?? 0) + 1;
          sequences.set(event.person, sequence);
          // Simultaneous forecasts count in the order in which the file names people.
          return { ...event, at: START + event.days * DAY, sequence, person: String(orderOf(event.person)) };
        });
      const log = <V>(value: (states: readonly number[]) => V) =>
        events.map(
          ({ person, at, sequence, states }): ForecastEvent<V> =>
            states === null
              ? { person, at, sequence, kind: "withdrawal" }
              : { person, at, sequence, kind: "forecast", value: value(states) },
        );
      const asked = { opensAt: START, closesAt: START + question.closes * DAY, knownAt: START + question.known * DAY };
      const id = `q${n}`;
      if (question.type !== "multiple_choice") {
        const { range, outcome } = question;
        const cdf = (states: readonly number[]) =>
          cdfOfQuantiles(
            LEVELS.map((level, i) => ({ level, value: states[i] ?? 0 })),
            range,
          );
        return due(id, { clocks: asked, log: log(cdf), rule: rangeRule({ outcome, range, buckets: BUCKETS }) });
      }
      const { count, outcome } = question;
      const all = optionsOf(count);
      const value = (states: readonly number[]) => {
        const offered = optionsOf(states.length);
        return all.map((option) => states[offered.indexOf(option)] ?? null);
      };
      return due(id, { clocks: asked, log: log(value), rule: multipleChoiceRule(outcome) });
    }),
  );
}

const orderOf = (person: number) => PEOPLE.findIndex(({ id }) => id === `p${person}`);

const Exported = z.looseObject({
  scores: z.array(z.looseObject({ question: z.string(), person: z.string(), rule: z.string(), score: z.number() })),
});

async function throughTeam(json: unknown) {
  const team = `Team ${randomUUID()}`;
  await importWorlds([fileOf(json)], { team, bounds: "refuse" });
  let text = "";
  for await (const piece of exportWorld(team)) text += piece;
  return Exported.parse(JSON.parse(text));
}

it("any world of options, numbers and dates comes out with core's scores to the last bit, and once more the same", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(worlds, async (questions) => {
      const first = await throughTeam(worldFile(questions));
      const wanted = expected(questions);
      const given = new Map(
        first.scores.map(({ question, person, rule, score }) => [`${question} ${person} ${rule}`, score]),
      );
      expect([...given.keys()].sort()).toEqual([...wanted.keys()].sort());
      for (const [key, score] of given) expect(score, key).toBe(wanted.get(key));
      compared += given.size;
      expect(await throughTeam(first)).toEqual(first);
    }),
    looks(0.1),
  );
  expect(compared).toBeGreaterThan(0);
});

const question = { id: "q", title: "Which?", opensAt: "2024-01-01T00:00:00Z", closesAt: "2024-12-31T00:00:00Z" };
const choice = { ...question, type: "multiple_choice", options: ["x", "y", "Other"] };
const numeric = { ...question, type: "numeric", range: { min: 0, max: 10, openLower: false, openUpper: true } };
const made = { question: "q", person: "p1", madeAt: "2024-02-01T00:00:00Z" };
const answered = { question: "q", knownAt: "2024-06-01T00:00:00Z" };
const world = (asked: object, states: object, outcome: unknown = "void") => ({
  format: "bellwether-world/1",
  people: PEOPLE,
  questions: [asked],
  forecasts: [{ ...made, ...states }],
  resolutions: [{ ...answered, outcome }],
});

it.each([
  [
    world(choice, { probabilities: [0.5, 0.5] }),
    /^forecasts\[0\]\.probabilities: give one probability for each of the 3/,
  ],
  [world(choice, { probabilities: [0.5, 0.5, 0.5] }), /^forecasts\[0\]\.probabilities: .*sum to 150 %/],
  [
    world(choice, { probabilities: [0, 0.5, 0.5] }),
    /^forecasts\[0\]\.probabilities\[0\]: must lie in .*--bounds=record/,
  ],
  [world(choice, { probability: 0.5 }), /^forecasts\[0\]\.probability: a multiple choice question takes/],
  [world(choice, {}), /^forecasts\[0\]\.probabilities: give each option/],
  [world(choice, { probabilities: [0.2, 0.3, 0.5] }, "z"), /^resolutions\[0\]\.outcome: must be one of the options/],
  [world({ ...choice, options: ["x"] }, { kind: "withdrawal" }), /^questions\[0\]\.options: /],
  [world({ ...choice, options: undefined }, { kind: "withdrawal" }), /^questions\[0\]\.options: .*states its options/],
  [world({ ...numeric, range: undefined }, { kind: "withdrawal" }), /^questions\[0\]\.range: .*states its range/],
  [world({ ...numeric, range: { min: 3, max: 1 } }, { kind: "withdrawal" }), /^questions\[0\]\.range: /],
  [
    world(numeric, { quantiles: { "0.5": 3, "0.25": 4 } }),
    /^forecasts\[0\]\.quantiles\["0\.5"\]: at 50 %: 3 must be above 4/,
  ],
  [world(numeric, { quantiles: { half: 3, "0.25": 4 } }), /^forecasts\[0\]\.quantiles\["half"\]: is no level/],
  [world(numeric, { cdf: [0, 0.5, 1] }), /^forecasts\[0\]\.cdf: a CDF has 201 points, got 3/],
  [
    world(numeric, { quantiles: { "0.25": 2, "0.5": 3 } }, -1),
    /^resolutions\[0\]\.outcome: .*rules out an answer below/,
  ],
  [world(numeric, { quantiles: { "0.25": 2, "0.5": 3 } }, "yes"), /^resolutions\[0\]\.outcome: must be a number/],
])("a fault names its place: %#", async (file, fault) => {
  expect(await faultsOf(fileOf(file), `Faulty ${randomUUID()}`)).toEqual([expect.stringMatching(fault)]);
});

it("shares beyond the bounds are kept as the nearest, with what was stated beside them", async () => {
  const team = `Team ${randomUUID()}`;
  await importWorlds([fileOf(world(choice, { probabilities: [0, 0.25, 0.75] }))], { team, bounds: "record" });
  let text = "";
  for await (const piece of exportWorld(team)) text += piece;
  const { forecasts } = z.object({ forecasts: z.array(z.looseObject({})) }).parse(JSON.parse(text));
  expect(forecasts).toMatchObject([{ statedProbabilities: [0, 0.25, 0.75] }]);
  const { probabilities } = z.object({ probabilities: z.array(z.number()) }).parse(forecasts[0]);
  expect(probabilities[0]).toBe(0.001);
  expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
});
