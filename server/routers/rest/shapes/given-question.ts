import { z } from "zod";
import { QUESTION_TYPES } from "#core/question";
import type { WorldAsked } from "#core/world-forecast";
import { askedOf } from "#core/world-question";
import { newQuestionInput } from "#server/questions/question-input";
import { invalid } from "#server/routers/rest/problem";
import { GivenAt, ScaleValue } from "#server/routers/rest/shapes/values";

const asked = z.strictObject({
  role: z.enum(["headline", "indicator"]).default("headline"),
  type: z.enum(QUESTION_TYPES).default("binary"),
  options: z.array(z.string().max(200)).max(50).optional().meta({ description: "Of multiple_choice, the rest last." }),
  range: z
    .strictObject({
      min: ScaleValue,
      max: ScaleValue,
      openLower: z.boolean().default(false),
      openUpper: z.boolean().default(false),
      zeroPoint: ScaleValue.nullish(),
      unit: z.string().max(40).nullish(),
    })
    .optional()
    .meta({ description: "Of numeric and date." }),
  title: z.string().max(500),
  criteria: z.string().max(20_000).default(""),
  source: z.string().max(4_000).default(""),
  baseRate: z.string().max(1_000).optional(),
  opensAt: GivenAt,
  closesAt: GivenAt,
  reveal: z.enum(["always", "after_forecast", "after_round"]).optional(),
  revealAt: GivenAt.nullish().meta({ description: "When a round closes; then `reveal` is after_round." }),
  tags: z.array(z.string().max(100)).max(50).optional(),
  draft: z.boolean().default(false).meta({ description: "Whether it is kept as a draft instead of opened." }),
});

/** A question as it is asked for: the words of a world file, but for whose it is. */
export const GivenQuestion = asked.transform((given, ctx) => ({ ...given, asked: askedOf(given, ctx) }));

const REVEAL = { always: "ALWAYS", after_forecast: "AFTER_FORECAST", after_round: "AFTER_ROUND" } as const;
const ROLE = { headline: "HEADLINE", indicator: "INDICATOR" } as const;

/** The same as the use case takes it. @throws {Problem} naming the fields that do not go together */
export function newQuestion(given: z.output<typeof GivenQuestion>) {
  const { title, criteria, source, baseRate, opensAt, closesAt, revealAt = null, tags } = given;
  const { spec }: WorldAsked = given.asked;
  const input = newQuestionInput.safeParse({
    title,
    criteria,
    source,
    baseRate,
    spec,
    opensAt,
    closesAt,
    revealPolicy: REVEAL[given.reveal ?? (revealAt ? "after_round" : "always")],
    revealAt,
    tags,
    role: ROLE[given.role],
    publish: !given.draft,
  });
  if (!input.success) throw invalid("invalid-input", input.error);
  return input.data;
}
