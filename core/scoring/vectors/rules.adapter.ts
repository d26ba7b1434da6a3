import { orderedBrierScore, rankedProbabilityScore } from "#core/scoring/brier";
import { crpsOfCdf, crpsOfSample } from "#core/scoring/crps";
import {
  crpsOfLogistic,
  crpsOfNormal,
  crpsOfNormalMixture,
  crpsOfUniform,
  logScoreOfNormal,
} from "#core/scoring/crps-closed";
import { intervalScore, quantileScore } from "#core/scoring/quantile-score";
import { sweepBinary } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";
import { standingAt } from "#core/standing";

interface CrpsInput {
  readonly y: number;
  readonly mean: number;
  readonly sd: number;
  readonly location: number;
  readonly scale: number;
  readonly min: number;
  readonly max: number;
  readonly sample: readonly number[];
  readonly weights: readonly number[];
  readonly means: readonly number[];
  readonly sds: readonly number[];
  readonly probabilities: readonly number[];
  readonly outcome_index: number;
  readonly quantile: number;
  readonly level: number;
  readonly lower: number;
  readonly upper: number;
  readonly coverage: number;
}

const CRPS: Readonly<Record<string, (input: CrpsInput) => number>> = {
  normal: (input) => crpsOfNormal(input, input.y),
  logistic: ({ location, scale, y }) => crpsOfLogistic(location, scale, y),
  uniform: ({ min, max, y }) => crpsOfUniform(min, max, y),
  normal_mixture: ({ means, sds, weights, y }) =>
    crpsOfNormalMixture(
      means.map((mean, i) => ({ mean, sd: sds[i] ?? Number.NaN, weight: weights[i] ?? Number.NaN })),
      y,
    ),
  sample_edf: ({ sample, y }) => crpsOfSample(sample, y),
  sample_edf_weighted: ({ sample, weights, y }) => crpsOfSample(sample, y, weights),
  rps: ({ probabilities, outcome_index }) => rankedProbabilityScore(probabilities, outcome_index),
  quantile_score: ({ quantile, level, y }) => quantileScore(quantile, level, y),
  interval_score: (input) => intervalScore(input, input.coverage, input.y),
  log_normal_density: (input) => logScoreOfNormal(input, input.y),
};

export function crps({ kind, ...input }: CrpsInput & { readonly kind: string }): number {
  const rule = CRPS[kind];
  if (rule === undefined) throw new RangeError(`kind must be a known score, got ${kind}`);
  return rule(input);
}

export function crpsGrid(input: { range_min: number; range_max: number; cdf: number[]; y: number }) {
  const { range_min: min, range_max: max, cdf, y } = input;
  const score = crpsOfCdf(cdf, { min, max }, y);
  return { crps_in_range: score, normalised: score / (max - min) };
}

export function ordinalBrier({ probabilities, outcome_index }: { probabilities: number[]; outcome_index: number }) {
  return { ordinal_brier: 2 * orderedBrierScore(probabilities, outcome_index) };
}

export function relativeBrier(input: {
  open_day: number;
  resolve_day: number;
  outcome: "yes" | "no";
  forecasts: { user: string; day: number; probability_yes: number }[];
}) {
  const clocks = { opensAt: input.open_day, closesAt: input.resolve_day, knownAt: null };
  const log = input.forecasts.map(({ user, day, probability_yes }, i): ForecastEvent<number> => {
    return { person: user, at: day, sequence: i + 1, kind: "forecast", value: probability_yes };
  });
  const scores = sweepBinary({ clocks, log, outcome: input.outcome });
  const fromTheStart = standingAt(log, input.open_day);
  return {
    users: Object.fromEntries(
      scores.map(({ person, relativeBrier, timeAveragedBrier }) => [
        person,
        {
          relative_brier: scores.length === 1 || relativeBrier === null ? null : 2 * relativeBrier,
          brier_if_active_all_days:
            timeAveragedBrier === null || !fromTheStart.has(person) ? null : 2 * timeAveragedBrier,
        },
      ]),
    ),
  };
}
