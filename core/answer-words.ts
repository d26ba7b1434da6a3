import { type OutcomeKind, sideOf, type VersionAnswer } from "#core/outcome";
import type { QuestionSpec, Range } from "#core/question";

const LOCALE = "en";
/** U+202F, between a number and its unit. */
const NARROW = "\u202f";
const WHOLE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const FIVE_FIGURES = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 5 });
const DAYS = new Intl.DateTimeFormat(LOCALE, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });

/**
 * A value of a numeric or date question as people read it: "1,250 MW", "3 Jun 2027". Five figures tell any two values of a
 * range apart that a reader would; dates are days in UTC, which is how the question's own range is stated.
 */
export function scaleValue(value: number, type: "numeric" | "date", range: Pick<Range, "unit">): string {
  if (type === "date") return dayUtc(value);
  const figures = Math.abs(value) >= 1000 ? WHOLE : FIVE_FIGURES;
  const number = figures.format(value).replace("-", "\u2212");
  return range.unit ? `${number}${NARROW}${range.unit}` : number;
}

function dayUtc(instant: number): string {
  const part = Object.fromEntries(DAYS.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.day} ${part.month} ${part.year}`;
}

/** What a verdict says, in words: "Yes", "Other", "1,250 MW, above the range". A withdrawn one says nothing: null. */
export function answerWords({ outcome, option, value }: VersionAnswer, spec: QuestionSpec): string | null {
  switch (outcome) {
    case null:
      return null;
    case "OPTION":
      return option;
    case "VALUE": {
      if (value === null || (spec.type !== "numeric" && spec.type !== "date")) return OUTCOME_WORDS.VALUE;
      const side = sideOf(value, spec.range);
      const words = scaleValue(value, spec.type, spec.range);
      return side === "inside" ? words : `${words}, ${side} the range`;
    }
    default:
      return OUTCOME_WORDS[outcome];
  }
}

/** What a kind of verdict is called by itself. */
export const OUTCOME_WORDS: Readonly<Record<OutcomeKind, string>> = {
  YES: "Yes",
  NO: "No",
  OPTION: "One of the options",
  VALUE: "A value",
  BELOW: "Below the range",
  ABOVE: "Above the range",
  VOID: "Void",
  AMBIGUOUS: "Ambiguous",
};
