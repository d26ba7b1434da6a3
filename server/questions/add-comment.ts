import { z } from "zod";
import { type Actor, forecastingMembership } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { viewOfQuestion } from "#server/forecasts/forecast-queries";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";
import { pokeSealer } from "#server/ledger/poke";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { mentionedIn } from "#server/questions/mentioned";

export const commentInput = z.object({
  body: z.string().trim().min(1, "Write something first.").max(8_000, "A comment has at most 8,000 characters."),
  /** The comment it answers, of the same thread. */
  parentId: z.uuid().optional(),
});
type Ctx = { actor: Actor; question: { id: string; teamId: string } };

/**
 * Adds to a question's discussion. Before reveal the discussion is closed: comments speak of numbers. Who is named with
 * an @ in it is told.
 */
export async function addComment(
  { actor, question }: Ctx,
  input: z.infer<typeof commentInput>,
): Promise<{ commentId: string }> {
  const { id: questionId, teamId } = question;
  const membership = forecastingMembership(actor, teamId);
  if (!membership) throw notFound();
  const view = await viewOfQuestion(actor, questionId);
  if (!view.commentsOpen) {
    throw new AppError(
      "CONFLICT",
      view.round?.running
        ? `The discussion is closed until round ${view.round.number} ends.`
        : "The discussion opens when the others' forecasts are shown to you.",
    );
  }
  const commentId = await db.$transaction(async (tx) => {
    if (input.parentId) {
      const parent = await tx.questionComment.findFirst({
        where: { id: input.parentId, questionId },
        select: { id: true },
      });
      if (!parent) throw new AppError("INVALID", "The comment you answer is not in this discussion.", "parentId");
    }
    const salt = newSalt();
    const { id } = await tx.questionComment.create({
      data: {
        teamId,
        questionId,
        memberId: membership.memberId,
        parentId: input.parentId ?? null,
        body: input.body,
        bodySalt: Uint8Array.from(salt),
      },
      select: { id: true },
    });
    await journal(tx, {
      teamId,
      kind: "comment",
      recordId: id,
      topicId: questionId,
      body: {
        question: questionId,
        member: membership.memberId,
        parent: input.parentId ?? null,
        text: textHash(salt, input.body),
      },
    });
    await recordAudit(tx, {
      actorId: actor.userId,
      teamId,
      action: "comment.add",
      subjectId: questionId,
      detail: { comment: id },
    });
    const members = await tx.member.findMany({ where: { teamId, leftAt: null }, select: { id: true, name: true } });
    const memberIds = mentionedIn(input.body, members);
    const mention = { kind: "mention", teamId, byUserId: actor.userId, memberIds, questionId, commentId: id } as const;
    if (memberIds.length > 0) await notify(tx, mention);
    return id;
  });
  pokeSealer();
  return { commentId };
}
