import { z } from "zod";
import type { Actor } from "#core/permissions";
import { questionState } from "#core/resolution";
import { recordAudit } from "#server/audit/record";
import { pokeSealer } from "#server/ledger/poke";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { amendmentReason } from "#server/questions/amendable";
import { followClose } from "#server/questions/follow-close";
import { writeVersion } from "#server/questions/version";
import { lockQuestion } from "#server/resolution/lock-question";
import { refuseConditional } from "#server/resolution/refuse-conditional";

export const moveCloseInput = z.object({
  closesAt: z.date(),
  reason: amendmentReason,
});

/**
 * Moves the scheduled close by a new version of the question. Every span then uses it, so it is possible only while nobody
 * can know the answer: before the close in force, and before anybody ever proposed a verdict, whatever became of that.
 */
export async function moveClose(
  {
    actor,
    question: { id, teamId, scenarioId },
  }: { actor: Actor; question: { id: string; teamId: string; scenarioId: string } },
  { closesAt, reason }: z.infer<typeof moveCloseInput>,
): Promise<{ version: number }> {
  const number = await db.$transaction(async (tx) => {
    const question = await lockQuestion(tx, id);
    if (question.state === "DRAFT")
      throw new AppError("CONFLICT", "This question is a draft: its clocks are edited with it.");
    await refuseConditional(tx, id, "The close of a conditional question is that of the question it is about.");
    const proposal = await tx.resolutionProposal.findFirst({ where: { questionId: id }, select: { id: true } });
    if (proposal || question.state !== "OPEN")
      throw new AppError("CONFLICT", "A verdict was proposed on this question, so its close stays where it is.");
    if (questionState(question.state, question.clocks, question.now) === "CLOSED")
      throw new AppError("CONFLICT", "This question has closed, so its close stays where it is.");
    const inForce = await tx.questionVersion.findUniqueOrThrow({
      where: { id: question.versionId },
      select: {
        number: true,
        title: true,
        criteria: true,
        source: true,
        baseRate: true,
        opensAt: true,
        closesAt: true,
        question: { select: { revealAt: true } },
      },
    });
    const {
      number: last,
      question: { revealAt },
      ...wording
    } = inForce;
    const fault = faultOf(closesAt, { ...wording, revealAt, now: question.now });
    if (fault) throw new AppError("INVALID", fault, "closesAt");
    const next = last + 1;
    const versionId = await writeVersion(
      tx,
      { teamId, scenarioId, questionId: id, number: next, createdById: actor.userId },
      { ...wording, spec: question.spec, closesAt, amendment: "CLOSE_MOVED", reason },
    );
    await notify(tx, { kind: "amended", versionId });
    await followClose(tx, { consequentId: id, closesAt, reason, byId: actor.userId });
    await recordAudit(tx, {
      actorId: actor.userId,
      teamId,
      action: "question.moveClose",
      subjectId: id,
      detail: { from: wording.closesAt.toISOString(), to: closesAt.toISOString() },
    });
    return next;
  });
  pokeSealer();
  return { version: number };
}

interface Clocks {
  opensAt: Date;
  closesAt: Date;
  revealAt: Date | null;
  now: number;
}

function faultOf(closesAt: Date, { opensAt, closesAt: before, revealAt, now }: Clocks): string | null {
  if (closesAt.getTime() === before.getTime()) return "This is the close in force: choose another.";
  if (closesAt.getTime() <= now)
    return "The close must lie ahead: a close in the past would cut off forecasts that counted.";
  if (closesAt <= opensAt) return "The close must come after the opening.";
  if (revealAt !== null && revealAt > closesAt)
    return "The round closes after that: the question must close no earlier than its round.";
  return null;
}
