import type { Actor } from "#core/permissions";
import { knownAtFault, type ProposalInput } from "#core/proposal";
import { pokeSealer } from "#server/ledger/poke";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { lockQuestion } from "#server/resolution/lock-question";
import { moveQuestion } from "#server/resolution/move-question";
import { confirmersBesides } from "#server/resolution/other-confirmers";
import { refuseConditional } from "#server/resolution/refuse-conditional";
import { requireAnswer } from "#server/resolution/require-answer";
import { writeProposal } from "#server/resolution/write-proposal";

/** Proposes a dated verdict. The question takes no forecasts until another person has judged it. */
export async function proposeResolution(
  { actor, question: { id } }: { actor: Actor; question: { id: string } },
  input: ProposalInput,
): Promise<{ proposalId: string }> {
  const proposalId = await db.$transaction(async (tx) => {
    const question = await lockQuestion(tx, id);
    await refuseConditional(tx, id);
    const fault = knownAtFault(input.outcome, input.knownAt.getTime(), question.clocks, question.now);
    if (fault) throw new AppError("INVALID", fault, "knownAt");
    requireAnswer(input, question.spec);
    await moveQuestion(tx, question, "propose");
    const proposalId = await writeProposal(tx, actor, question, input);
    const recipients = await confirmersBesides(tx, question.teamId, actor.userId);
    await notify(tx, { kind: "proposal", proposalId, recipients });
    return proposalId;
  });
  pokeSealer();
  return { proposalId };
}
