import { aggregate } from "#core/aggregation/binary";
import { requireInteger } from "#core/math/require";
import { applyEvent, canonicalOrder, type ForecastEvent, type Standing } from "#core/standing";

/** A crowd of fewer people gives its members away. */
export const EARLY_CROWD = 3;

/** What those see of a crowd who may see no person of it. Probabilities in whole hundredths. */
export interface EarlyCrowd {
  /** How many people it is made of, at least {@link EARLY_CROWD}. */
  readonly count: number;
  readonly mean: number;
  readonly geometricMeanOfOdds: number;
}

/**
 * An aggregate that no person's number can be worked out of. Three rules make it so:
 * it moves only when at least three people have changed what they hold since it last moved (so no difference of two
 * aggregates is about fewer); it has no median or quartile, each of which is somebody's own number; and it is rounded
 * to whole points (two exact means would pin a small crowd down). When it last moved is not told: that is an instant
 * of somebody's forecast.
 *
 * @param log of a binary question up to the instant asked about, in any order, each value in (0, 1)
 * @returns null until three people stand, or when fewer do where it last moved
 * @throws {RangeError} on a malformed log
 */
export function earlyCrowd(log: readonly ForecastEvent<number>[], people: number = EARLY_CROWD): EarlyCrowd | null {
  requireInteger("people", people, EARLY_CROWD);
  const standing = new Map<string, Standing<number>>();
  const changed = new Set<string>();
  let shown: readonly number[] = [];
  for (const event of canonicalOrder(log)) {
    applyEvent(standing, event);
    if (event.kind === "reaffirmation") continue;
    changed.add(event.person);
    if (changed.size < people) continue;
    shown = [...standing.values()].map(({ value }) => value);
    changed.clear();
  }
  if (shown.length < people) return null;
  return {
    count: shown.length,
    mean: wholePoints(aggregate("mean", shown).value),
    geometricMeanOfOdds: wholePoints(aggregate("geometric_mean_of_odds", shown).value),
  };
}

function wholePoints(p: number): number {
  return Math.round(p * 100) / 100;
}
