import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AGGREGATION_METHODS, aggregate, aggregateAt, aggregateHistory } from "#core/aggregation/binary";
import { aggregateCdfHistory, aggregateCdfs } from "#core/aggregation/continuous";
import { oldestFirst } from "#core/aggregation/history";
import {
  extremisedPool,
  geometricMean,
  geometricMeanOfOdds,
  highestDensityTrimmedMean,
  neymanExponent,
  recencyWeights,
  trimmedMean,
} from "#core/aggregation/methods";
import { aggregateOptions, aggregateOptionsHistory, floorPreserving } from "#core/aggregation/options";
import { seededRandom } from "#core/math/random";
import { mean } from "#core/math/sum";
import { arbitraryChoice, arbitraryRange } from "#core/scoring/kinds.arbitrary";
import { arbitraryProbability, arbitraryQuestion, looks } from "#core/scoring/log.arbitrary";
import { sweepBinary } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";
import { standingAt } from "#core/standing";

const crowd = fc.array(arbitraryProbability, { minLength: 1, maxLength: 12 });
const methods = fc.constantFrom(...AGGREGATION_METHODS);

describe("hand-worked pools", () => {
  it("geometric mean of odds: odds 1/4 and 4 pool to even", () => {
    expect(geometricMeanOfOdds([0.2, 0.8])).toBe(0.5);
    expect(geometricMeanOfOdds([0.9, 0.9])).toBeCloseTo(0.9, 12);
  });

  it("extremising squares the odds at exponent 2", () => {
    expect(extremisedPool([0.75], 2)).toBeCloseTo(0.9, 12);
  });

  it("Neyman's exponent is 1 for one forecaster and nears √3", () => {
    expect(neymanExponent(1)).toBeCloseTo(1, 12);
    expect(neymanExponent(100_000)).toBeCloseTo(Math.sqrt(3), 4);
  });

  it("a tenth of ten values is one from each end; of five, half rounds to even, none", () => {
    expect(trimmedMean([0, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 1], 0.1)).toBeCloseTo(0.4, 12);
    expect(trimmedMean([0, 0.25, 0.5, 0.75, 1], 0.1)).toBe(0.5);
  });

  it("the highest density mean drops the outlier alone", () => {
    expect(highestDensityTrimmedMean([0.1, 0.1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.9], 0.1)).toBeCloseTo(1.6 / 9, 12);
  });

  it("one 0 makes a geometric mean 0", () => {
    expect(geometricMean([0, 0.5])).toBe(0);
    expect(geometricMean([0.25, 1])).toBeCloseTo(0.5, 12);
  });

  it("recency: the newest weighs 1, up to two weigh the same", () => {
    expect(recencyWeights(2)).toEqual([1, 1]);
    expect(recencyWeights(4)).toEqual([Math.exp(-1), Math.exp(Math.SQRT2 - 2), Math.exp(Math.sqrt(3) - 2), 1]);
  });
});

describe("aggregate", () => {
  it("of one forecast is that forecast", () => {
    for (const method of AGGREGATION_METHODS) expect(aggregate(method, [0.3]).value).toBeCloseTo(0.3, 12);
  });

  it("mirrors when yes and no are relabelled", () => {
    fc.assert(
      fc.property(methods, crowd, (method, probabilities) => {
        const mirrored = aggregate(
          method,
          probabilities.map((p) => 1 - p),
        );
        const straight = aggregate(method, probabilities);
        expect(1 - mirrored.value).toBeCloseTo(straight.value, 9);
        expect(1 - mirrored.upper).toBeCloseTo(straight.lower, 9);
      }),
    );
  });

  it("stays between the least and the greatest, extremising excepted; the band is in order", () => {
    fc.assert(
      fc.property(methods, crowd, (method, probabilities) => {
        const { value, lower, upper, count } = aggregate(method, probabilities);
        expect(count).toBe(probabilities.length);
        expect(lower).toBeLessThanOrEqual(upper);
        if (method === "extremised") return;
        expect(value).toBeGreaterThanOrEqual(Math.min(...probabilities) - 1e-12);
        expect(value).toBeLessThanOrEqual(Math.max(...probabilities) + 1e-12);
      }),
    );
  });

  it("does not depend on the order of people, recency excepted", () => {
    fc.assert(
      fc.property(methods, crowd, (method, probabilities) => {
        fc.pre(method !== "recency_weighted_median");
        expect(aggregate(method, probabilities.toReversed()).value).toBeCloseTo(
          aggregate(method, probabilities).value,
          12,
        );
      }),
    );
  });

  it("refuses an empty crowd and certainty where odds are taken", () => {
    expect(() => aggregate("median", [])).toThrow(/must not be empty/);
    expect(() => aggregate("geometric_mean_of_odds", [1])).toThrow(/probability must lie in \(0, 1\), got 1/);
    expect(() => aggregate("mean", [Number.NaN])).toThrow(RangeError);
  });
});

describe("history", () => {
  const log: ForecastEvent<number>[] = [
    { person: "ada", at: -5, sequence: 1, kind: "forecast", value: 0.2 },
    { person: "bo", at: 10, sequence: 1, kind: "forecast", value: 0.6 },
    { person: "ada", at: 20, sequence: 2, kind: "withdrawal" },
    { person: "bo", at: 30, sequence: 2, kind: "withdrawal" },
    { person: "bo", at: 50, sequence: 3, kind: "forecast", value: 0.9 },
  ];

  it("has one entry per stretch, none while nobody stands, the last one open", () => {
    const history = aggregateHistory("mean", log, { from: 0, until: null });
    expect(history.map(({ start, end, value }) => [start, end, value])).toEqual([
      [0, 10, 0.2],
      [10, 20, 0.4],
      [20, 30, 0.6],
      [50, null, 0.9],
    ]);
  });

  it("ends where it is told to", () => {
    expect(aggregateHistory("mean", log, { from: 0, until: 50 }).at(-1)).toMatchObject({ start: 20, end: 30 });
  });

  it.each(AGGREGATION_METHODS)("%s: says at every instant what the aggregate of that instant says", (method) => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ log }) => {
        const history = aggregateHistory(method, log, { from: -200, until: null });
        const instants = [...new Set(log.map(({ at }) => at))];
        for (const at of instants.flatMap((instant) => [instant - 1, instant, instant + 0.5])) {
          const span = history.find(({ start, end }) => start <= at && (end === null || at < end));
          const now = aggregateAt(method, log, at);
          expect(span?.count).toBe(now?.count);
          if (now === null || span === undefined) continue;
          // Medians and bands to the bit; means, whose terms came in another order, to rounding.
          if (method.endsWith("median")) expect(span.value).toBe(now.value);
          else expect(span.value).toBeCloseTo(now.value, 12);
          expect([span.lower, span.upper]).toEqual([now.lower, now.upper]);
        }
      }),
      looks(0.6),
    );
  });

  it("a thousand comings and goings leave nothing behind", () => {
    const people = Array.from({ length: 40 }, (_, i) => `p${i}`);
    const random = seededRandom(5);
    const busy = Array.from({ length: 4000 }, (_, i): ForecastEvent<number> => {
      const row = { person: people[i % 40] ?? "", at: i, sequence: Math.floor(i / 40) + 1 };
      return random() < 0.1 ? { ...row, kind: "withdrawal" } : { ...row, kind: "forecast", value: random() };
    });
    for (const method of AGGREGATION_METHODS) {
      const last = aggregateHistory(method, busy, { from: 0, until: null }).at(-1);
      expect(last?.value).toBeCloseTo(aggregateAt(method, busy, 4000)?.value ?? Number.NaN, 12);
    }
  });

  it.each(AGGREGATION_METHODS)("%s: options say at every instant what the aggregate of that instant says", (method) => {
    fc.assert(
      fc.property(arbitraryChoice, ({ log: drawn }) => {
        const log = drawn.map((event) =>
          event.kind === "forecast" ? { ...event, value: event.value.map((p) => p ?? 0) } : event,
        );
        const history = aggregateOptionsHistory(method, log, { from: -200, until: null });
        for (const { at } of log) {
          const span = history.find(({ start, end }) => start <= at && (end === null || at < end));
          const standing = oldestFirst(standingAt(log, at));
          if (standing.length === 0) {
            expect(span).toBeUndefined();
            continue;
          }
          const now = aggregateOptions(method, standing);
          expect(span?.crowd.count).toBe(now.count);
          for (const list of ["values", "lower", "upper"] as const) {
            now[list].forEach((p, k) => void expect(span?.crowd[list][k]).toBeCloseTo(p, 12));
          }
        }
      }),
      looks(0.3),
    );
  });

  it("curves say at every instant what the mixture of that instant says", () => {
    fc.assert(
      fc.property(arbitraryRange, ({ log }) => {
        const history = aggregateCdfHistory(log, { from: -200, until: 900 });
        for (const { at } of log.filter((event) => event.at < 900)) {
          const span = history.find(({ start, end }) => start <= at && (end === null || at < end));
          const standing = oldestFirst(standingAt(log, at));
          expect(span?.crowd.count ?? 0).toBe(standing.length);
          if (standing.length === 0) continue;
          const now = aggregateCdfs(standing);
          now.cdf.forEach((p, k) => void expect(span?.crowd.cdf[k]).toBeCloseTo(p, 12));
          expect(span?.crowd.median).toBeCloseTo(now.median, 9);
        }
        // The last span ends with the period, unless the last who stood withdrew before.
        const stand =
          standingAt(
            log.filter(({ at }) => at < 900),
            900,
          ).size > 0;
        expect(history.at(-1)?.end === 900).toBe(stand);
      }),
    );
  });

  it("a history ends where the only one who stood withdraws", () => {
    const log: ForecastEvent<readonly number[]>[] = [
      { person: "eli", at: 0, sequence: 1, kind: "forecast", value: [0.25, 0.75] },
      { person: "eli", at: 1, sequence: 2, kind: "withdrawal" },
    ];
    const history = aggregateCdfHistory(log, { from: -200, until: 900 });
    expect(history.map(({ start, end }) => [start, end])).toEqual([[0, 1]]);
  });

  it("refuses a reaffirmation where nothing stands, as the aggregate of an instant does", () => {
    const wrong: ForecastEvent<number>[] = [{ person: "ada", at: 1, sequence: 1, kind: "reaffirmation" }];
    const message = "reaffirmation by ada at 1 where no forecast stands";
    for (const method of AGGREGATION_METHODS) {
      expect(() => aggregateHistory(method, wrong, { from: 0, until: null })).toThrow(message);
      expect(() => aggregateAt(method, wrong, 2)).toThrow(message);
    }
    expect(() => sweepBinary({ clocks: { opensAt: 0, closesAt: 9, knownAt: 9 }, log: wrong, outcome: "yes" })).toThrow(
      message,
    );
  });

  it("a mean moves with what stands and nothing else", () => {
    fc.assert(
      fc.property(arbitraryQuestion, fc.integer({ min: -100, max: 1100 }), ({ log }, at) => {
        const standing = [...standingAt(log, at).values()].map(({ value }) => value);
        const now = aggregateAt("mean", log, at);
        if (standing.length === 0) expect(now).toBeNull();
        else expect(now?.value).toBeCloseTo(mean(standing), 12);
      }),
    );
  });
});

describe("options and distributions", () => {
  it("medians per option are made to sum to 1 and stay above the floor", () => {
    const row = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 4, maxLength: 4 }).map((parts) => {
      const total = parts.reduce((a, b) => a + b, 0);
      return parts.map((part) => 0.001 + (0.996 * part) / total);
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), methods, (rows, method) => {
        const { values } = aggregateOptions(method, rows);
        expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        for (const value of values) expect(value).toBeGreaterThanOrEqual(0.001 - 1e-12);
      }),
    );
  });

  it("a share at the floor stays there", () => {
    expect(floorPreserving([0.001, 0.4, 0.4])[0]).toBeCloseTo(0.001, 15);
  });

  it("mixes CDFs point by point", () => {
    const { cdf, median } = aggregateCdfs([
      [0, 0.5, 1],
      [0, 1, 1],
    ]);
    expect(cdf).toEqual([0, 0.75, 1]);
    expect(median).toBeCloseTo(1 / 3, 12);
    expect(() =>
      aggregateCdfs([
        [0, 1],
        [0, 0.5, 1],
      ]),
    ).toThrow(/cdfs must have 2 points, got 3/);
    expect(() => aggregateCdfs([[0.5, 0.4]])).toThrow(/cdf must not fall/);
  });
});
