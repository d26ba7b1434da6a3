import { z } from "zod";
import type { Instant } from "#core/clock";
import { QUESTION_TYPES } from "#core/question";

const DAY_MS = 86_400_000;

/** A day of the calendar in UTC, as `2024-06-19`. */
const daySchema = z.iso.date();

/**
 * Which questions a board, a diagram or an overview counts. Null leaves a part open. What cannot be meant is left open too,
 * so an address that has gone stale shows more, never an error.
 */
export const questionSelectionSchema = z.object({
  /** A team, or `all` for those who may compare across teams. Null: the team one is in. */
  team: z.uuid().or(z.literal("all")).nullable().catch(null),
  brief: z.uuid().nullable().catch(null),
  /** By name, which holds across teams. */
  tag: z.string().trim().min(1).max(80).nullable().catch(null),
  /** First day, UTC, of the effective close A = min(known, scheduled close): the instant up to which forecasts counted. */
  from: daySchema.nullable().catch(null),
  /** Last day of the same, included. */
  to: daySchema.nullable().catch(null),
  type: z.enum(QUESTION_TYPES).nullable().catch(null),
});
export type QuestionSelection = z.infer<typeof questionSelectionSchema>;

/** Every question of the team one is in. */
export const WHOLE_SELECTION: QuestionSelection = {
  team: null,
  brief: null,
  tag: null,
  from: null,
  to: null,
  type: null,
};

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The selection that the parameters of an address ask for; of a repeated one the first counts, an empty one is none. */
export function selectionOf(params: Params): QuestionSelection {
  const one = (key: keyof QuestionSelection) => {
    const value = params[key];
    return (typeof value === "string" ? value : value?.[0]) || null;
  };
  return questionSelectionSchema.parse({
    team: one("team"),
    brief: one("brief"),
    tag: one("tag"),
    from: one("from"),
    to: one("to"),
    type: one("type"),
  });
}

/** The parameters that ask for a selection, those left open left out. */
export function selectionParams(selection: QuestionSelection): Record<string, string> {
  return Object.fromEntries(
    Object.entries(selection).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])),
  );
}

/** The instants that a selection's days span, [from, until); null where it is open. */
export function periodOf({ from, to }: Pick<QuestionSelection, "from" | "to">): {
  from: Instant | null;
  until: Instant | null;
} {
  return {
    from: from === null ? null : Date.parse(from),
    until: to === null ? null : Date.parse(to) + DAY_MS,
  };
}
