import type { Actor } from "#core/permissions";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { lockProposal, recordDecision } from "#server/resolution/decide-proposal";
import { moveQuestion } from "#server/resolution/move-question";

/** Takes one's own proposal back before anybody judged it. */
export async function retractProposal(ctx: { actor: Actor; proposal: { id: string } }): Promise<void> {
  await db.$transaction(async (tx) => {
    const proposal = await lockProposal(tx, ctx.proposal.id);
    if (proposal.proposedById !== ctx.actor.userId)
      throw new AppError("FORBIDDEN", "Only the person who made a proposal retracts it: reject it instead.");
    if (!proposal.correctsId) await moveQuestion(tx, proposal.question, "reject");
    await recordDecision(tx, ctx.actor, proposal, { verdict: "RETRACTED" });
  });
  pokeSealer();
}
