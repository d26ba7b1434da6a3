import type { CalibrationPair } from "#core/calibration/pairs";
import { indicator, weightOf } from "#core/calibration/pairs";
import type { ShareInterval } from "#core/calibration/wilson";
import { wilsonInterval } from "#core/calibration/wilson";
import { requireInteger, requirePositive, requireProbability, requireWithin } from "#core/math/require";

/** One bin of the reliability diagram: probabilities in (low, high], the first one [0, high]. */
export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  /** How many pairs fall in it, at least 1. */
  readonly forecasts: number;
  /** How many distinct questions those pairs are of. */
  readonly questions: number;
  /** How many of those questions resolved yes. */
  readonly yes: number;
  /** Mean of the forecasts, by their weights. */
  readonly meanForecast: number;
  /** Share of those *questions* that resolved yes: a question that many answered happened once. */
  readonly observed: number;
  /** Wilson interval of that share. */
  readonly interval: ShareInterval;
}

/** Number of bins of the binned view. */
export const BIN_COUNT = 10;

/**
 * The bin of a probability among `count` equal ones. A value on an inner edge goes to the lower bin; 0 and 1 are included.
 * Edges are k/count as divided, so that 0.15 or 0.35 falls in exactly one.
 *
 * @returns an index in 0 … count − 1
 * @throws {RangeError} unless p lies in [0, 1] and count is an integer in 1 … 1000
 */
export function binIndex(p: number, count: number = BIN_COUNT): number {
  requireProbability("p", p);
  requireBinCount(count);
  let bin = 0;
  while (p > (bin + 1) / count) bin++;
  return bin;
}

/** More bins than this nobody can tell apart. */
const MOST_BINS = 1000;

function requireBinCount(count: number): number {
  return requireWithin("count", requireInteger("count", count, 1), 1, MOST_BINS);
}

/**
 * The binned reliability diagram: for each bin in use, what was said and how often it came true.
 *
 * @param pairs one per forecaster and question at the horizon
 * @param options count of bins (default ten) and confidence of the interval (default 0.95)
 * @returns the bins that hold a pair, ascending; none for no pairs
 * @throws {RangeError} for a forecast outside [0, 1], a weight that is not finite and > 0, or options out of range
 */
export function reliabilityBins(
  pairs: readonly CalibrationPair[],
  { count = BIN_COUNT, confidence = 0.95 }: { readonly count?: number; readonly confidence?: number } = {},
): ReliabilityBin[] {
  const bins = Array.from({ length: requireBinCount(count) }, () => ({
    forecasts: 0,
    weight: 0,
    said: 0,
    verdicts: new Map<string, 0 | 1>(),
  }));
  for (const pair of pairs) {
    const bin = bins[binIndex(pair.forecast, count)];
    if (bin === undefined) continue;
    const weight = requirePositive("weight", weightOf(pair));
    bin.forecasts++;
    bin.weight += weight;
    bin.said += weight * pair.forecast;
    bin.verdicts.set(pair.question, indicator(pair.outcome));
  }
  return bins.flatMap(({ forecasts, weight, said, verdicts }, bin) => {
    if (forecasts === 0) return [];
    let yes = 0;
    for (const happened of verdicts.values()) yes += happened;
    return {
      low: bin / count,
      high: (bin + 1) / count,
      forecasts,
      questions: verdicts.size,
      yes,
      meanForecast: said / weight,
      observed: yes / verdicts.size,
      interval: wilsonInterval(yes, verdicts.size, confidence),
    };
  });
}
