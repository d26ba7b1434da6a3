import { effectiveClose, scoringHorizon } from "#core/clock";
import { baselineScore } from "#core/scoring/baseline";
import { brierScore } from "#core/scoring/brier";
import type { ArbitraryQuestion } from "#core/scoring/log.arbitrary";
import { peerScore } from "#core/scoring/peer";
import { relativeBrierScore } from "#core/scoring/relative";
import { standingAt } from "#core/standing";

/** One person's scores by the definitions, segment by segment. */
export interface OracleScores {
  counted: number;
  brierTime: number;
  relativeBrier: number;
  baseline: number;
  peer: number;
}

/**
 * The scores of a question straight from their definitions: cut time at every event, and in each segment compare every
 * standing forecast with each other one. O(F²) and worse; only for checking the sweep.
 */
export function scoresByDefinition({ clocks, log, outcome }: ArbitraryQuestion): Map<string, OracleScores> {
  const open = clocks.opensAt;
  const close = effectiveClose(clocks);
  const horizon = scoringHorizon(clocks);
  const cuts = [open, ...log.map(({ at }) => at).filter((at) => at > open && at < close), close];
  const instants = [...new Set(cuts)].sort((a, b) => a - b);
  const scores = new Map<string, OracleScores>();
  for (const [i, start] of instants.entries()) {
    const end = instants[i + 1];
    if (end === undefined) break;
    const share = (end - start) / horizon;
    const standing = [...standingAt(log, start).values()];
    for (const own of standing) {
      const others = standing.filter((other) => other !== own).map(({ value }) => value);
      const given = (p: number) => (outcome === "yes" ? p : 1 - p);
      const brier = brierScore(own.value, outcome);
      const row = scores.get(own.person) ?? { counted: 0, brierTime: 0, relativeBrier: 0, baseline: 0, peer: 0 };
      row.counted += end - start;
      row.brierTime += brier * (end - start);
      row.relativeBrier +=
        share *
        relativeBrierScore(
          brier,
          others.map((p) => brierScore(p, outcome)),
        );
      row.baseline += share * baselineScore(given(own.value), 2);
      row.peer += share * peerScore(given(own.value), others.map(given));
      scores.set(own.person, row);
    }
  }
  return scores;
}
