import type { Prisma } from "#prisma/client/client";
import { COMMENTS } from "#prisma/demo/comments";
import { addressOf } from "#prisma/demo/people";
import { journal } from "#server/ledger/journal";

const DAY = 86_400_000;

/** Writes the discussion, answers under what they answer. */
export async function writeComments(
  tx: Prisma.TransactionClient,
  { teamId, questions, now }: { teamId: string; questions: ReadonlyMap<string, string>; now: number },
): Promise<void> {
  const members = await tx.member.findMany({
    where: { teamId },
    select: { id: true, user: { select: { email: true } } },
  });
  const memberIds = new Map(members.map(({ id, user }) => [user?.email, id]));
  const written = new Map<string, string>();
  for (const comment of COMMENTS) {
    const questionId = questions.get(comment.question) ?? "";
    const { id } = await tx.questionComment.create({
      data: {
        teamId,
        questionId,
        memberId: memberIds.get(addressOf(comment.person)) ?? "",
        parentId: "answers" in comment ? written.get(comment.answers) : null,
        body: comment.text,
        createdAt: typeof comment.said === "string" ? comment.said : new Date(now - comment.said * DAY),
      },
      select: { id: true },
    });
    written.set(comment.id, id);
    await journal(tx, {
      teamId,
      kind: "comment",
      recordId: id,
      topicId: questionId,
      body: { comment: id, question: questionId, origin: "SIMULATED" },
    });
  }
}
