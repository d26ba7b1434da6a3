import { z } from "zod";
import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { lockedQuestions } from "#server/rounds/locked-questions";
import { settleRound } from "#server/rounds/settle-rounds";

export const endRoundsInput = z.object({
  questionIds: z.array(z.uuid()).min(1, "Choose at least one question.").max(50, "At most 50 questions at once."),
});

/**
 * Ends the running rounds of some questions now, before their time: their numbers are shown to everybody from this instant
 * on, and what is stated later is late for them.
 */
export async function endRounds(
  { actor, teamId }: { actor: Actor; teamId: string },
  { questionIds }: z.infer<typeof endRoundsInput>,
): Promise<{ endedAt: Date }> {
  const endedAt = await db.$transaction(async (tx) => {
    const { at, questions } = await lockedQuestions(tx, teamId, questionIds);
    if (questions.length < new Set(questionIds).size) throw notFound();
    const roundIds: string[] = [];
    for (const { title, round } of questions) {
      if (!round) throw new AppError("CONFLICT", `“${title}” has no round that could be ended.`);
      if (at >= round.endsAt) {
        throw new AppError("CONFLICT", `Round ${round.number} of “${title}” has ended already.`);
      }
      roundIds.push(round.id);
    }
    await tx.$executeRaw`
      UPDATE "Round" SET "endedAt" = ${at}::timestamptz, "endedById" = ${actor.userId}::uuid
      WHERE "id" = ANY (${roundIds}::uuid[])`;
    for (const roundId of roundIds) await settleRound(tx, roundId, actor.userId);
    await recordAudit(tx, {
      actorId: actor.userId,
      teamId,
      action: "round.end",
      subjectId: questions.length === 1 ? questions[0]?.id : teamId,
      detail: { endedAt: new Date(at).toISOString(), rounds: roundIds },
    });
    return new Date(at);
  });
  pokeSealer();
  return { endedAt };
}
