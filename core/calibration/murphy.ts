import { BIN_COUNT, binIndex } from "#core/calibration/bins";
import type { CalibrationPair } from "#core/calibration/pairs";
import { indicator, requirePairs, weightOf } from "#core/calibration/pairs";
import { sum, weightedMean } from "#core/math/sum";

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
  requirePairs(pairs);
  const base = meanOf(pairs, happened);
  const groups = Array.from(
    Map.groupBy(pairs, ({ forecast }) => forecast),
    ([forecast, inside]) => ({
      forecast,
      weight: sum(inside.map(weightOf)),
      observed: meanOf(inside, happened),
    }),
  );
  const weights = groups.map(({ weight }) => weight);
  const over = (squares: (group: { forecast: number; observed: number }) => number) =>
    weightedMean(groups.map(squares), weights);
  const reliability = over(({ forecast, observed }) => (forecast - observed) ** 2);
  const resolution = over(({ observed }) => (observed - base) ** 2);
  const uncertainty = base * (1 - base);
  return {
    brier: meanOf(pairs, (pair) => (pair.forecast - happened(pair)) ** 2),
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
  requirePairs(pairs);
  const centre = meanOf(pairs, ({ forecast }) => forecast);
  const of = (outcome: "yes" | "no") => pairs.filter((pair) => pair.outcome === outcome);
  const said = (some: readonly Pair[]) => meanOf(some, ({ forecast }) => forecast);
  const [yes, no] = [of("yes"), of("no")];
  return {
    overconfidence: meanOf(pairs, (pair) => Math.sign(pair.forecast - 0.5) * (pair.forecast - happened(pair))),
    sharpness: meanOf(pairs, ({ forecast }) => (forecast - centre) ** 2),
    discrimination: yes.length === 0 || no.length === 0 ? null : said(yes) - said(no),
  };
}
