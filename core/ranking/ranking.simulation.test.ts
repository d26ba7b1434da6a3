import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/math/random";
import { bootstrapBoard } from "#core/ranking/bootstrap";
import { simulateSeason } from "#core/ranking/season.simulation";

describe("simulated seasons of 12 people and 40 questions", () => {
  const skills = Array.from({ length: 12 }, (_, i) => 0.2 + i / 10);

  it("intervals of the mean cover it 85 to 93 times in 100", () => {
    const random = seededRandom(20_260_101);
    const long = Map.groupBy(simulateSeason(random, skills, 20_000), ({ person }) => person);
    const truth = new Map(
      [...long].map(([person, rows]) => [person, rows.reduce((sum, { score }) => sum + score, 0) / 20_000]),
    );
    let covered = 0;
    let intervals = 0;
    for (let season = 0; season < 40; season++) {
      const board = bootstrapBoard(simulateSeason(random, skills, 40), random, { resamples: 400 });
      for (const [person, interval] of board.intervals) {
        const mean = truth.get(person) ?? Number.NaN;
        intervals++;
        if (interval !== null && interval.low <= mean && mean <= interval.high) covered++;
      }
    }
    expect(covered / intervals).toBeGreaterThan(0.85);
    expect(covered / intervals).toBeLessThan(0.93);
  });

  it("of twelve people with the same skill nobody is told apart in at least 85 seasons of 100", () => {
    const random = seededRandom(20_260_102);
    let untold = 0;
    for (let season = 0; season < 40; season++) {
      const rows = simulateSeason(
        random,
        skills.map(() => 0.6),
        40,
      );
      if (bootstrapBoard(rows, random, { resamples: 400 }).separated.length === 0) untold++;
    }
    expect(untold / 40).toBeGreaterThanOrEqual(0.85);
  });
});
