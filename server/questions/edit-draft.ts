import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { STORED_TYPE } from "#server/forecasts/read-specs";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import type { Draft } from "#server/questions/question-input";
import { lockTags } from "#server/questions/tags/lock-tags";
import { putTags } from "#server/questions/tags/put-tags";
import { writeVersion } from "#server/questions/version";

type Ctx = { actor: Actor; question: { id: string; teamId: string; scenarioId: string } };

/** Rewrites a question that is not published yet. Versions are immutable, so the draft's new words are a new version. */
export async function editDraft({ actor, question }: Ctx, input: Draft): Promise<{ version: number }> {
  const { id, teamId, scenarioId } = question;
  const number = await db.$transaction(async (tx) => {
    const { count } = await tx.question.updateMany({
      where: { id, state: "DRAFT" },
      data: { type: STORED_TYPE[input.spec.type], revealPolicy: input.revealPolicy, revealAt: input.revealAt },
    });
    if (count === 0) throw new AppError("CONFLICT", "This question is published: its wording is amended, not edited.");
    const last = await tx.questionVersion.aggregate({ where: { questionId: id }, _max: { number: true } });
    const next = (last._max.number ?? 0) + 1;
    await writeVersion(tx, { teamId, scenarioId, questionId: id, number: next, createdById: actor.userId }, input);
    if (input.tags) {
      await lockTags(tx, teamId);
      await putTags(tx, question, input.tags);
    }
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "question.edit", subjectId: id });
    return next;
  });
  pokeSealer();
  return { version: number };
}
