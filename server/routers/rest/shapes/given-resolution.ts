import { z } from "zod";
import { MAX_EVIDENCE_FILES } from "#core/evidence";
import { correctionSchema, proposalSchema } from "#core/proposal";
import type { QuestionSpec } from "#core/question";
import { answerOf, outcomesOf } from "#core/world-question";
import { taken } from "#server/routers/rest/fields";
import { wrongField } from "#server/routers/rest/problem";
import { GivenAt, Id } from "#server/routers/rest/shapes/values";

const outcome = z.union([z.string().max(200), z.number()]).meta({
  description: "`yes`, `no`, an option, a number or instant, `below`, `above`, `void` or `ambiguous`.",
});
const given = {
  outcome,
  knownAt: GivenAt.meta({ description: "When the answer became publicly knowable." }),
  evidence: z.string().max(2000).nullish().meta({ description: "A link: http or https." }),
  quote: z.string().max(4000).optional(),
  files: z
    .array(Id)
    .max(MAX_EVIDENCE_FILES)
    .optional()
    .meta({ description: "Files that you handed in for this question before." }),
  note: z.string().max(4000).default(""),
};

/** A verdict as it is proposed, in the words of a world file. */
export const GivenResolution = z.strictObject(given);

/** The same on a question that has one already. */
export const GivenCorrection = z.strictObject({
  ...given,
  corrects: Id.meta({ description: "The verdict in force that is wrong: `resolution.id` of the question." }),
  outcome: outcome.nullable().meta({ description: "Null withdraws the verdict and opens the question again." }),
  knownAt: given.knownAt.optional().meta({ description: "Not asked for where the verdict is withdrawn." }),
  note: z.string().max(4000).meta({ description: "Why it is wrong: everyone whose score moves reads it." }),
});

/** What fields of the use cases are called here. */
export const RESOLUTION_FIELDS = {
  evidenceUrl: "evidence",
  option: "outcome",
  value: "outcome",
  resolutionId: "corrects",
} as const;

/** The same as the use case takes it. @throws {Problem} naming the fields that do not go together */
export function proposalOf(
  { outcome, evidence = null, ...rest }: z.output<typeof GivenResolution>,
  spec: QuestionSpec,
) {
  return taken(proposalSchema, { ...rest, ...answerTo(outcome, spec), evidenceUrl: evidence }, RESOLUTION_FIELDS);
}

/** The same of a correction. */
export function correctionOf(
  { outcome, corrects: resolutionId, evidence = null, ...rest }: z.output<typeof GivenCorrection>,
  spec: QuestionSpec,
) {
  const answer = outcome === null ? { outcome } : answerTo(outcome, spec);
  return taken(correctionSchema, { ...rest, ...answer, resolutionId, evidenceUrl: evidence }, RESOLUTION_FIELDS);
}

function answerTo(outcome: string | number, spec: QuestionSpec) {
  const answer = answerOf(outcome, spec);
  if (!answer) throw wrongField("outcome", `Here it is ${outcomesOf(spec)}.`);
  return answer;
}
