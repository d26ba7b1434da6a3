import { z } from "zod";
import { bucketOf, type ContinuousOutcome } from "#core/distribution";
import type { QuestionSpec, Range } from "#core/question";

/** What a verdict says, as stored: what happened, or that nothing can be said. */
export const OUTCOMES = ["YES", "NO", "OPTION", "VALUE", "BELOW", "ABOVE", "VOID", "AMBIGUOUS"] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

/** A verdict with what happened where its kind alone does not say it. */
export interface Answer<K = OutcomeKind> {
  readonly outcome: K;
  /** With OPTION: which. */
  readonly option: string | null;
  /** With VALUE: the value in the unit of the range, or the instant in milliseconds. It may lie beyond an open bound. */
  readonly value: number | null;
}

/** What a resolution version says; an outcome of null withdraws the verdict before it. */
export type VersionAnswer = Answer<OutcomeKind | null>;

/** Whether a verdict says what happened, so that forecasts are scored. */
export function saysWhatHappened(outcome: OutcomeKind | null): outcome is Exclude<OutcomeKind, "VOID" | "AMBIGUOUS"> {
  return outcome !== null && outcome !== "VOID" && outcome !== "AMBIGUOUS";
}

/** What a continuous verdict counts as in scoring; null for a verdict of another kind. */
export function continuousOutcome({ outcome, value }: VersionAnswer): ContinuousOutcome | null {
  switch (outcome) {
    case "BELOW":
      return "below";
    case "ABOVE":
      return "above";
    case "VALUE":
      return value;
    default:
      return null;
  }
}

/** On which side of its range a value lies: the edges themselves lie in it. */
export function sideOf(value: number, range: Range): "below" | "inside" | "above" {
  const bucket = bucketOf(value, range, 1);
  return bucket === 0 ? "below" : bucket === 2 ? "above" : "inside";
}

/** Whether two verdicts say the same. */
export function sameAnswer(a: VersionAnswer, b: VersionAnswer): boolean {
  return a.outcome === b.outcome && a.option === b.option && a.value === b.value;
}

/** What a person states who says what happened. */
export const answerSchema = z.object({
  outcome: z.enum(OUTCOMES, "Choose what happened."),
  option: z.string().nullish(),
  value: z.number("Give the value as a number.").nullish(),
});

/** What is wrong with a verdict on a question of this type, and where; null for nothing. */
export interface AnswerFault {
  readonly field: "outcome" | "option" | "value";
  readonly message: string;
}

/**
 * What keeps a verdict from being one that the question can have. Void and ambiguous always are.
 *
 * A value beyond an open bound is recorded as such and counts as that side; beyond a closed one the question ruled it out.
 */
export function answerFault(
  { outcome, option, value }: Partial<VersionAnswer>,
  spec: QuestionSpec,
): AnswerFault | null {
  if (outcome === null || outcome === undefined || outcome === "VOID" || outcome === "AMBIGUOUS") {
    return extra(option, value);
  }
  switch (spec.type) {
    case "binary":
      if (outcome !== "YES" && outcome !== "NO") return wrong("Yes or No");
      return extra(option, value);
    case "multiple_choice":
      if (outcome !== "OPTION") return wrong("one of the options");
      if (option == null || !spec.options.includes(option)) {
        return { field: "option", message: `Choose one of the options: ${spec.options.join(", ")}.` };
      }
      return extra(null, value);
    case "numeric":
    case "date":
      return extra(option, null) ?? rangeFault({ outcome, value }, spec.type, spec.range);
  }
}

function rangeFault(
  { outcome, value }: { outcome: OutcomeKind; value?: number | null | undefined },
  type: "numeric" | "date",
  range: Range,
): AnswerFault | null {
  const ruledOut = (side: string) =>
    `The question rules out an answer ${side} its range: the bound is closed. Then it is void.`;
  switch (outcome) {
    case "BELOW":
    case "ABOVE": {
      if (value != null) return { field: "value", message: "Below or above the range states no value of its own." };
      if (outcome === "BELOW" ? range.openLower : range.openUpper) return null;
      return { field: "outcome", message: ruledOut(outcome.toLowerCase()) };
    }
    case "VALUE": {
      if (value == null || !Number.isFinite(value)) {
        return { field: "value", message: type === "date" ? "Give the date." : "Give the value as a number." };
      }
      const side = sideOf(value, range);
      if ((side === "below" && !range.openLower) || (side === "above" && !range.openUpper)) {
        return { field: "value", message: ruledOut(side) };
      }
      return null;
    }
    default:
      return wrong(type === "date" ? "a date, or that it lies outside the range" : "a value, or that it lies outside");
  }
}

function extra(option: string | null | undefined, value: number | null | undefined): AnswerFault | null {
  if (option != null) return { field: "option", message: "This verdict names no option." };
  if (value != null) return { field: "value", message: "This verdict names no value." };
  return null;
}

const wrong = (what: string): AnswerFault => ({
  field: "outcome",
  message: `Choose what happened: ${what}, or Void or Ambiguous.`,
});
