import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

type Ctx = { actor: Actor; question: { id: string; teamId: string } };

/** Takes one's own comment back: its place in the thread stays, its words go. */
export async function withdrawComment(
  { actor, question }: Ctx,
  input: { commentId: string },
): Promise<{ withdrawn: true }> {
  const { id: questionId, teamId } = question;
  const own = actor.memberships.filter((m) => m.teamId === teamId).map((m) => m.memberId);
  await db.$transaction(async (tx) => {
    const { count } = await tx.questionComment.updateMany({
      where: { id: input.commentId, questionId, memberId: { in: own }, withdrawnAt: null },
      data: { withdrawnAt: new Date(), body: "", bodySalt: null },
    });
    if (count === 0) throw notFound();
    await journal(tx, {
      teamId,
      kind: "comment",
      recordId: input.commentId,
      topicId: questionId,
      body: { question: questionId, comment: input.commentId, withdrawn: true },
    });
    await recordAudit(tx, {
      actorId: actor.userId,
      teamId,
      action: "comment.withdraw",
      subjectId: questionId,
      detail: { comment: input.commentId },
    });
  });
  pokeSealer();
  return { withdrawn: true };
}
