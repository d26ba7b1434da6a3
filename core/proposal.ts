import { z } from "zod";
import type { Clocks, Instant } from "#core/clock";
import { MAX_EVIDENCE_FILES } from "#core/evidence";
import { answerSchema, type OutcomeKind, saysWhatHappened } from "#core/outcome";

const NO_DATE = "Give the date on which the answer became known.";

/** A link that a browser may follow: nothing but http and https. */
export const webLinkSchema = z
  .string()
  .trim()
  .max(2000, "A link has at most 2,000 characters.")
  .refine((link) => URL.canParse(link) && ["http:", "https:"].includes(new URL(link).protocol), {
    message: "A link begins with http:// or https://.",
  });

const text = (what: string) => z.string().trim().max(4000, `${what} has at most 4,000 characters.`);

/** What a verdict rests on: a link, words quoted from the source, files that were handed in before. */
const evidence = {
  /** Empty for none. */
  evidenceUrl: webLinkSchema.or(z.literal("").transform(() => null)).nullish(),
  quote: text("A quote").optional(),
  /** Ids of files that the proposer handed in for this question. */
  files: z
    .array(z.uuid())
    .max(MAX_EVIDENCE_FILES, `A proposal has at most ${MAX_EVIDENCE_FILES} files.`)
    .refine((ids) => new Set(ids).size === ids.length, "Name each file once.")
    .optional(),
  note: text("A note"),
};

interface Evidence {
  evidenceUrl?: string | null | undefined;
  quote?: string | undefined;
  files?: readonly string[] | undefined;
  note: string;
}

/** A verdict on what happened rests on evidence; that nothing can be said may rest on reasons. */
function refuseUnfounded(
  { outcome, ...given }: Evidence & { outcome: OutcomeKind | null },
  ctx: z.RefinementCtx,
): void {
  if (outcome === null || given.evidenceUrl || given.quote || given.files?.length) return;
  if (saysWhatHappened(outcome))
    ctx.addIssue({
      code: "custom",
      path: ["evidenceUrl"],
      message: "Give evidence: a link that begins with http:// or https://, a quote or a file.",
    });
  else if (given.note === "")
    ctx.addIssue({ code: "custom", path: ["note"], message: "Say why, or give evidence: the second person reads it." });
}

/** What a person states who proposes a resolution. */
export const proposalSchema = z
  .object({
    ...answerSchema.shape,
    /** When the answer became publicly knowable (K). */
    knownAt: z.date(NO_DATE),
    ...evidence,
  })
  .superRefine(refuseUnfounded);
export type ProposalInput = z.infer<typeof proposalSchema>;

/** What a person states who proposes to correct a verdict: another one, or none (null), which reopens the question. */
export const correctionSchema = z
  .object({
    /** The resolution version that is corrected: the one in force. */
    resolutionId: z.uuid(),
    ...answerSchema.shape,
    outcome: answerSchema.shape.outcome.nullable(),
    /** Not asked for where the verdict is withdrawn. */
    knownAt: z.date(NO_DATE).optional(),
    ...evidence,
    note: evidence.note.min(1, "Say why the verdict is wrong: everyone whose score moves reads it."),
  })
  .superRefine((correction, ctx) => {
    if (correction.outcome !== null && !correction.knownAt)
      ctx.addIssue({ code: "custom", path: ["knownAt"], message: NO_DATE });
    refuseUnfounded(correction, ctx);
  });
export type CorrectionInput = z.infer<typeof correctionSchema>;

/**
 * What is wrong with a known date, or null. It may lie in the past, but not before the opening: an answer that was known
 * before forecasts could count makes the question void, and only a void verdict may say so.
 */
export function knownAtFault(
  outcome: OutcomeKind,
  knownAt: Instant,
  clocks: Pick<Clocks, "opensAt">,
  now: Instant,
): string | null {
  if (!Number.isFinite(knownAt)) return NO_DATE;
  if (knownAt > now) return "The known date lies in the future: an answer cannot be known before it happens.";
  if (outcome !== "VOID" && knownAt < clocks.opensAt) {
    return "The answer was known before the question opened: propose Void instead.";
  }
  return null;
}
