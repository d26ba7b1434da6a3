import { aggregate } from "#core/aggregation/binary";
import { aggregateCdfs } from "#core/aggregation/continuous";
import { recencyWeights } from "#core/aggregation/methods";
import { aggregateOptions } from "#core/aggregation/options";
import { bucketProbabilities } from "#core/distribution";
import { weightedMean } from "#core/math/sum";
import { continuousRule } from "#core/scoring/continuous-rule";
import type { ScoringRule } from "#core/scoring/rules";
import { binaryRule, multipleChoiceRule } from "#core/scoring/rules";

export const SECOND = 1000;

export type Pmf = readonly (number | null)[];

export interface VectorQuestion {
  readonly type: "binary" | "multiple_choice" | "numeric" | "discrete";
  readonly open_time: number;
  readonly scheduled_close_time: number;
  readonly actual_close_time: number;
  readonly spot_time: number | null;
  readonly resolution: string | null;
  readonly options?: readonly string[];
  readonly options_history?: readonly unknown[];
  readonly range_min?: number;
  readonly range_max?: number;
  readonly zero_point?: number | null;
  readonly open_lower_bound?: boolean;
  readonly open_upper_bound?: boolean;
  readonly inbound_outcome_count?: number;
}

export interface VectorForecast {
  readonly user: string;
  readonly time: number;
  readonly action: "forecast" | "withdraw";
  readonly probability_yes?: number;
  readonly probabilities?: Pmf;
  readonly cdf?: readonly number[];
}

export interface QuestionInput {
  readonly question: VectorQuestion;
  readonly forecasts: readonly VectorForecast[];
}

export interface Aggregate<V> {
  readonly value: V;
  readonly forecaster_count: number;
  readonly values: readonly number[];
  readonly q1: readonly number[];
  readonly median: readonly number[];
  readonly q3: readonly number[];
  readonly mean: readonly number[] | null;
}

export type Weighting = "recency_weighted" | "unweighted";
export const WEIGHTINGS: readonly Weighting[] = ["recency_weighted", "unweighted"];

/** What differs between question types: the value of a forecast, its pmf, its rule under an outcome, its aggregate. */
export interface Kind<V> {
  readonly value: (forecast: VectorForecast) => V;
  readonly pmf: (value: V) => Pmf;
  readonly rule: (bucket: number) => ScoringRule<V>;
  readonly pool: (weighting: Weighting, standing: readonly V[]) => Aggregate<V>;
}

const binary: Kind<number> = {
  value: ({ probability_yes }) => probability_yes ?? Number.NaN,
  pmf: (p) => [1 - p, p],
  rule: (bucket) => binaryRule(bucket === 1 ? "yes" : "no"),
  pool(weighting, standing) {
    const method = weighting === "recency_weighted" ? "recency_weighted_median" : "median";
    const sides = [standing.map((p) => 1 - p), standing];
    const crowds = sides.map((side) => aggregate(method, side));
    const values = crowds.map(({ value }) => value);
    return {
      value: values[1] ?? Number.NaN,
      forecaster_count: standing.length,
      values,
      q1: crowds.map(({ lower }) => lower),
      median: values,
      q3: crowds.map(({ upper }) => upper),
      mean: sides.map((side) => weightedMean(side, weightsOf(weighting, side.length))),
    };
  },
};

const multipleChoice: Kind<Pmf> = {
  value: ({ probabilities }) => probabilities ?? [],
  pmf: (probabilities) => probabilities,
  rule: multipleChoiceRule,
  pool(weighting, standing) {
    const rows = standing.map((row) => row.map((p) => p ?? Number.NaN));
    const crowd = aggregateOptions(weighting === "recency_weighted" ? "recency_weighted_median" : "median", rows);
    const weights = weightsOf(weighting, rows.length);
    return {
      value: crowd.values,
      forecaster_count: crowd.count,
      values: crowd.values,
      q1: crowd.lower,
      median: crowd.values,
      q3: crowd.upper,
      mean: crowd.values.map((_, k) =>
        weightedMean(
          rows.map((row) => row[k] ?? Number.NaN),
          weights,
        ),
      ),
    };
  },
};

function continuous({
  inbound_outcome_count,
  open_lower_bound,
  open_upper_bound,
}: VectorQuestion): Kind<readonly number[]> {
  const buckets = inbound_outcome_count ?? 200;
  const openBounds = Number(open_lower_bound ?? false) + Number(open_upper_bound ?? false);
  return {
    value: ({ cdf }) => cdf ?? [],
    pmf: bucketProbabilities,
    rule: (bucket) => continuousRule({ bucket, buckets, openBounds }),
    pool(weighting, standing) {
      const crowd = aggregateCdfs(standing, weightsOf(weighting, standing.length));
      const { cdf, count, lower, median, upper } = crowd;
      return {
        value: cdf,
        forecaster_count: count,
        values: cdf,
        q1: [lower],
        median: [median],
        q3: [upper],
        mean: null,
      };
    },
  };
}

function weightsOf(weighting: Weighting, n: number): number[] {
  return weighting === "recency_weighted" ? recencyWeights(n) : new Array<number>(n).fill(1);
}

/** Calls back with the kind of a question, which keeps the type of its forecasts from one end to the other. */
export function withKind<R>(question: VectorQuestion, use: <V>(kind: Kind<V>) => R): R {
  switch (question.type) {
    case "binary":
      return use(binary);
    case "multiple_choice":
      return use(multipleChoice);
    case "numeric":
    case "discrete":
      return use(continuous(question));
  }
}
