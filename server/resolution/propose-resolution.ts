import type { Actor } from "#core/permissions";
import { knownAtFault, type ProposalInput } from "#core/proposal";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { pokeSealer } from "#server/ledger/poke";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { lockQuestion } from "#server/resolution/lock-question";
import { moveQuestion } from "#server/resolution/move-question";
import { confirmersBesides } from "#server/resolution/other-confirmers";

/** Proposes a dated verdict. The question takes no forecasts until another person has judged it. */
export async function proposeResolution(
  ctx: { actor: Actor; question: { id: string } },
  { outcome, knownAt, evidenceUrl, note }: ProposalInput,
): Promise<{ proposalId: string }> {
  const proposalId = await db.$transaction(async (tx) => {
    const question = await lockQuestion(tx, ctx.question.id);
    const fault = knownAtFault(outcome, knownAt.getTime(), question.clocks, question.now);
    if (fault) throw new AppError("INVALID", fault, "knownAt");
    await moveQuestion(tx, question, "propose");
    const { id, teamId } = question;
    const proposal = await tx.resolutionProposal.create({
      data: {
        teamId,
        questionId: id,
        questionVersionId: question.versionId,
        outcome,
        knownAt,
        evidenceUrl,
        note,
        proposedById: ctx.actor.userId,
      },
      select: { id: true },
    });
    await journal(tx, {
      teamId,
      kind: "proposal",
      recordId: proposal.id,
      topicId: id,
      body: { proposal: proposal.id, question: id, outcome, knownAt: knownAt.toISOString(), evidenceUrl },
    });
    await recordAudit(tx, {
      actorId: ctx.actor.userId,
      teamId,
      action: "resolution.propose",
      subjectId: id,
      detail: { proposal: proposal.id, outcome },
    });
    const recipients = await confirmersBesides(tx, teamId, ctx.actor.userId);
    await notify(tx, { kind: "proposal", proposalId: proposal.id, recipients });
    return proposal.id;
  });
  pokeSealer();
  return { proposalId };
}
