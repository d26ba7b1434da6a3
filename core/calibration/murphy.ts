import { BIN_COUNT, binIndex } from "#core/calibration/bins";
import type { CalibrationPair } from "#core/calibration/pairs";
import { indicator, requirePairs, weightOf } from "#core/calibration/pairs";
import { baseRate, meanOver, type Tally, tallyOf } from "#core/calibration/tally";
import { weightedMean } from "#core/math/sum";

/** Murphy's three parts of the mean Brier score: brier = reliability − resolution + uncertainty, exactly. */
export interface MurphyDecomposition {
  /** Mean Brier score, in [0, 1]; lower is better. */
  readonly brier: number;
  /** How far what was said lies from what happened; lower is better. */
  readonly reliability: number;
  /** How far apart what happened lies between different forecasts; higher is better. */
  readonly resolution: number;
  /** Of the questions, not of the forecaster: ō(1 − ō). */
  readonly uncertainty: number;
  /** (resolution − reliability) / uncertainty; null when all outcomes are the same. */
  readonly skill: number | null;
}

type Pair = Pick<CalibrationPair, "forecast" | "outcome" | "weight">;

const happened = ({ outcome }: Pair) => indicator(outcome);

function meanOf<P extends Pair>(pairs: readonly P[], value: (pair: P) => number): number {
  return weightedMean(pairs.map(value), pairs.map(weightOf));
}

/**
 * Murphy decomposition on the distinct values of the forecasts.
 *
 * @param pairs at least one, forecasts in [0, 1]
 * @throws {RangeError} for none, or a forecast outside [0, 1]
 * @see Murphy (1973), “A new vector partition of the probability score”
 */
export function murphyDecomposition(pairs: readonly Pair[]): MurphyDecomposition {
  return murphyOfTally(tallyOf(pairs));
}

/** The same from pairs that are pooled by what was said already. */
export function murphyOfTally(tally: Tally): MurphyDecomposition {
  const base = baseRate(tally);
  const reliability = meanOver(tally, (x, weight, yes) => weight * (x - yes / weight) ** 2);
  const resolution = meanOver(tally, (_, weight, yes) => weight * (yes / weight - base) ** 2);
  const uncertainty = base * (1 - base);
  return {
    brier: meanOver(tally, (x, weight, yes) => yes * (1 - x) ** 2 + (weight - yes) * x ** 2),
    reliability,
    resolution,
    uncertainty,
    skill: uncertainty === 0 ? null : (resolution - reliability) / uncertainty,
  };
}

/** One bin of a decomposition by bins. */
export interface MurphyBin {
  readonly middle: number;
  readonly count: number;
  /** Share of yes among its pairs. */
  readonly observed: number;
}

/**
 * Murphy decomposition by equal bins: every forecast stands for the middle of its bin ({@link binIndex}), so the three parts add
 * up to the Brier score of the middles, which is not quite that of the forecasts.
 *
 * @param pairs at least one, forecasts in [0, 1]
 * @returns the decomposition and the bins in use, ascending
 * @throws {RangeError} for no pairs, a forecast outside [0, 1], or a count that is no integer ≥ 1
 */
export function murphyByBins(
  pairs: readonly Pair[],
  count: number = BIN_COUNT,
): MurphyDecomposition & { readonly bins: readonly MurphyBin[] } {
  requirePairs(pairs);
  const middles = pairs.map((pair) => ({ ...pair, forecast: (binIndex(pair.forecast, count) + 0.5) / count }));
  const bins = Array.from(
    Map.groupBy(middles, ({ forecast }) => forecast),
    ([middle, inside]) => ({
      middle,
      count: inside.length,
      observed: meanOf(inside, happened),
    }),
  );
  return { ...murphyDecomposition(middles), bins: bins.sort((a, b) => a.middle - b.middle) };
}

/** Summary numbers of one record beside its diagram. */
export interface CalibrationSummary {
  /**
   * How much further from 50 % the forecasts lie than the outcomes bear out, in probability: mean of
   * |p − ½| less the mean of ±(o − ½) taken on the side of the forecast. Above 0 overconfident, below 0 underconfident.
   */
  readonly overconfidence: number;
  /** Variance of the forecasts: how far they move from their own mean. */
  readonly sharpness: number;
  /** Mean forecast where yes happened less mean forecast where no did; null unless both happened. Higher is better. */
  readonly discrimination: number | null;
}

/**
 * Over- or underconfidence, sharpness and discrimination. A forecast of exactly 50 % takes neither side.
 *
 * @param pairs at least one, forecasts in [0, 1]
 * @throws {RangeError} for none, or a forecast outside [0, 1]
 * @see Yates (1982), “External correspondence”; Lichtenstein, Fischhoff & Phillips (1982)
 */
export function calibrationSummary(pairs: readonly Pair[]): CalibrationSummary {
  return summaryOfTally(tallyOf(pairs));
}

/** The same from pairs that are pooled by what was said already. */
export function summaryOfTally(tally: Tally): CalibrationSummary {
  const centre = meanOver(tally, (x, weight) => weight * x);
  const base = baseRate(tally);
  const saidOfYes = meanOver(tally, (x, _, yes) => yes * x);
  const mixed = base > 0 && base < 1;
  return {
    overconfidence: meanOver(tally, (x, weight, yes) => Math.sign(x - 0.5) * (weight * x - yes)),
    sharpness: meanOver(tally, (x, weight) => weight * (x - centre) ** 2),
    discrimination: mixed ? saidOfYes / base - (centre - saidOfYes) / (1 - base) : null,
  };
}
