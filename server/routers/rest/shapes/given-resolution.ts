import { z } from "zod";
import { proposalSchema } from "#core/proposal";
import type { QuestionSpec } from "#core/question";
import { answerOf, outcomesOf } from "#core/world-question";
import { invalid, Problem } from "#server/routers/rest/problem";
import { GivenAt } from "#server/routers/rest/shapes/values";

/** A verdict as it is proposed, in the words of a world file. */
export const GivenResolution = z.strictObject({
  outcome: z.union([z.string().max(200), z.number()]).meta({
    description: "`yes`, `no`, an option, a number or instant, `below`, `above`, `void` or `ambiguous`.",
  }),
  knownAt: GivenAt.meta({ description: "When the answer became publicly knowable." }),
  evidence: z.string().max(2000).nullish().meta({ description: "A link: http or https." }),
  quote: z.string().max(4000).optional(),
  note: z.string().max(4000).default(""),
});

/** The same as the use case takes it. @throws {Problem} naming the fields that do not go together */
export function proposalOf(given: z.output<typeof GivenResolution>, spec: QuestionSpec) {
  const { outcome, knownAt, evidence = null, quote, note } = given;
  const answer = answerOf(outcome, spec);
  if (!answer) {
    const message = `Here it is ${outcomesOf(spec)}.`;
    throw new Problem("invalid-input", `outcome: ${message}`, { errors: [{ field: "outcome", message }] });
  }
  const input = proposalSchema.safeParse({ ...answer, knownAt, evidenceUrl: evidence, quote, note });
  if (input.success) return input.data;
  throw invalid("invalid-input", input.error);
}
