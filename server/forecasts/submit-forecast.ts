import { z } from "zod";
import { probabilitySchema } from "#core/question";
import { type Appended, appendEvent, type ForecastCtx } from "#server/forecasts/append-event";

export const forecastInput = z.object({
  /** Of yes. */
  probability: probabilitySchema,
  reason: z.string().trim().max(4000, "A reason has at most 4,000 characters.").optional(),
});

/** States a probability. Saying the same again is a new row too: the log keeps what people did. */
export function submitForecast(ctx: ForecastCtx, input: z.infer<typeof forecastInput>): Promise<Appended> {
  return appendEvent(ctx, { kind: "FORECAST", probability: input.probability, reason: input.reason || undefined });
}
