import type { Actor } from "#core/permissions";
import { nextState } from "#core/resolution";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

type Ctx = { actor: Actor; question: { id: string; teamId: string; scenarioId: string } };

/** Opens a draft to forecasts. From here its wording changes only by amendment, and its scheduled close is fixed. */
export async function publishQuestion({ actor, question }: Ctx): Promise<{ state: "OPEN" }> {
  const { id, teamId, scenarioId } = question;
  await db.$transaction(async (tx) => {
    const { count } = await tx.question.updateMany({
      where: { id, state: "DRAFT" },
      data: { state: nextState("DRAFT", "publish") },
    });
    if (count === 0) throw new AppError("CONFLICT", "This question is published already.");
    await journal(tx, {
      teamId,
      kind: "question.state",
      recordId: id,
      topicId: scenarioId,
      body: { question: id, state: "OPEN" },
    });
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "question.publish", subjectId: id });
  });
  pokeSealer();
  return { state: "OPEN" };
}
