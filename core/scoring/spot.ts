import type { Instant } from "#core/clock";
import { effectiveClose } from "#core/clock";
import { requireFinite } from "#core/math/require";
import { sum } from "#core/math/sum";
import type { ScoringRule } from "#core/scoring/rules";
import type { Sweepable } from "#core/scoring/sweep";
import { standingAt } from "#core/standing";

/** The scores of what one forecaster held at one instant. */
export interface SpotScores {
  readonly person: string;
  /** Points, higher is better. */
  readonly baseline: number;
  /** Points against the crowd strictly before that instant, higher is better; 0 when at most one stood in it. */
  readonly peer: number;
}

/**
 * The instant of the spot scores: min(reveal, A), or A where nothing is revealed later.
 *
 * @throws {RangeError} on wrong clocks or a reveal that is not finite
 */
export function spotInstant(clocks: Sweepable<unknown>["clocks"], revealAt: Instant | null): Instant {
  const close = effectiveClose(clocks);
  return revealAt === null ? close : Math.min(requireFinite("revealAt", revealAt), close);
}

/**
 * Spot baseline and spot peer score of everyone whose forecast stood at min(reveal, A), that instant included.
 * A forecaster who stood before it too is in the crowd, hence the factor n/(n − 1) of the peer score.
 *
 * @returns nobody who held nothing then
 * @throws {RangeError} on wrong clocks, a malformed log, or a forecast that the rule cannot score
 */
export function spotScores<V>({ clocks, log, rule }: Sweepable<V>, revealAt: Instant | null): SpotScores[] {
  const spot = spotInstant(clocks, revealAt);
  const held = standingAt(log, spot);
  const against = crowdStrictlyBefore({ log, rule }, spot);
  return Array.from(held.values(), ({ person, value }) => ({ person, ...against(value) }));
}

/**
 * Scores a value against the crowd that stood strictly before an instant, as if the value were a member's:
 * baseline, and scale · n/(n − 1) · (ln p − mean ln p of the crowd).
 *
 * @throws {RangeError} on a malformed log, or a forecast that the rule cannot score
 */
export function crowdStrictlyBefore<V>(
  { log, rule }: { readonly log: Sweepable<V>["log"]; readonly rule: ScoringRule<V> },
  instant: Instant,
): (value: V) => Omit<SpotScores, "person"> {
  const before = log.filter(({ at }) => at < instant);
  const logs = Array.from(standingAt(before, instant).values(), ({ value }) => rule.judge(value).log);
  const n = logs.length;
  const mean = n === 0 ? 0 : sum(logs) / n;
  return (value) => {
    const judged = rule.judge(value);
    return {
      baseline: judged.baseline,
      peer: n < 2 ? 0 : rule.peerScale * (n / (n - 1)) * (judged.log - mean),
    };
  };
}
