import { z } from "zod";
import { questionState } from "#core/resolution";
import type { Prisma } from "#prisma/client/client";
import { AppError } from "#server/platform/errors";
import { type LockedQuestion, lockQuestion } from "#server/resolution/lock-question";

/** An amendment says why, to those whose forecasts answer the question. */
export const amendmentReason = z
  .string()
  .trim()
  .min(1, "Say why: forecasters read it.")
  .max(1000, "A reason has at most 1,000 characters.");

/** The words of a question, as an amendment states them anew. */
export const amendedWording = z.object({
  title: z.string().trim().min(1, "A question needs its wording.").max(500, "At most 500 characters."),
  criteria: z.string().trim().max(20_000, "At most 20,000 characters."),
  source: z.string().trim().max(4_000, "At most 4,000 characters."),
  /** Reference class and rate; empty for none. */
  baseRate: z.string().trim().max(1_000, "At most 1,000 characters.").optional(),
  reason: amendmentReason,
});

export type AmendmentCtx = { actor: { userId: string }; question: { id: string; teamId: string; scenarioId: string } };

/** What stands and can be amended. */
export interface Amendable {
  locked: LockedQuestion;
  question: { role: "HEADLINE" | "INDICATOR"; revealPolicy: "ALWAYS" | "AFTER_FORECAST" | "AFTER_ROUND" };
  /** The wording in force. */
  version: Prisma.QuestionVersionGetPayload<{ select: typeof WORDING }>;
}

const WORDING = {
  number: true,
  title: true,
  criteria: true,
  source: true,
  baseRate: true,
  opensAt: true,
  closesAt: true,
} as const;

/**
 * Locks a question whose words are to be amended and reads what stands under the lock.
 *
 * @throws {AppError} CONFLICT for a draft (its words are edited), while a verdict is proposed and once one is in force
 */
export async function lockAmendable(tx: Prisma.TransactionClient, questionId: string): Promise<Amendable> {
  const locked = await lockQuestion(tx, questionId);
  const state = questionState(locked.state, locked.clocks, locked.now);
  if (state !== "OPEN" && state !== "CLOSED") throw new AppError("CONFLICT", WHY_NOT[state]);
  const version = await tx.questionVersion.findUniqueOrThrow({ where: { id: locked.versionId }, select: WORDING });
  const { scenario, role, ...question } = await tx.question.findUniqueOrThrow({
    where: { id: questionId },
    select: { role: true, revealPolicy: true, scenario: { select: { archivedAt: true } } },
  });
  if (scenario.archivedAt) throw new AppError("CONFLICT", "This scenario is archived. Restore it first.");
  if (role === "CONDITIONAL")
    throw new AppError("CONFLICT", "A conditional question follows its two questions: amend those, or ask it anew.");
  return { locked, question: { ...question, role }, version };
}

const WHY_NOT = {
  DRAFT: "This question is a draft: its words are edited, not amended.",
  PROPOSED: "A verdict on this wording is proposed. Confirm, reject or retract it before the wording changes.",
  RESOLVED: "This question is resolved: its wording stays. Correct the verdict if it was wrong.",
  VOID: "This question is void: its wording stays.",
  AMBIGUOUS: "This question was found ambiguous: its wording stays.",
} as const;
