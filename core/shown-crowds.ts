import { aggregate, aggregateHistory, type CrowdSpan } from "#core/aggregation/binary";
import { aggregateCdfHistory, aggregateCdfs, type ContinuousCrowd } from "#core/aggregation/continuous";
import {
  type EarlyCrowd,
  type EarlyOptions,
  type EarlyRange,
  earlyCrowd,
  earlyOptions,
  earlyRange,
} from "#core/aggregation/early";
import type { CrowdPeriod } from "#core/aggregation/history";
import { aggregateOptions, aggregateOptionsHistory, type OptionsCrowd } from "#core/aggregation/options";
import type { Instant } from "#core/clock";
import { type ChoiceValue, type ContinuousValue, sharesOf } from "#core/forecast-value";
import { weightedQuantile } from "#core/math/quantile";
import type { ForecastEvent } from "#core/standing";

/** The crowds that are shown of one type of question: what stands, over time, and before others may see anybody. */
export interface Crowds<V, C, H, E> {
  /** @param values at least one */
  standing(values: readonly V[]): C;
  /** @param period `until` null: the last stretch stays open */
  history(log: readonly ForecastEvent<V>[], period: { readonly from: Instant; readonly until: Instant | null }): H[];
  early(log: readonly ForecastEvent<V>[]): E | null;
}

/** The standing crowd of a binary question, every aggregate a probability. */
export interface Crowd {
  readonly count: number;
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly mean: number;
  readonly geometricMeanOfOdds: number;
}

/** The standing crowd of a numeric or date question: the mean of the CDFs. */
export interface RangeCrowd extends ContinuousCrowd {
  /** The quartiles of the standing CDFs, point by point. */
  readonly band: { readonly lower: readonly number[]; readonly upper: readonly number[] };
}

/** A stretch of such a crowd's history: where its mean CDF crosses 25, 50 and 75 %, as locations on the scale. */
export interface RangeSpan {
  readonly start: Instant;
  readonly end: Instant | null;
  readonly count: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

export const BINARY_CROWDS: Crowds<number, Crowd, CrowdSpan, EarlyCrowd> = {
  standing(values) {
    const { value, lower, upper, count } = aggregate("median", values);
    return {
      count,
      median: value,
      lowerQuartile: lower,
      upperQuartile: upper,
      mean: aggregate("mean", values).value,
      geometricMeanOfOdds: aggregate("geometric_mean_of_odds", values).value,
    };
  },
  history: (log, period) => aggregateHistory("median", log, period),
  early: (log) => earlyCrowd(log),
};

/** Whoever answered before an option was offered counts for the last, in which its share stood. */
export const CHOICE_CROWDS: Crowds<ChoiceValue, OptionsCrowd, CrowdPeriod<OptionsCrowd>, EarlyOptions> = {
  standing: (values) => aggregateOptions("mean", values.map(sharesOf)),
  history: (log, period) => aggregateOptionsHistory("mean", logOfShares(log), period),
  early: (log) => earlyOptions(logOfShares(log)),
};

export const CONTINUOUS_CROWDS: Crowds<ContinuousValue, RangeCrowd, RangeSpan, EarlyRange> = {
  standing(values) {
    const cdfs = values.map(({ cdf }) => cdf);
    const crowd = aggregateCdfs(cdfs);
    const quartile = (q: number) =>
      crowd.cdf.map((_, k) =>
        weightedQuantile(
          cdfs.map((cdf) => cdf[k] ?? 0),
          q,
        ),
      );
    return { ...crowd, band: { lower: quartile(0.25), upper: quartile(0.75) } };
  },
  history: (log, period) =>
    aggregateCdfHistory(logOfCdfs(log), period).map(({ start, end, crowd: { count, lower, median, upper } }) => ({
      start,
      end,
      count,
      lower,
      median,
      upper,
    })),
  early: (log) => earlyRange(logOfCdfs(log)),
};

/** A multiple choice log as the aggregates take it. */
export const logOfShares = (log: readonly ForecastEvent<ChoiceValue>[]) => mapLog(log, sharesOf);

/** A numeric or date log as the aggregates take it. */
export const logOfCdfs = (log: readonly ForecastEvent<ContinuousValue>[]) => mapLog(log, ({ cdf }) => cdf);

function mapLog<V, W>(log: readonly ForecastEvent<V>[], map: (value: V) => W): ForecastEvent<W>[] {
  return log.map(
    (event): ForecastEvent<W> => (event.kind === "forecast" ? { ...event, value: map(event.value) } : event),
  );
}
