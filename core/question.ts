import { z } from "zod";

/** Recorded probabilities lie in [0.001, 0.999]: nobody is ever certain, and no log score is infinite. */
export const PROBABILITY_MIN = 0.001;
export const PROBABILITY_MAX = 0.999;
/** How far the probabilities of a multiple choice forecast may sum from 1. */
export const SUM_TOLERANCE = 1e-9;

export const QUESTION_TYPES = ["binary", "multiple_choice", "numeric", "date"] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

/** A probability that may be recorded, in [0.001, 0.999]. */
export const probabilitySchema = z
  .number()
  .min(PROBABILITY_MIN, `A probability is at least ${PROBABILITY_MIN * 100} %.`)
  .max(PROBABILITY_MAX, `A probability is at most ${PROBABILITY_MAX * 100} %.`);

/** One probability per option: each recordable, together 1 within 1e-9. */
export const probabilitiesSchema = z
  .array(probabilitySchema)
  .min(2)
  .refine((values) => Math.abs(values.reduce((total, value) => total + value, 0) - 1) <= SUM_TOLERANCE, {
    message: "The probabilities of all options must sum to 100 %.",
  });

/** Scale of a continuous question. `zeroPoint` null is linear; otherwise logarithmic in the distance from it. */
export const rangeSchema = z
  .object({
    min: z.number(),
    max: z.number(),
    openLower: z.boolean(),
    openUpper: z.boolean(),
    zeroPoint: z.number().nullable(),
    unit: z.string().max(40).optional(),
  })
  .refine((range) => range.min < range.max, { message: "The upper end of the range must be above the lower." })
  .refine((range) => range.zeroPoint === null || range.zeroPoint < range.min || range.zeroPoint > range.max, {
    message: "The zero point of a logarithmic scale must lie outside the range.",
  });
export type Range = z.infer<typeof rangeSchema>;

/** More options than this nobody gives probabilities to. */
export const MOST_OPTIONS = 50;
export const optionSchema = z
  .string()
  .trim()
  .min(1, "An option needs words.")
  .max(200, "An option has at most 200 characters.")
  .refine((option) => !/^(void|ambiguous)$/i.test(option), {
    message: "Void and ambiguous are verdicts, not options.",
  });

const optionsSchema = z
  .array(optionSchema)
  .min(2, "A multiple choice question has at least two options.")
  .max(MOST_OPTIONS, `A multiple choice question has at most ${MOST_OPTIONS} options.`)
  .refine((options) => new Set(options).size === options.length, { message: "Options must differ from each other." });

/**
 * Every option that a multiple choice question ever offered, in the order of appearance. The last option of each list
 * (“Other”) takes what is not yet on offer, so it stays last.
 *
 * @param history the lists of options in the order in which they were published, each with at least two
 * @throws {RangeError} for no list, a list with fewer than two options, or lists that end differently
 */
export function optionsEverOffered(history: readonly (readonly string[])[]): string[] {
  const other = history.at(-1)?.at(-1);
  if (other === undefined) throw new RangeError("history must hold a list of options");
  const named = new Set<string>();
  for (const options of history) {
    if (options.length < 2 || options.at(-1) !== other) {
      throw new RangeError(`options must be at least two and end with ${other}, got ${options.join(", ")}`);
    }
    for (const option of options.slice(0, -1)) named.add(option);
  }
  return [...named, other];
}

/** What kind of answer a question takes. The type decides what a forecast of it states and how it is scored. */
export const questionSpecSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("binary") }),
  z.object({ type: z.literal("multiple_choice"), options: optionsSchema }),
  z.object({ type: z.literal("numeric"), range: rangeSchema }),
  /** Its range is in instants (milliseconds since 1970). */
  z.object({ type: z.literal("date"), range: rangeSchema }),
]);
export type QuestionSpec = z.infer<typeof questionSpecSchema>;

/** Quantiles of a continuous forecast: level → value, ascending in both. */
export const quantilesSchema = z
  .array(z.object({ level: z.number().gt(0).lt(1), value: z.number() }))
  .min(2)
  .refine(
    (points) =>
      points.every((point, i) => {
        const before = points[i - 1];
        return before === undefined || (before.level < point.level && before.value < point.value);
      }),
    { message: "Quantiles must ascend: a higher level has a higher value." },
  );

/** What one forecast states, by question type. */
export const forecastValueSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("binary"), probability: probabilitySchema }),
  z.object({ type: z.literal("multiple_choice"), probabilities: probabilitiesSchema }),
  z.object({ type: z.literal("numeric"), quantiles: quantilesSchema }),
  z.object({ type: z.literal("date"), quantiles: quantilesSchema }),
]);
export type ForecastValue = z.infer<typeof forecastValueSchema>;

/** What happened, where something did: void and ambiguous are states, not outcomes. */
export const outcomeSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("binary"), outcome: z.enum(["yes", "no"]) }),
  z.object({ type: z.literal("multiple_choice"), option: z.string() }),
  z.object({ type: z.literal("numeric"), value: z.union([z.number(), z.enum(["below", "above"])]) }),
  z.object({ type: z.literal("date"), value: z.union([z.number(), z.enum(["below", "above"])]) }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** The two outcomes of a binary question. */
export type BinaryOutcome = "yes" | "no";

/** When others' forecasts on a question become visible, as stored. */
export const REVEAL_POLICIES = ["ALWAYS", "AFTER_FORECAST", "AFTER_ROUND"] as const;
export type RevealPolicy = (typeof REVEAL_POLICIES)[number];
