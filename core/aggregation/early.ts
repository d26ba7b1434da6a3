import { aggregate } from "#core/aggregation/binary";
import { aggregateCdfs } from "#core/aggregation/continuous";
import { aggregateOptions } from "#core/aggregation/options";
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

/** The same of a multiple choice question: each option's mean, in whole hundredths. */
export interface EarlyOptions {
  readonly count: number;
  readonly values: readonly number[];
}

/** The same of a numeric or date question: quartiles of the mean of the CDFs, as locations in whole hundredths. */
export interface EarlyRange {
  readonly count: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/**
 * What stood when an aggregate that no person's number can be worked out of last moved. Three rules make it so:
 * it moves only when at least three people have changed what they hold since it last moved (so no difference of two
 * aggregates is about fewer); it has no median or quartile of people's numbers, each of which is somebody's own; and it
 * is rounded to whole points (two exact means would pin a small crowd down). When it last moved is not told: that is an
 * instant of somebody's forecast.
 *
 * @param log up to the instant asked about, in any order
 * @returns null until three people stand, or when fewer do where it last moved
 * @throws {RangeError} on a malformed log
 */
export function standingEarly<V>(log: readonly ForecastEvent<V>[], people: number = EARLY_CROWD): V[] | null {
  requireInteger("people", people, EARLY_CROWD);
  const standing = new Map<string, Standing<V>>();
  const changed = new Set<string>();
  let shown: V[] = [];
  for (const event of canonicalOrder(log)) {
    applyEvent(standing, event);
    if (event.kind === "reaffirmation") continue;
    changed.add(event.person);
    if (changed.size < people) continue;
    shown = [...standing.values()].map(({ value }) => value);
    changed.clear();
  }
  return shown.length < people ? null : shown;
}

/**
 * {@link standingEarly} of a binary question, made into aggregates.
 *
 * @param log each value in (0, 1)
 * @throws {RangeError} on a malformed log
 */
export function earlyCrowd(log: readonly ForecastEvent<number>[], people: number = EARLY_CROWD): EarlyCrowd | null {
  const shown = standingEarly(log, people);
  if (shown === null) return null;
  return {
    count: shown.length,
    mean: wholePoints(aggregate("mean", shown).value),
    geometricMeanOfOdds: wholePoints(aggregate("geometric_mean_of_odds", shown).value),
  };
}

/** The same of a multiple choice question. @param log every forecast over the same options */
export function earlyOptions(log: readonly ForecastEvent<readonly number[]>[]): EarlyOptions | null {
  const shown = standingEarly(log);
  return shown && { count: shown.length, values: aggregateOptions("mean", shown).values.map(wholePoints) };
}

/** The same of a numeric or date question. @param log every CDF with the same number of points */
export function earlyRange(log: readonly ForecastEvent<readonly number[]>[]): EarlyRange | null {
  const shown = standingEarly(log);
  if (shown === null) return null;
  const { count, lower, median, upper } = aggregateCdfs(shown);
  return { count, lower: wholePoints(lower), median: wholePoints(median), upper: wholePoints(upper) };
}

function wholePoints(p: number): number {
  return Math.round(p * 100) / 100;
}
