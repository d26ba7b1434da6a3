import { type Actor, can } from "#core/permissions";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { lockProposal, recordDecision } from "#server/resolution/decide-proposal";
import { moveQuestion } from "#server/resolution/move-question";

/**
 * Turns another person's proposal down, with the reason. The question takes forecasts again until its close; after a
 * correction was turned down, the verdict stands as it did.
 */
export async function rejectResolution(
  ctx: { actor: Actor; proposal: { id: string } },
  { note }: { note: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const proposal = await lockProposal(tx, ctx.proposal.id);
    const { teamId } = proposal.question;
    if (proposal.proposedById === ctx.actor.userId)
      throw new AppError("FORBIDDEN", "Nobody judges their own proposal: retract it instead.");
    if (!can(ctx.actor, "resolution.confirm", { teamId, proposedById: proposal.proposedById }))
      throw new AppError("FORBIDDEN", "Your role in this team does not allow that.");
    if (!proposal.correctsId) await moveQuestion(tx, proposal.question, "reject");
    await recordDecision(tx, ctx.actor, proposal, { verdict: "REJECTED", note });
  });
  pokeSealer();
}
