import type { Quantile } from "#core/quantile-cdf";
import type { Range } from "#core/question";
import type { ForecastEvent } from "#core/standing";

/**
 * Held on a multiple choice question: one probability per option that the question ever offered, in their order, "Other"
 * last; null for one that was not on offer when it was stated, and whose share stands in the last.
 */
export type ChoiceValue = readonly (number | null)[];

/** Held on a numeric or date question. */
export interface ContinuousValue {
  /** As stated; none where an import gave the CDF alone. */
  readonly quantiles: readonly Quantile[];
  /** At the edges of the buckets of the question's range. */
  readonly cdf: readonly number[];
}

/** What a forecast of any type holds; a binary one is the probability of yes. */
export type HeldValue = number | ChoiceValue | ContinuousValue;

/** What of a question its forecasts are read by. */
export type AskedOf =
  | { readonly type: "binary" }
  /** `options`: every option ever offered, in the order of appearance, the one that stands for all others last. */
  | { readonly type: "multiple_choice"; readonly options: readonly string[] }
  | { readonly type: "numeric" | "date"; readonly range: Range };

/** The forecasts on a question, with what they are read by; `E` is what each event carries beside what it states. */
export type TypedLog<E = unknown> =
  | { readonly type: "binary"; readonly log: readonly (ForecastEvent<number> & E)[] }
  | {
      readonly type: "multiple_choice";
      readonly options: readonly string[];
      readonly log: readonly (ForecastEvent<ChoiceValue> & E)[];
    }
  | {
      readonly type: "numeric" | "date";
      readonly range: Range;
      readonly log: readonly (ForecastEvent<ContinuousValue> & E)[];
    };

/**
 * Probabilities stated on a list of options, as a {@link ChoiceValue} over every option ever offered.
 *
 * @param stated one per option of the list that was on offer
 * @param offered that list
 * @param ever every option, as core/question's optionsEverOffered gives them
 * @throws {RangeError} unless there are as many probabilities as options offered
 */
export function choiceValue(
  stated: readonly number[],
  offered: readonly string[],
  ever: readonly string[],
): (number | null)[] {
  if (stated.length !== offered.length) {
    throw new RangeError(`probabilities must be as many as options (${offered.length}), got ${stated.length}`);
  }
  const byOption = new Map(offered.map((option, k) => [option, stated[k] ?? null]));
  return ever.map((option) => byOption.get(option) ?? null);
}

/** The same with 0 for what was not on offer: its share stands in the last option. It sums to what was stated. */
export function sharesOf(value: ChoiceValue): number[] {
  return value.map((p) => p ?? 0);
}

/** Shares as a crowd has them: an option that nobody who stands was offered has no share, not one of 0. */
export function valueOfShares(shares: readonly number[]): ChoiceValue {
  return shares.map((share) => (share < NOBODY ? null : share));
}

/** Whoever was offered an option gives it 0.001 or more, so a mean of 0, but for rounding, is nobody's. */
const NOBODY = 1e-9;
