import type { ConsistencyBand, CorpDecomposition } from "#core/calibration/corp";
import type { CalibrationPair } from "#core/calibration/pairs";
import type { Tally } from "#core/calibration/tally";
import { rankOf } from "#core/math/ranks";

/** One step of a reliability curve with what it is made of. */
export interface StepInUse {
  /** Least and greatest forecast of the step. */
  readonly low: number;
  readonly high: number;
  /** Share of yes among its forecasts, by their weights. */
  readonly observed: number;
  readonly forecasts: number;
  readonly questions: number;
}

/** The steps of a curve with how many forecasts on how many questions each pools. */
export function stepsInUse(
  { steps }: Pick<CorpDecomposition, "steps">,
  pairs: readonly CalibrationPair[],
): StepInUse[] {
  const highs = Float64Array.from(steps, ({ high }) => high);
  const forecasts = new Float64Array(steps.length);
  const questions = steps.map(() => new Set<string>());
  for (const { forecast, question } of pairs) {
    const step = rankOf(highs, forecast);
    forecasts[step] = (forecasts[step] ?? 0) + 1;
    questions[step]?.add(question);
  }
  return steps.map(({ low, high, observed }, i) => ({
    low,
    high,
    observed,
    forecasts: forecasts[i] ?? 0,
    questions: questions[i]?.size ?? 0,
  }));
}

/** Over: further from 50 % than the outcomes bear out. Under: nearer to it. */
export type Confidence = "over" | "under";

/** A stretch of forecasts whose curve lies outside the consistency band, all to one side of 50 %. */
export interface Departure {
  readonly confidence: Confidence;
  /** Whether it came true less or more often than said. */
  readonly came: "less" | "more";
  /** Least and greatest forecast of it. */
  readonly low: number;
  readonly high: number;
  /** Least and greatest distance between what was said and what happened, in probability. */
  readonly gap: { readonly least: number; readonly most: number };
  /** Share of all forecasts, by weight, in (0, 1]. */
  readonly share: number;
}

/** What a curve shows beyond luck. */
export interface Reading {
  /** Ascending; two stretches that little or nothing parts are one. */
  readonly departures: readonly Departure[];
  /** Share of all forecasts that lie outside the band. One in ten does by luck alone, since the band is pointwise 90 %. */
  readonly outside: number;
}

/** Share of the forecasts that may lie inside the band between two parts of one departure. */
const SEAM = 0.01;

interface Seen {
  readonly x: number;
  readonly share: number;
  readonly gap: number;
  readonly way: Pick<Departure, "confidence" | "came"> | null;
}

/**
 * Where the reliability curve leaves its consistency band, and to which side.
 *
 * @param fit of the same pairs as the tally; its points are the tally's
 * @param band one entry for each of those points
 * @throws {RangeError} where the band has other points than the fit
 */
export function readingOf(
  { fit }: Pick<CorpDecomposition, "fit">,
  band: readonly ConsistencyBand[],
  tally: Tally,
): Reading {
  if (band.length !== fit.points.length) {
    throw new RangeError(`band must have the fit's ${fit.points.length} points, got ${band.length}`);
  }
  const seen = band.map(({ forecast: x, low, high }, i): Seen => {
    const value = fit.values[i] ?? Number.NaN;
    const share = (tally.weights[i] ?? 0) / tally.total;
    const came = value < low ? "less" : value > high ? "more" : null;
    if (came === null) return { x, share, gap: 0, way: null };
    const confidence = (came === "less" ? x > 0.5 : x < 0.5) ? "over" : "under";
    return { x, share, gap: Math.abs(value - x), way: { confidence, came } };
  });
  const departures: Departure[] = [];
  let inside = 0;
  for (const { x, share, gap, way } of seen) {
    if (way === null) {
      inside += share;
      continue;
    }
    const last = departures.at(-1);
    if (last && inside <= SEAM && last.confidence === way.confidence && last.came === way.came) {
      departures[departures.length - 1] = {
        ...last,
        high: x,
        gap: { least: Math.min(last.gap.least, gap), most: Math.max(last.gap.most, gap) },
        share: last.share + share,
      };
    } else {
      departures.push({ ...way, low: x, high: x, gap: { least: gap, most: gap }, share });
    }
    inside = 0;
  }
  return { departures, outside: departures.reduce((sum, { share }) => sum + share, 0) };
}

/** Share of the forecasts, by weight, that lie under `edge` or over 1 − `edge`: how often a record commits itself. */
export function boldShare({ points, weights, total }: Tally, edge = 0.2): number {
  let bold = 0;
  points.forEach((x, i) => {
    if (x < edge || x > 1 - edge) bold += weights[i] ?? 0;
  });
  return bold / total;
}
