import fc from "fast-check";
import { expect, it } from "vitest";
import { bandSampler, consistencyBand } from "#core/calibration/corp";
import { isotonicFit } from "#core/calibration/isotonic";
import type { CalibrationPair } from "#core/calibration/pairs";
import { baseRate, meanOver, tallyOf } from "#core/calibration/tally";
import { seededRandom } from "#core/math/random";

const pairs: fc.Arbitrary<CalibrationPair[]> = fc.array(
  fc.record({
    question: fc.constantFrom("q1", "q2", "q3", "q4"),
    forecast: fc.integer({ min: 1, max: 9 }).map((n) => n / 10),
    outcome: fc.constantFrom("yes" as const, "no" as const),
    weight: fc.integer({ min: 1, max: 4 }).map((n) => n / 4),
  }),
  { minLength: 1, maxLength: 30 },
);

it("pools what was said: two of 0.2 with one yes, one of 0.8", () => {
  const tally = tallyOf([
    { forecast: 0.8, outcome: "yes" },
    { forecast: 0.2, outcome: "no" },
    { forecast: 0.2, outcome: "yes" },
  ]);
  expect([...tally.points]).toEqual([0.2, 0.8]);
  expect([...tally.weights]).toEqual([2, 1]);
  expect([...tally.yes]).toEqual([1, 1]);
  expect(tally.total).toBe(3);
  expect(baseRate(tally)).toBeCloseTo(2 / 3, 12);
});

it("a mean over a tally is the weighted mean over its pairs, in any order", () => {
  fc.assert(
    fc.property(pairs, (some) => {
      const total = some.reduce((sum, { weight = 1 }) => sum + weight, 0);
      const said = some.reduce((sum, { forecast, weight = 1 }) => sum + forecast * weight, 0) / total;
      const over = (list: CalibrationPair[]) => meanOver(tallyOf(list), (x, weight) => weight * x);
      expect(over(some)).toBeCloseTo(said, 12);
      expect(over(some.toReversed())).toBeCloseTo(said, 12);
    }),
  );
});

it("a drawn curve is the fit to outcomes of which those of one question share one draw", () => {
  fc.assert(
    fc.property(pairs, fc.nat(1000), (some, seed) => {
      const random = seededRandom(seed);
      const order = [...new Set(some.map(({ question }) => question))];
      const draws = new Map(order.map((question) => [question, random()]));
      const outcomes = some.map(({ question, forecast }) => ((draws.get(question) ?? 1) < forecast ? 1 : 0));
      const expected = isotonicFit(
        some.map(({ forecast }) => forecast),
        outcomes,
        some.map(({ weight = 1 }) => weight),
      );
      const drawn = bandSampler(some).draw(seededRandom(seed));
      expect(drawn.length).toBe(expected.values.length);
      for (const [i, value] of drawn.entries()) expect(value).toBeCloseTo(expected.values[i] ?? Number.NaN, 12);
    }),
  );
});

it("a sampler draws the next curve unmoved by the last: its band is the whole one's", () => {
  const some = Array.from({ length: 40 }, (_, i) => ({ question: `q${i % 9}`, forecast: (1 + (i % 9)) / 10 }));
  const band = consistencyBand(some, seededRandom(3), { runs: 50 });
  expect(band).toHaveLength(9);
  for (const { low, high } of band) expect(high).toBeGreaterThanOrEqual(low);
  expect(consistencyBand(some, seededRandom(3), { runs: 50 })).toEqual(band);
});

it("refuses no pairs and probabilities out of range", () => {
  expect(() => tallyOf([])).toThrow(RangeError);
  expect(() => tallyOf([{ forecast: 1.2, outcome: "yes" }])).toThrow(RangeError);
});
