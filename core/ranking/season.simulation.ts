import { probabilityOfLogOdds } from "#core/aggregation/methods";
import type { Random } from "#core/math/random";
import { randomNormal } from "#core/math/random";
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
