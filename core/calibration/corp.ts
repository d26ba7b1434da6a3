import type { IsotonicFit } from "#core/calibration/isotonic";
import { fittedAt, poolAdjacent } from "#core/calibration/isotonic";
import type { CalibrationPair } from "#core/calibration/pairs";
import { requirePairs, weightOf } from "#core/calibration/pairs";
import { baseRate, distinctForecasts, meanOver, type Tally, tallyOf } from "#core/calibration/tally";
import { quantileSorted } from "#core/math/quantile";
import type { Random } from "#core/math/random";
import { rankOf } from "#core/math/ranks";
import { requireInteger, requireOpenProbability } from "#core/math/require";

/** One step of the reliability curve: forecasts that share one re-calibrated probability. */
export interface CorpStep {
  /** How many forecasts, or their weight where they have weights. */
  readonly forecasts: number;
  readonly low: number;
  readonly high: number;
  /** Share of yes among them: the conditional event probability. */
  readonly observed: number;
}

/** Mean Brier score = miscalibration − discrimination + uncertainty, exactly; the first two are never negative. */
export interface CorpDecomposition {
  readonly brier: number;
  /** MCB: what re-calibrating would save. Lower is better. */
  readonly miscalibration: number;
  /** DSC: what the re-calibrated forecasts know beyond the base rate. Higher is better. */
  readonly discrimination: number;
  /** UNC: Brier score of the base rate, of the questions and not of the forecaster. */
  readonly uncertainty: number;
  readonly steps: readonly CorpStep[];
  readonly fit: IsotonicFit;
}

type Pair = Pick<CalibrationPair, "forecast" | "outcome" | "weight">;

/**
 * CORP reliability curve and score decomposition: ties pooled, adjacent violators pooled.
 *
 * @param pairs at least one, forecasts in [0, 1]
 * @throws {RangeError} for none, or a forecast outside [0, 1]
 * @see Dimitriadis, Gneiting & Jordan (2021), “Stable reliability diagrams for probabilistic classifiers”
 */
export function corpDecomposition(pairs: readonly Pair[]): CorpDecomposition {
  return corpOfTally(tallyOf(pairs));
}

/** The same from pairs that are pooled by what was said already. */
export function corpOfTally(tally: Tally): CorpDecomposition {
  const { points, weights, yes, total } = tally;
  const fit = poolAdjacent(points, yes, weights);
  const brier = meanOver(tally, (x, weight, happened) => happened * (1 - x) ** 2 + (weight - happened) * x ** 2);
  const base = baseRate(tally);
  // Within a block the fit is the mean outcome v, so its mean Brier score is v(1 − v).
  let recalibrated = 0;
  let spread = 0;
  for (const { value, weight } of fit.blocks) {
    recalibrated += (weight * value * (1 - value)) / total;
    spread += (weight * (value - base) ** 2) / total;
  }
  return {
    brier,
    miscalibration: Math.max(0, brier - recalibrated),
    discrimination: spread,
    uncertainty: base * (1 - base),
    steps: fit.blocks.map(({ from, to, value, weight }) => ({
      forecasts: weight,
      low: fit.points[from] ?? Number.NaN,
      high: fit.points[to] ?? Number.NaN,
      observed: value,
    })),
    fit,
  };
}

/** Where the curve of a perfectly calibrated forecaster would lie, point by point. */
export interface ConsistencyBand {
  readonly forecast: number;
  readonly low: number;
  readonly high: number;
}

/** Draws curves that a perfectly calibrated forecaster of the same questions would have. */
export interface BandSampler {
  /** Distinct forecasts, ascending. */
  readonly points: Float64Array;
  /** One curve, its value at each of the points. */
  draw(random: Random): Float64Array;
}

/**
 * Ranks the forecasts once, so that each run is one pass over the pairs and one fit over their distinct values.
 * Forecasts of one question stand or fall together: a run draws one uniform u per question and lets y* = 1{u < x} for all
 * of its forecasts, then refits.
 *
 * @param pairs at least one, forecasts in [0, 1]
 * @throws {RangeError} for no pairs or a forecast outside [0, 1]
 */
export function bandSampler(pairs: readonly Pick<CalibrationPair, "forecast" | "question" | "weight">[]): BandSampler {
  requirePairs(pairs);
  const points = distinctForecasts(pairs);
  const ranks = new Int32Array(pairs.length);
  const weights = new Float64Array(pairs.length);
  const questions = new Int32Array(pairs.length);
  const masses = new Float64Array(points.length);
  const indexes = new Map<string, number>();
  pairs.forEach((pair, i) => {
    const rank = rankOf(points, pair.forecast);
    const weight = weightOf(pair);
    const question = indexes.get(pair.question) ?? indexes.size;
    indexes.set(pair.question, question);
    ranks[i] = rank;
    weights[i] = weight;
    questions[i] = question;
    masses[rank] = (masses[rank] ?? 0) + weight;
  });
  const draws = new Float64Array(indexes.size);
  return {
    points,
    draw(random) {
      for (let q = 0; q < draws.length; q++) draws[q] = random();
      const totals = new Float64Array(points.length);
      for (let i = 0; i < ranks.length; i++) {
        const rank = ranks[i] ?? 0;
        if ((draws[questions[i] ?? 0] ?? 0) < (points[rank] ?? 0))
          totals[rank] = (totals[rank] ?? 0) + (weights[i] ?? 0);
      }
      return poolAdjacent(points, totals, masses).values;
    },
  };
}

/**
 * The band that drawn curves span, pointwise.
 *
 * @param fits values of each drawn curve at each of the points
 * @param confidence in (0, 1), 0.9 for 5 to 95 %
 * @throws {RangeError} for another confidence
 */
export function bandOfFits(points: Float64Array, fits: readonly Float64Array[], confidence = 0.9): ConsistencyBand[] {
  requireOpenProbability("confidence", confidence);
  const tail = (1 - confidence) / 2;
  return Array.from(points, (forecast, i) => {
    const column = Float64Array.from(fits, (values) => values[i] ?? Number.NaN).sort();
    return { forecast, low: quantileSorted(column, tail), high: quantileSorted(column, 1 - tail) };
  });
}

/** How many curves a band is drawn from. */
export const BAND_RUNS = 400;

/**
 * Consistency band of the CORP curve under perfect calibration, from resampling the outcomes of the questions
 * ({@link bandSampler}).
 *
 * @param pairs at least one, forecasts in [0, 1]
 * @param random seeded, passed in
 * @param options number of runs (default 400) and pointwise confidence (default 0.9: 5 to 95 %)
 * @returns one entry per distinct forecast, ascending
 * @throws {RangeError} for no pairs, a forecast outside [0, 1], or options out of range
 */
export function consistencyBand(
  pairs: readonly Pick<CalibrationPair, "forecast" | "question" | "weight">[],
  random: Random,
  { runs = BAND_RUNS, confidence = 0.9 }: { readonly runs?: number; readonly confidence?: number } = {},
): ConsistencyBand[] {
  requireInteger("runs", runs, 1);
  const sampler = bandSampler(pairs);
  const fits = Array.from({ length: runs }, () => sampler.draw(random));
  return bandOfFits(sampler.points, fits, confidence);
}

/**
 * Re-calibrated probability of each forecast, in the order given.
 *
 * @throws {RangeError} as {@link corpDecomposition}
 */
export function recalibrated(pairs: readonly Pair[]): number[] {
  const { fit } = corpDecomposition(pairs);
  return pairs.map(({ forecast }) => fittedAt(fit, forecast));
}
