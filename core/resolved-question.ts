import type { Clocks } from "#core/clock";
import type { ChoiceValue, ContinuousValue, HeldValue, TypedLog } from "#core/forecast-value";
import { continuousOutcome, saysWhatHappened, type VersionAnswer } from "#core/outcome";
import type { Range } from "#core/question";
import { rangeRule } from "#core/scoring/continuous-rule";
import { binaryRule, multipleChoiceRule, type ScoringRule } from "#core/scoring/rules";
import type { Sweepable } from "#core/scoring/sweep";

/** Asked of a question whatever its type: what its forecasts hold is `V`. */
export type SweepableUse<T> = <V extends HeldValue>(question: Sweepable<V>) => T;

/**
 * A question of any type under a verdict, made into what the sweep, the spot scores and the explanations take.
 *
 * @returns what `use` makes of it; null where the verdict does not say what happened
 * @throws {RangeError} for a verdict that the question cannot have
 */
export function underVerdict<T>(
  clocks: Clocks,
  question: TypedLog,
  verdict: VersionAnswer,
  use: SweepableUse<T>,
): T | null {
  if (!saysWhatHappened(verdict.outcome)) return null;
  switch (question.type) {
    case "binary":
      return use({ clocks, log: question.log, rule: binaryRuleOf(verdict) });
    case "multiple_choice":
      return use({ clocks, log: question.log, rule: choiceRuleOf(verdict, question.options) });
    case "numeric":
    case "date":
      return use({ clocks, log: question.log, rule: continuousRuleOf(verdict, question.range) });
  }
}

/** @throws {RangeError} for a verdict other than yes or no */
export function binaryRuleOf({ outcome }: VersionAnswer): ScoringRule<number> {
  if (outcome !== "YES" && outcome !== "NO") throw new RangeError(`outcome must be YES or NO, got ${outcome}`);
  return binaryRule(outcome === "YES" ? "yes" : "no");
}

/** @throws {RangeError} for a verdict that names none of the options */
export function choiceRuleOf({ option }: VersionAnswer, options: readonly string[]): ScoringRule<ChoiceValue> {
  const index = option === null ? -1 : options.indexOf(option);
  if (index === -1) throw new RangeError(`option must be one of ${options.join(", ")}, got ${option}`);
  return multipleChoiceRule(index);
}

/** @throws {RangeError} for a verdict that is no value or side of the range, or one that a closed bound rules out */
export function continuousRuleOf(verdict: VersionAnswer, range: Range): ScoringRule<ContinuousValue> {
  const outcome = continuousOutcome(verdict);
  if (outcome === null) throw new RangeError(`outcome must be a value or a side of the range, got ${verdict.outcome}`);
  const { judge, ...rule } = rangeRule({ outcome, range });
  return { ...rule, judge: ({ cdf }) => judge(cdf) };
}
