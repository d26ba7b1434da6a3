import { expect, it } from "vitest";
import { seededRandom } from "#core/math/random";
import { intervalCoverage, untoldSeasons } from "#core/ranking/season.simulation";

// The small version of `npm run simulate`: enough to notice a mistake, not to measure.
const seasons = { seasons: 40, resamples: 400 };

it("intervals of the mean cover it 85 to 93 times in 100", () => {
  const covered = intervalCoverage({ random: seededRandom(20_260_101), ...seasons });
  expect(covered).toBeGreaterThan(0.85);
  expect(covered).toBeLessThan(0.93);
});

it("of twelve people with the same skill nobody is told apart in at least 85 seasons of 100", () => {
  expect(untoldSeasons({ random: seededRandom(20_260_102), ...seasons })).toBeGreaterThanOrEqual(0.85);
});
