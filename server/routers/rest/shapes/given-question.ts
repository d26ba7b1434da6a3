import { z } from "zod";
import { QUESTION_TYPES } from "#core/question";
import type { WorldAsked } from "#core/world-forecast";
import { askedOf } from "#core/world-question";
import { draftInput, newQuestionInput } from "#server/questions/question-input";
import { taken } from "#server/routers/rest/fields";
import { GivenAt, ScaleValue } from "#server/routers/rest/shapes/values";

const draft = z.strictObject({
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
});

const asked = draft.extend({
  role: z.enum(["headline", "indicator"]).default("headline"),
  draft: z.boolean().default(false).meta({ description: "Whether it is kept as a draft instead of opened." }),
});

/** A question as it is asked for: the words of a world file, but for whose it is. */
export const GivenQuestion = asked.transform((given, ctx) => ({ ...given, asked: askedOf(given, ctx) }));
/** The same as a draft is written anew. */
export const GivenDraft = draft.transform((given, ctx) => ({ ...given, asked: askedOf(given, ctx) }));

const REVEAL = { always: "ALWAYS", after_forecast: "AFTER_FORECAST", after_round: "AFTER_ROUND" } as const;
const ROLE = { headline: "HEADLINE", indicator: "INDICATOR" } as const;

/** What fields of the use cases are called here. */
export const QUESTION_FIELDS = {
  "spec.options": "options",
  "spec.range": "range",
  spec: "type",
  revealPolicy: "reveal",
  publish: "draft",
} as const;

/** The same as the use case takes it. @throws {Problem} naming the fields that do not go together */
export const newQuestion = (given: z.output<typeof GivenQuestion>) =>
  taken(newQuestionInput, { ...written(given), role: ROLE[given.role], publish: !given.draft }, QUESTION_FIELDS);

/** The same of a draft. */
export const draftOf = (given: z.output<typeof GivenDraft>) => taken(draftInput, written(given), QUESTION_FIELDS);

function written(given: z.output<typeof GivenDraft>) {
  const { title, criteria, source, baseRate, opensAt, closesAt, revealAt = null, tags } = given;
  const { spec }: WorldAsked = given.asked;
  const revealPolicy = REVEAL[given.reveal ?? (revealAt ? "after_round" : "always")];
  return { title, criteria, source, baseRate, spec, opensAt, closesAt, revealPolicy, revealAt, tags };
}
