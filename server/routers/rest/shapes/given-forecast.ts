import { z } from "zod";
import { scaleNumber } from "#core/world-forecast";
import type { StoredType } from "#server/forecasts/read-specs";
import { forecastInput } from "#server/forecasts/submit-forecast";
import { invalid, wrongField } from "#server/routers/rest/problem";
import { ScaleValue } from "#server/routers/rest/shapes/values";

/** What a person says of a question, in the words of a world file. */
export const GivenForecast = z
  .strictObject({
    kind: z.enum(["forecast", "reaffirmation", "withdrawal"]).default("forecast"),
    probability: z.number().optional().meta({ description: "Of yes, from 0.001 to 0.999." }),
    probabilities: z.array(z.number()).max(50).optional().meta({ description: "One per option, in their order." }),
    quantiles: z
      .record(z.string().max(20), ScaleValue)
      .optional()
      .meta({ description: 'Level → value: { "0.05": 10, "0.5": 30, "0.95": 70 }.' }),
    cdf: z.array(z.number()).max(1000).optional(),
    low: z.number().optional(),
    high: z.number().optional(),
    confidence: z.number().optional(),
    reason: z.string().max(4000).optional(),
  })
  .superRefine(({ kind, ...stated }, ctx) => {
    if (kind === "forecast") return;
    for (const [field, value] of Object.entries(stated))
      if (value !== undefined)
        ctx.addIssue({ code: "custom", path: [field], message: `A ${kind} states nothing of its own.` });
  });

/** The same as the use case takes it. @throws {Problem} naming the fields that do not go together */
export function forecastOf({ kind: _, quantiles, ...given }: z.output<typeof GivenForecast>, type: StoredType) {
  const input = forecastInput.safeParse({
    ...given,
    ...(quantiles === undefined ? {} : { quantiles: pointsOf(quantiles, type) }),
  });
  if (!input.success) throw invalid("invalid-input", input.error);
  return input.data;
}

const TYPE = { BINARY: "binary", MULTIPLE_CHOICE: "multiple_choice", NUMERIC: "numeric", DATE: "date" } as const;

function pointsOf(quantiles: Readonly<Record<string, number | string>>, type: StoredType) {
  const points = Object.entries(quantiles).map(([name, value]) => {
    const field = `quantiles["${name}"]`;
    const level = name.trim() === "" ? Number.NaN : Number(name);
    if (!Number.isFinite(level)) throw wrongField(field, "is no level such as 0.5");
    const at = scaleNumber(value, TYPE[type]);
    if (typeof at === "string") throw wrongField(field, at);
    return { level, value: at };
  });
  return points.toSorted((a, b) => a.level - b.level);
}
