import { sameAnswer } from "#core/outcome";
import type { Actor } from "#core/permissions";
import { type CorrectionInput, knownAtFault } from "#core/proposal";
import { hasVerdict } from "#core/resolution";
import { ANSWER_COLUMNS } from "#server/forecasts/said";
import { pokeSealer } from "#server/ledger/poke";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { lockQuestion } from "#server/resolution/lock-question";
import { confirmersBesides } from "#server/resolution/other-confirmers";
import { refuseConditional } from "#server/resolution/refuse-conditional";
import { requireAnswer } from "#server/resolution/require-answer";
import { writeProposal } from "#server/resolution/write-proposal";

/**
 * Proposes to correct the verdict in force: by another outcome or date, or by withdrawing it. Until a second person
 * confirms, the verdict and its scores stay as they are.
 */
export async function proposeCorrection(
  { actor, question: { id } }: { actor: Actor; question: { id: string } },
  { resolutionId, outcome, ...input }: CorrectionInput,
): Promise<{ proposalId: string }> {
  const proposalId = await db.$transaction(async (tx) => {
    const question = await lockQuestion(tx, id);
    await refuseConditional(tx, id);
    const inForce = await tx.resolution.findFirst({
      where: { questionId: id },
      orderBy: { version: "desc" },
      select: { id: true, ...ANSWER_COLUMNS, knownAt: true },
    });
    if (!hasVerdict(question.state) || !inForce)
      throw new AppError("CONFLICT", "This question has no verdict to correct: propose one.");
    if (inForce.id !== resolutionId)
      throw new AppError("CONFLICT", "The verdict was corrected meanwhile: read it again, then decide.");
    const pending = await tx.resolutionProposal.findFirst({
      where: { questionId: id, decision: null },
      select: { id: true },
    });
    if (pending)
      throw new AppError("CONFLICT", "A correction is proposed already: confirm, reject or retract that one first.");
    const knownAt = (outcome === null ? null : input.knownAt) ?? inForce.knownAt;
    const { option = null, value = null } = input;
    const answer = { outcome, option, value };
    requireAnswer(answer, question.spec);
    if (outcome !== null) {
      const fault = knownAtFault(outcome, knownAt.getTime(), question.clocks, question.now);
      if (fault) throw new AppError("INVALID", fault, "knownAt");
      if (sameAnswer(answer, inForce) && knownAt.getTime() === inForce.knownAt.getTime())
        throw new AppError(
          "INVALID",
          "This is the verdict in force: a correction changes the outcome or the date.",
          "outcome",
        );
    }
    const correction = { ...input, outcome, knownAt, correctsId: resolutionId };
    const proposed = await writeProposal(tx, actor, question, correction);
    const recipients = await confirmersBesides(tx, question.teamId, actor.userId);
    await notify(tx, { kind: "proposal", proposalId: proposed, recipients });
    return proposed;
  });
  pokeSealer();
  return { proposalId };
}
