import { type OutcomeKind, saysWhatHappened } from "#core/outcome";
import { type Actor, can, mayConfirmSingleHanded } from "#core/permissions";
import { confirmingMove, type VerdictKind } from "#core/resolution";
import type { Prisma } from "#prisma/client/client";
import { takeVersion } from "#server/collab/take-version";
import { pokeSealer } from "#server/ledger/poke";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { decideConditionals } from "#server/resolution/decide-conditionals";
import { lockProposal, type PendingProposal, recordDecision } from "#server/resolution/decide-proposal";
import { moveQuestion } from "#server/resolution/move-question";
import { otherConfirmers } from "#server/resolution/other-confirmers";
import { requireRoomForHeadline } from "#server/resolution/room-for-headline";
import { writeResolution } from "#server/resolution/write-resolution";
import { dropScores, scoreQuestion } from "#server/scores/score-question";

/**
 * Confirms another person's proposal. State, resolution, scores, journal and audit are one transaction: at no instant
 * can a reader find the question resolved and unscored, or scored and unresolved. A correction replaces what the verdict
 * before it gave, in the same transaction; conditional questions that it decides are resolved and scored in it too.
 *
 * @returns how many people were scored
 */
export async function confirmResolution(
  ctx: { actor: Actor; proposal: { id: string } },
  { note }: { note?: string },
): Promise<{ resolutionId: string; scored: number }> {
  const confirmed = await db.$transaction(async (tx) => {
    const proposal = await lockProposal(tx, ctx.proposal.id);
    const singleHanded = await requireConfirmer(tx, ctx.actor, proposal);
    await requireRoomForHeadline(tx, proposal);
    await moveQuestion(tx, proposal.question, confirmingMove(verdictKind(proposal.outcome)));
    await recordDecision(tx, ctx.actor, proposal, { verdict: "CONFIRMED", note, singleHanded });
    const resolutionId = await writeResolution(tx, proposal);
    if (proposal.correctsId) await dropScores(tx, proposal.question.id);
    const scored = await scoreQuestion(tx, resolutionId);
    const { id: questionId, scenarioId: documentId } = proposal.question;
    await takeVersion(tx, { documentId, kind: "RESOLUTION", questionId, createdById: ctx.actor.userId });
    await notify(tx, { kind: "verdict", resolutionId });
    await decideConditionals(tx, questionId, ctx.actor.userId);
    return { resolutionId, scored };
  });
  pokeSealer();
  return confirmed;
}

/** @returns whether the confirmation is single-handed */
async function requireConfirmer(
  tx: Prisma.TransactionClient,
  actor: Actor,
  { question, proposedById, proposedAt }: PendingProposal,
): Promise<boolean> {
  const { teamId, now } = question;
  if (proposedById !== actor.userId) {
    if (can(actor, "resolution.confirm", { teamId, proposedById })) return false;
    throw new AppError("FORBIDDEN", "Your role in this team does not allow that.");
  }
  const others = await otherConfirmers(tx, teamId, actor.userId);
  const singleHanded = mayConfirmSingleHanded(proposedAt.getTime(), now, others);
  if (can(actor, "resolution.confirm", { teamId, proposedById, singleHanded })) return true;
  const why = others > 0 ? "another lead or admin has to" : "a second lead or admin has to, or an admin after 24 hours";
  throw new AppError("FORBIDDEN", `Nobody confirms their own proposal: ${why}.`);
}

function verdictKind(outcome: OutcomeKind | null): VerdictKind {
  if (outcome === null) return "withdrawn";
  if (saysWhatHappened(outcome)) return "outcome";
  return outcome === "VOID" ? "void" : "ambiguous";
}
