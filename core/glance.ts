import { quantileLocation, valueAt } from "#core/distribution";
import { type ChoiceValue, type ContinuousValue, sharesOf } from "#core/forecast-value";
import type { ForecastView } from "#core/forecast-view";
import type { Range } from "#core/question";

/** Where a distribution crosses 25, 50 and 75 %, on the question's scale. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** What a line in a list shows of a question whose answer is not yes or no. */
export type Glance =
  | {
      readonly type: "multiple_choice";
      readonly options: readonly string[];
      readonly own: ChoiceValue | null;
      /** One share per option. */
      readonly crowd: readonly number[] | null;
    }
  | {
      readonly type: "numeric" | "date";
      readonly range: Range;
      readonly own: Spread | null;
      readonly crowd: Spread | null;
    };

/** The same of a binary question: probabilities. All null for one that is not binary. */
export interface BinaryNumbers {
  readonly own: number | null;
  readonly crowd: {
    readonly median: number;
    readonly low: number;
    readonly high: number;
    readonly count: number;
  } | null;
  readonly early: { readonly mean: number; readonly count: number } | null;
}

export function binaryNumbers(view: ForecastView | undefined): BinaryNumbers {
  if (view?.type !== "binary") return { own: null, crowd: null, early: null };
  const crowd = view.revealed?.crowd ?? null;
  return {
    own: view.own?.value ?? null,
    crowd: crowd && { median: crowd.median, low: crowd.lowerQuartile, high: crowd.upperQuartile, count: crowd.count },
    early: view.early && { mean: view.early.mean, count: view.early.count },
  };
}

/** Null for a binary question, which has a picture of its own. A crowd that may be seen only as a whole is the crowd here. */
export function glanceOf(view: ForecastView | undefined): Glance | null {
  switch (view?.type) {
    case undefined:
    case "binary":
      return null;
    case "multiple_choice": {
      const { type, options, own, revealed, early } = view;
      return { type, options, own: own?.value ?? null, crowd: revealed?.crowd?.values ?? early?.values ?? null };
    }
    case "numeric":
    case "date": {
      const { type, range, own, revealed, early } = view;
      const crowd = revealed?.crowd ?? early;
      return {
        type,
        range,
        own: own && spreadOf(own.value, range),
        crowd: crowd && {
          low: valueAt(crowd.lower, range),
          median: valueAt(crowd.median, range),
          high: valueAt(crowd.upper, range),
        },
      };
    }
  }
}

/**
 * The value somebody holds at a level: as they stated it, else read off their curve, which lies a little beside what was
 * stated, since every bucket of it is given its floor.
 *
 * @throws {RangeError} for anything that is no CDF
 */
export function heldAt({ quantiles, cdf }: ContinuousValue, range: Range, level: number): number {
  const stated = quantiles.find((quantile) => quantile.level === level);
  return stated?.value ?? valueAt(quantileLocation(cdf, level), range);
}

/** @throws {RangeError} for anything that is no CDF */
export function spreadOf(value: ContinuousValue, range: Range): Spread {
  const [low, median, high] = [0.25, 0.5, 0.75].map((level) => heldAt(value, range, level));
  return { low: low ?? range.min, median: median ?? range.min, high: high ?? range.max };
}

/** The option with the largest share, the first of equals. */
export function likeliest(options: readonly string[], value: ChoiceValue): { option: string; share: number } {
  const shares = sharesOf(value);
  const share = Math.max(...shares);
  return { option: options[shares.indexOf(share)] ?? "", share };
}
