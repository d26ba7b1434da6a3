import type { Prisma } from "#prisma/client/client";
import { AppError } from "#server/platform/errors";

const VERDICT = "The verdict on a conditional question follows from its two questions: propose one on those.";

/**
 * Refuses what a conditional question takes from the two questions that it depends on: its verdict and its close.
 *
 * @param why what to do instead
 * @throws {AppError} CONFLICT
 */
export async function refuseConditional(
  tx: Prisma.TransactionClient,
  questionId: string,
  why = VERDICT,
): Promise<void> {
  const conditional = await tx.conditionalQuestion.findUnique({ where: { questionId }, select: { holds: true } });
  if (conditional) throw new AppError("CONFLICT", why);
}
