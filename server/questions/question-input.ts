import { z } from "zod";
import { questionSpecSchema, REVEAL_POLICIES } from "#core/question";
import { tagNames } from "#server/questions/tags/tag-name";

/** What the author of a question writes down. Warnings of core/question-check are theirs to weigh; these are not. */
const written = {
  title: z.string().trim().min(1, "A question needs its wording.").max(500),
  criteria: z.string().trim().max(20_000),
  source: z.string().trim().max(4_000),
  /** Reference class and rate; empty for none. */
  baseRate: z.string().trim().max(1_000).optional(),
  /** What kind of answer it takes. */
  spec: questionSpecSchema.default({ type: "binary" }),
  opensAt: z.date(),
  closesAt: z.date(),
  revealPolicy: z.enum(REVEAL_POLICIES),
  /** When the round closes; with AFTER_ROUND only. */
  revealAt: z.date().nullable(),
  /** Left out: they stay as they are. */
  tags: tagNames.optional(),
};

type Clocked = { opensAt: Date; closesAt: Date; revealPolicy: (typeof REVEAL_POLICIES)[number]; revealAt: Date | null };

const clocksAgree = (value: Clocked, ctx: z.RefinementCtx) => {
  const { opensAt, closesAt, revealPolicy, revealAt } = value;
  const refuse = (path: keyof Clocked, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
  if (closesAt <= opensAt) refuse("closesAt", "The close must come after the opening.");
  if (revealPolicy !== "AFTER_ROUND") {
    if (revealAt !== null) refuse("revealAt", "Only a question that is shown after its round has a round to close.");
  } else if (revealAt === null) {
    refuse("revealAt", "Say when the round closes.");
  } else if (revealAt <= opensAt || revealAt > closesAt) {
    refuse("revealAt", "The round must close after the opening and no later than the question.");
  }
};

export const newQuestionInput = z
  .object({ ...written, role: z.enum(["HEADLINE", "INDICATOR"]), publish: z.boolean() })
  .superRefine(clocksAgree);
export type NewQuestion = z.infer<typeof newQuestionInput>;

export const draftInput = z.object(written).superRefine(clocksAgree);
export type Draft = z.infer<typeof draftInput>;
