import type { Prisma } from "#prisma/client/client";
import { AppError } from "#server/platform/errors";
import type { PendingProposal } from "#server/resolution/decide-proposal";

/**
 * A void headline question makes room for its successor, so its verdict can be taken back only while none has come.
 * One that a material amendment voided has its successor already.
 *
 * @throws {AppError} CONFLICT
 */
export async function requireRoomForHeadline(
  tx: Prisma.TransactionClient,
  { question: { id, state }, outcome }: PendingProposal,
): Promise<void> {
  if (state !== "VOID" || outcome === "VOID") return;
  const question = await tx.question.findUniqueOrThrow({
    where: { id },
    select: { role: true, scenarioId: true, successor: { select: { id: true } } },
  });
  if (question.successor)
    throw new AppError("CONFLICT", "Its meaning was amended and another question took its place: it stays void.");
  if (question.role !== "HEADLINE") return;
  const successor = await tx.question.findFirst({
    where: { scenarioId: question.scenarioId, role: "HEADLINE", state: { not: "VOID" }, id: { not: id } },
    select: { id: true },
  });
  if (successor)
    throw new AppError(
      "CONFLICT",
      "The scenario has another headline question since this one was void: it stays void.",
    );
}
