import { z } from "zod";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { pokeSealer } from "#server/ledger/poke";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { type Amendable, type AmendmentCtx, amendedWording, lockAmendable } from "#server/questions/amendable";
import { writeVersion } from "#server/questions/version";
import { suspendRelations } from "#server/relations/suspend-relations";
import { decideConditionals } from "#server/resolution/decide-conditionals";
import { moveQuestion } from "#server/resolution/move-question";

export const replaceInput = amendedWording.extend({
  closesAt: z.date(),
  /** When the successor's round closes; only where its numbers show after a round. */
  revealAt: z.date().nullable(),
});
type Replacement = z.infer<typeof replaceInput>;

/**
 * A material amendment: the meaning changes, so nobody's forecast answers it any more. The question becomes void and a
 * successor opens, in one transaction. Forecasters of the old one are told to look at the new one.
 */
export async function replaceQuestion(
  { actor, question: { id, teamId, scenarioId } }: AmendmentCtx,
  input: Replacement,
): Promise<{ questionId: string }> {
  const successorId = await db.$transaction(async (tx) => {
    const amendable = await lockAmendable(tx, id);
    refuseClocks(input, amendable);
    const { locked, question, version } = amendable;
    await annul(tx, { id, teamId, scenarioId }, amendable, input.reason);
    await decideConditionals(tx, id, actor.userId);
    const { type, tags } = await tx.question.findUniqueOrThrow({
      where: { id },
      select: { type: true, tags: { select: { tagId: true } } },
    });
    const successor = await tx.question.create({
      data: { teamId, scenarioId, ...question, type, state: "OPEN", revealAt: input.revealAt, replacesId: id },
      select: { id: true },
    });
    await tx.questionTag.createMany({ data: tags.map(({ tagId }) => ({ teamId, tagId, questionId: successor.id })) });
    const versionId = await writeVersion(
      tx,
      { teamId, scenarioId, questionId: successor.id, number: 1, createdById: actor.userId },
      { ...version, ...input, spec: locked.spec, opensAt: new Date(locked.now) },
    );
    if (question.role === "HEADLINE") await suspendRelations(tx, scenarioId, input.reason, actor.userId);
    await notify(tx, { kind: "amended", versionId });
    const detail = { successor: successor.id };
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "question.replace", subjectId: id, detail });
    return successor.id;
  });
  pokeSealer();
  return { questionId: successorId };
}

function refuseClocks({ closesAt, revealAt }: Replacement, { locked, question }: Amendable): void {
  const inRound = question.revealPolicy === "AFTER_ROUND";
  if (closesAt.getTime() <= locked.now)
    throw new AppError("INVALID", "The new question opens now: its close must lie ahead.", "closesAt");
  if (inRound !== (revealAt !== null))
    throw new AppError(
      "INVALID",
      inRound ? "Say when the round of the new question closes." : "This question has no round to close.",
      "revealAt",
    );
  if (revealAt !== null && (revealAt.getTime() <= locked.now || revealAt > closesAt))
    throw new AppError("INVALID", "The round must close ahead, and no later than the question.", "revealAt");
}

/** Voids the question with a verdict of its own: no proposal stands behind it, but the reason. */
async function annul(
  tx: Prisma.TransactionClient,
  { id, teamId }: AmendmentCtx["question"],
  { locked }: Amendable,
  reason: string,
): Promise<void> {
  await moveQuestion(tx, { id, teamId, state: locked.state }, "annul");
  const latest = await tx.resolution.aggregate({ where: { questionId: id }, _max: { version: true } });
  const version = (latest._max.version ?? 0) + 1;
  const knownAt = new Date(locked.now);
  const verdict = await tx.resolution.create({
    data: { teamId, questionId: id, version, outcome: "VOID", knownAt, reason },
    select: { id: true },
  });
  const body = { resolution: verdict.id, question: id, version, outcome: "VOID", knownAt: knownAt.toISOString() };
  await journal(tx, {
    teamId,
    kind: "resolution",
    recordId: verdict.id,
    topicId: id,
    body: { ...body, proposal: null, amendment: true },
  });
}
