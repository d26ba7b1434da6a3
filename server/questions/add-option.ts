import { z } from "zod";
import { MOST_OPTIONS, optionSchema } from "#core/question";
import { recordAudit } from "#server/audit/record";
import { pokeSealer } from "#server/ledger/poke";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { type AmendmentCtx, amendmentReason, lockAmendable } from "#server/questions/amendable";
import { writeVersion } from "#server/questions/version";

export const addOptionInput = z.object({ option: optionSchema, reason: amendmentReason });

/**
 * Offers one more option by a new version, before the last one, which stands for all others. Every forecast stands: what it
 * gave to the last option counts for the new one until its maker says more. Forecasters are told.
 */
export async function addOption(
  { actor, question: { id, teamId, scenarioId } }: AmendmentCtx,
  { option, reason }: z.infer<typeof addOptionInput>,
): Promise<{ version: number; options: string[] }> {
  const added = await db.$transaction(async (tx) => {
    const { version, locked } = await lockAmendable(tx, id);
    if (locked.spec.type !== "multiple_choice")
      throw new AppError("CONFLICT", "Only a multiple choice question has options.");
    const { options } = locked.spec;
    if (options.some((known) => known.toLowerCase() === option.toLowerCase()))
      throw new AppError("INVALID", `“${option}” is an option already.`, "option");
    if (options.length >= MOST_OPTIONS)
      throw new AppError("INVALID", `A question has at most ${MOST_OPTIONS} options.`, "option");
    const offered = [...options.slice(0, -1), option, ...options.slice(-1)];
    const { number: last, ...wording } = version;
    const versionId = await writeVersion(
      tx,
      { teamId, scenarioId, questionId: id, number: last + 1, createdById: actor.userId },
      { ...wording, spec: { type: "multiple_choice", options: offered }, amendment: "CLARIFICATION", reason },
    );
    await notify(tx, { kind: "amended", versionId });
    const detail = { version: last + 1, options: offered.length };
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "question.addOption", subjectId: id, detail });
    return { version: last + 1, options: offered };
  });
  pokeSealer();
  return added;
}
