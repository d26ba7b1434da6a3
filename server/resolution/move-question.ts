import { legalMoves, type Move, nextState, type StoredState } from "#core/resolution";
import type { Prisma } from "#prisma/client/client";
import { journal } from "#server/ledger/journal";
import { AppError } from "#server/platform/errors";

/** Moves a locked question to the state that `move` leads to, and journals that it did. */
export async function moveQuestion(
  tx: Prisma.TransactionClient,
  question: { id: string; teamId: string; state: StoredState },
  move: Move,
): Promise<StoredState> {
  if (!legalMoves(question.state).includes(move)) throw new AppError("CONFLICT", WHY_NOT[question.state]);
  const state = nextState(question.state, move);
  await tx.question.update({ where: { id: question.id }, data: { state }, select: { id: true } });
  await journal(tx, {
    teamId: question.teamId,
    kind: "question.state",
    recordId: question.id,
    topicId: question.id,
    body: { question: question.id, from: question.state, move, to: state },
  });
  return state;
}

const WHY_NOT: Readonly<Record<StoredState, string>> = {
  DRAFT: "The question is a draft: publish it first.",
  OPEN: "No proposal is waiting on this question any more.",
  PROPOSED: "A resolution is already proposed for this question: confirm, reject or retract that one first.",
  RESOLVED: "The question is resolved already.",
  VOID: "The question was declared void already.",
  AMBIGUOUS: "The question was declared ambiguous already.",
};
