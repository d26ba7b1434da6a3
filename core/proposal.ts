import { z } from "zod";
import type { Clocks, Instant } from "#core/clock";

export const OUTCOMES = ["YES", "NO", "VOID", "AMBIGUOUS"] as const;
export type ProposedOutcome = (typeof OUTCOMES)[number];

/** A link that a browser may follow: nothing but http and https. */
export const webLinkSchema = z
  .string()
  .trim()
  .max(2000, "A link has at most 2,000 characters.")
  .refine((link) => URL.canParse(link) && ["http:", "https:"].includes(new URL(link).protocol), {
    message: "A link begins with http:// or https://.",
  });

/** What a person states who proposes a resolution. */
export const proposalSchema = z.object({
  outcome: z.enum(OUTCOMES),
  /** When the answer became publicly knowable (K). */
  knownAt: z.date(),
  evidenceUrl: webLinkSchema,
  note: z.string().trim().max(4000, "A note has at most 4,000 characters."),
});
export type ProposalInput = z.infer<typeof proposalSchema>;

/**
 * What is wrong with a known date, or null. It may lie in the past, but not before the opening: an answer that was known
 * before forecasts could count makes the question void, and only a void verdict may say so.
 */
export function knownAtFault(
  outcome: ProposedOutcome,
  knownAt: Instant,
  clocks: Pick<Clocks, "opensAt">,
  now: Instant,
): string | null {
  if (!Number.isFinite(knownAt)) return "Give the date on which the answer became known.";
  if (knownAt > now) return "The known date lies in the future: an answer cannot be known before it happens.";
  if (outcome !== "VOID" && knownAt < clocks.opensAt) {
    return "The answer was known before the question opened: propose Void instead.";
  }
  return null;
}
