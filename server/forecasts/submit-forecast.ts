import { z } from "zod";
import { probabilitySchema } from "#core/question";
import { type Appended, appendEvent, type ForecastCtx } from "#server/forecasts/append-event";

/** One of the first four, by the question's type: whether it fits is checked against the version in force. */
export const forecastInput = z
  .object({
    /** Of yes, on a binary question: the best estimate, which is what is scored. */
    probability: z.number("A probability is a number.").optional(),
    /** One per option in their order, on a multiple choice question. */
    probabilities: z.array(z.number("A probability is a number.")).max(50, "At most 50 options.").optional(),
    /** On a numeric or date question, ascending: values in the range's unit, or milliseconds since 1970. */
    quantiles: z
      .array(z.object({ level: z.number(), value: z.number("A quantile has a value.") }))
      .max(99, "At most 99 quantiles.")
      .optional(),
    /** In place of quantiles: at the edges of the buckets of the range. */
    cdf: z.array(z.number("A CDF holds numbers.")).max(1000, "A CDF has fewer points.").optional(),
    /** What a probability may be at least and at most: asked for in a round, free at other times. Both or neither. */
    low: probabilitySchema.optional(),
    high: probabilitySchema.optional(),
    /** How sure one is that the interval holds. */
    confidence: z
      .number()
      .min(0.5, "The confidence in the interval is at least 50 %.")
      .max(1, "The confidence in the interval is at most 100 %.")
      .optional(),
    reason: z.string().trim().max(4000, "A reason has at most 4,000 characters.").optional(),
  })
  .superRefine(({ probability, low, high, confidence }, { addIssue }) => {
    const refuse = (field: string, message: string) => addIssue({ code: "custom", path: [field], message });
    if (low === undefined && high !== undefined) refuse("low", "Say the lowest it may be, too.");
    if (high === undefined && low !== undefined) refuse("high", "Say the highest it may be, too.");
    if (confidence !== undefined && low === undefined)
      refuse("confidence", "Without an interval there is nothing to be sure of.");
    if (probability === undefined) {
      if (low !== undefined) refuse("low", "An interval stands around a probability of yes.");
      return;
    }
    if (low !== undefined && low > probability) refuse("low", "The lowest it may be is at most your best estimate.");
    if (high !== undefined && high < probability)
      refuse("high", "The highest it may be is at least your best estimate.");
  });

/** States a forecast. Saying the same again is a new row too: the log keeps what people did. */
export function submitForecast(ctx: ForecastCtx, input: z.infer<typeof forecastInput>): Promise<Appended> {
  const { low, high, confidence = null, reason, ...stated } = input;
  const interval = low === undefined || high === undefined ? undefined : { low, high, confidence };
  return appendEvent(ctx, { kind: "FORECAST", stated, interval, reason: reason || undefined });
}
