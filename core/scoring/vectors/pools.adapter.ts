import { aggregate } from "#core/aggregation/binary";
import {
  extremisedPool,
  geometricMean,
  geometricMeanOfOdds,
  highestDensityTrimmedMean,
  meanPool,
  neymanExponent,
  recencyWeights,
  trimmedMean,
} from "#core/aggregation/methods";
import { quantileLocation } from "#core/distribution";
import { median, weightedQuantile } from "#core/math/quantile";
import { binaryRule } from "#core/scoring/rules";
import { spotScores as spot } from "#core/scoring/spot";
import type { ForecastEvent } from "#core/standing";

export function recencyWeightedMedian({
  probabilities_oldest_first: values,
}: {
  probabilities_oldest_first: number[];
}) {
  const { value, lower, upper } = aggregate("recency_weighted_median", values);
  return { weights: values.length <= 2 ? null : recencyWeights(values.length), q1: lower, median: value, q3: upper };
}

export function weightedPercentile2d(input: { values: number[][]; weights: number[] | null; percentiles: number[] }) {
  const columns = (input.values[0] ?? []).map((_, k) => input.values.map((row) => row[k] ?? Number.NaN));
  return input.percentiles.map((percentile) =>
    columns.map((column) => weightedQuantile(column, percentile / 100, input.weights ?? undefined)),
  );
}

export function percentPointFunction({ cdf, percentiles }: { cdf: number[]; percentiles: number[] }) {
  return percentiles.map((percentile) => quantileLocation(cdf, percentile / 100));
}

export function spotScores(input: { resolution: "yes" | "no"; probability_yes: Record<string, number> }) {
  const clocks = { opensAt: 0, closesAt: 1, knownAt: null };
  const users = Object.entries(input.probability_yes);
  const log = users.map(
    ([person, value]): ForecastEvent<number> => ({ person, at: 0, sequence: 1, kind: "forecast", value }),
  );
  const scores = new Map(
    spot({ clocks, log, rule: binaryRule(input.resolution) }, null).map((row) => [row.person, row]),
  );
  return {
    spot_baseline: users.map(([user]) => scores.get(user)?.baseline),
    spot_peer: users.map(([user]) => scores.get(user)?.peer),
  };
}

export function pooling({ probabilities }: { probabilities: number[] }) {
  return {
    mean: meanPool(probabilities),
    median: median(probabilities),
    geometric_mean_of_odds: geometricMeanOfOdds(probabilities),
    geometric_mean: geometricMean(probabilities),
    neyman_extremized: extremisedPool(probabilities, neymanExponent(probabilities.length)),
    trimmed_mean_10: trimmedMean(probabilities, 0.1),
    hd_trim_10: highestDensityTrimmedMean(probabilities, 0.1),
    "extremized_geo_odds_1.5": extremisedPool(probabilities, 1.5),
    "extremized_geo_odds_2.5": extremisedPool(probabilities, 2.5),
  };
}
