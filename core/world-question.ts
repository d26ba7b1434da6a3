import type { z } from "zod";
import type { Answer } from "#core/outcome";
import { optionsEverOffered, type QuestionSpec, questionSpecSchema } from "#core/question";
import { scaleNumber, type WorldAsked } from "#core/world-forecast";

/** What a question of a world file says of its type. */
export interface WorldTyped {
  readonly type: QuestionSpec["type"];
  readonly options?: readonly string[] | null | undefined;
  /** Lists that were offered before options were added, and the one in force. */
  readonly optionsHistory?: readonly (readonly string[])[] | null | undefined;
  readonly range?: WorldRange | null | undefined;
}

interface WorldRange {
  readonly min: number | string;
  readonly max: number | string;
  readonly openLower: boolean;
  readonly openUpper: boolean;
  readonly zeroPoint?: number | string | null | undefined;
  readonly unit?: string | null | undefined;
}

/** What a question asks, read from a file; tells what is wrong through `ctx`. */
export function askedOf(question: WorldTyped, ctx: z.RefinementCtx): WorldAsked {
  const say = (path: (string | number)[], message: string) => ctx.addIssue({ code: "custom", path, message });
  const none: WorldAsked = { spec: { type: "binary" }, lists: [] };
  for (const key of ["options", "optionsHistory", "range"] as const) {
    const takes = key === "range" ? ["numeric", "date"] : ["multiple_choice"];
    if (question[key] != null && !takes.includes(question.type)) say([key], `a ${question.type} question has none`);
  }
  switch (question.type) {
    case "binary":
      return none;
    case "multiple_choice": {
      const lists = question.optionsHistory ?? (question.options ? [question.options] : []);
      const options = question.options ?? lists.at(-1);
      if (!options) {
        say(["options"], "a multiple choice question states its options");
        return none;
      }
      if (JSON.stringify(lists.at(-1)) !== JSON.stringify(options)) {
        say(["optionsHistory"], "has to end with the options");
        return none;
      }
      if (grown(lists, say)) return parsed({ type: question.type, options }, lists, say, none);
      return none;
    }
    case "numeric":
    case "date": {
      const { range, type } = question;
      if (!range) {
        say(["range"], `a ${type} question states its range`);
        return none;
      }
      const numbers = { min: 0, max: 0, zeroPoint: null as number | null };
      for (const key of ["min", "max", "zeroPoint"] as const) {
        const written = range[key];
        if (written == null) continue;
        const value = scaleNumber(written, type);
        if (typeof value === "string") {
          say(["range", key], value);
          return none;
        }
        numbers[key] = value;
      }
      const { openLower, openUpper, unit } = range;
      const whole = { ...numbers, openLower, openUpper, ...(unit ? { unit } : {}) };
      return parsed({ type, range: whole }, [], say, none);
    }
  }
}

/** Whether each list holds the one before and ends as it does. */
function grown(lists: readonly (readonly string[])[], say: (path: (string | number)[], message: string) => void) {
  try {
    optionsEverOffered(lists);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    say(lists.length > 1 ? ["optionsHistory"] : ["options"], error.message);
    return false;
  }
  for (const [i, list] of lists.entries()) {
    const before = lists[i - 1] ?? [];
    if (before.length < list.length && before.every((option) => list.includes(option))) continue;
    say(["optionsHistory", i], "has to offer all that the list before it did, and more");
    return false;
  }
  return true;
}

function parsed(
  spec: unknown,
  lists: WorldAsked["lists"],
  say: (path: (string | number)[], message: string) => void,
  none: WorldAsked,
): WorldAsked {
  const result = questionSpecSchema.safeParse(spec);
  if (result.success) return { spec: result.data, lists };
  for (const { path, message } of result.error.issues)
    say(
      path.filter((part) => typeof part !== "symbol"),
      message,
    );
  return none;
}

/** The words of a file's outcome, and what they are elsewhere. */
const WORDS = { yes: "YES", no: "NO", below: "BELOW", above: "ABOVE", void: "VOID", ambiguous: "AMBIGUOUS" } as const;
const isWord = (outcome: string): outcome is keyof typeof WORDS => Object.hasOwn(WORDS, outcome);

/** What a file's outcome says of a question; null for what its type cannot have, but for bounds (`answerFault` of core/outcome). */
export function answerOf(outcome: string | number, spec: QuestionSpec): Answer | null {
  const plain = (word: keyof typeof WORDS): Answer => ({ outcome: WORDS[word], option: null, value: null });
  if (outcome === "void" || outcome === "ambiguous") return plain(outcome);
  switch (spec.type) {
    case "binary":
      return outcome === "yes" || outcome === "no" ? plain(outcome) : null;
    case "multiple_choice":
      return typeof outcome === "string" && spec.options.includes(outcome)
        ? { outcome: "OPTION", option: outcome, value: null }
        : null;
    case "numeric":
    case "date": {
      if (typeof outcome === "string" && isWord(outcome)) {
        return outcome === "below" || outcome === "above" ? plain(outcome) : null;
      }
      const value = scaleNumber(outcome, spec.type);
      return typeof value === "number" ? { outcome: "VALUE", option: null, value } : null;
    }
  }
}

/** What an outcome may be, for who got it wrong. */
export function outcomesOf(spec: QuestionSpec): string {
  switch (spec.type) {
    case "binary":
      return `"yes", "no", "void" or "ambiguous"`;
    case "multiple_choice":
      return `one of the options, "void" or "ambiguous"`;
    case "numeric":
      return `a number, "below", "above", "void" or "ambiguous"`;
    case "date":
      return `an instant, "below", "above", "void" or "ambiguous"`;
  }
}
