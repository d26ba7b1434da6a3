import { probabilityOfLogOdds } from "#core/aggregation/methods";
import type { Random } from "#core/math/random";
import { randomNormal } from "#core/math/random";
import { bootstrapBoard } from "#core/ranking/bootstrap";
import type { ScoredRow } from "#core/ranking/leaderboard";
import { sweepBinary } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";

/**
 * A simulated season: everybody answers every question once, at its opening. Each question has true log-odds of N(0, 1.5²);
 * a person sees them with noise of their own size and states what they see.
 *
 * @param noise standard deviation of each person's error in log-odds; the smaller, the more skilled
 */
export function simulateSeason(random: Random, noise: readonly number[], questions: number): ScoredRow[] {
  return Array.from({ length: questions }, (_, q) => {
    const truth = 1.5 * randomNormal(random);
    const log = noise.map((spread, i): ForecastEvent<number> => {
      const seen = truth + spread * randomNormal(random);
      const value = Math.min(0.999, Math.max(0.001, probabilityOfLogOdds(seen)));
      return { person: `p${i}`, at: 0, sequence: 1, kind: "forecast", value };
    });
    const outcome = random() < probabilityOfLogOdds(truth) ? "yes" : "no";
    return sweepBinary({ clocks: { opensAt: 0, closesAt: 1, knownAt: 1 }, log, outcome }).map(
      ({ person, peer, coverage, attendance }) => ({
        person,
        question: `q${q}`,
        score: peer ?? 0,
        coverage,
        attendance,
      }),
    );
  }).flat();
}

/** A season as small as they come: most differences in it are luck. */
export const SEASON = { people: 12, questions: 40 } as const;

/** Noise of twelve people from sharp to blunt. */
const SKILLS = Array.from({ length: SEASON.people }, (_, i) => 0.2 + i / 10);

/** How seasons are drawn. */
export interface Seasons {
  readonly random: Random;
  readonly seasons: number;
  /** Resamples of each board. */
  readonly resamples: number;
}

/**
 * Share of intervals of the mean, at 90 %, that cover what the person's skill earns in the long run (20,000 questions), over
 * all people of all seasons. A person without an interval counts as not covered.
 */
export function intervalCoverage({ random, seasons, resamples }: Seasons): number {
  const long = 20_000;
  const truth = new Map(
    Array.from(
      Map.groupBy(simulateSeason(random, SKILLS, long), ({ person }) => person),
      ([person, rows]) => [person, rows.reduce((sum, { score }) => sum + score, 0) / long],
    ),
  );
  let covered = 0;
  for (let season = 0; season < seasons; season++) {
    const board = bootstrapBoard(simulateSeason(random, SKILLS, SEASON.questions), random, { resamples });
    for (const [person, interval] of board.intervals) {
      const mean = truth.get(person) ?? Number.NaN;
      if (interval !== null && interval.low <= mean && mean <= interval.high) covered++;
    }
  }
  return covered / (seasons * SEASON.people);
}

/** Share of seasons of people with the same skill in which no pair of them is told apart at 90 %. */
export function untoldSeasons({ random, seasons, resamples }: Seasons): number {
  const alike = SKILLS.map(() => 0.6);
  let untold = 0;
  for (let season = 0; season < seasons; season++) {
    const rows = simulateSeason(random, alike, SEASON.questions);
    if (bootstrapBoard(rows, random, { resamples }).separated.length === 0) untold++;
  }
  return untold / seasons;
}
