import type { IsotonicFit } from "#core/calibration/isotonic";
import { fittedAt, isotonicFit } from "#core/calibration/isotonic";
import type { CalibrationPair } from "#core/calibration/pairs";
import { indicator, requirePairs, weightOf } from "#core/calibration/pairs";
import { quantileSorted } from "#core/math/quantile";
import type { Random } from "#core/math/random";
import { requireInteger } from "#core/math/require";

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
  requirePairs(pairs);
  const n = pairs.length;
  const forecasts = new Float64Array(n);
  const outcomes = new Float64Array(n);
  const weights = new Float64Array(n);
  let total = 0;
  let yes = 0;
  let squares = 0;
  pairs.forEach((pair, i) => {
    const happened = indicator(pair.outcome);
    const weight = weightOf(pair);
    forecasts[i] = pair.forecast;
    outcomes[i] = happened;
    weights[i] = weight;
    total += weight;
    yes += weight * happened;
    squares += weight * (pair.forecast - happened) ** 2;
  });
  const fit = isotonicFit(forecasts, outcomes, weights);
  const brier = squares / total;
  const base = yes / total;
  const uncertainty = base * (1 - base);
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
    uncertainty,
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

/**
 * Consistency band of the CORP curve under perfect calibration. Forecasts of one question stand or fall together: each
 * run draws one uniform u per question and lets y* = 1{u < x} for all of its forecasts, then refits.
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
  { runs = 400, confidence = 0.9 }: { readonly runs?: number; readonly confidence?: number } = {},
): ConsistencyBand[] {
  requirePairs(pairs);
  requireInteger("runs", runs, 1);
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence must lie in (0, 1), got ${confidence}`);
  const sorted = pairs.toSorted((a, b) => a.forecast - b.forecast);
  const indexes = new Map<string, number>();
  const questions = sorted.map(({ question }) => {
    const index = indexes.get(question) ?? indexes.size;
    indexes.set(question, index);
    return index;
  });
  const forecasts = Float64Array.from(sorted, ({ forecast }) => forecast);
  const weights = Float64Array.from(sorted, weightOf);
  const draws = new Float64Array(indexes.size);
  const outcomes = new Float64Array(sorted.length);
  const fits: Float64Array[] = [];
  let points: Float64Array = forecasts;
  for (let run = 0; run < runs; run++) {
    for (let q = 0; q < draws.length; q++) draws[q] = random();
    for (let i = 0; i < outcomes.length; i++) {
      outcomes[i] = (draws[questions[i] ?? 0] ?? 0) < (forecasts[i] ?? 0) ? 1 : 0;
    }
    const fit = isotonicFit(forecasts, outcomes, weights);
    points = fit.points;
    fits.push(fit.values);
  }
  const tail = (1 - confidence) / 2;
  return Array.from(points, (forecast, i) => {
    const column = Float64Array.from(fits, (values) => values[i] ?? Number.NaN).sort();
    return { forecast, low: quantileSorted(column, tail), high: quantileSorted(column, 1 - tail) };
  });
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
