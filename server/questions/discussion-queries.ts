import type { Instant } from "#core/clock";
import type { Actor } from "#core/permissions";
import { db } from "#server/platform/db";
import type { QuestionDetail } from "#server/questions/question-queries";

export interface Remark {
  id: string;
  parentId: string | null;
  by: string;
  own: boolean;
  at: Date;
  /** Null once its author has taken it back. */
  body: string | null;
}

/**
 * A question's discussion in order of writing; null where it is hidden with the numbers it speaks of.
 *
 * @param at as it stood then, save that words taken back since stay taken back; null for now
 */
export async function discussionOf(
  actor: Actor,
  question: QuestionDetail,
  at: Instant | null = null,
): Promise<Remark[] | null> {
  if (!question.forecasts.commentsShown) return null;
  // In a later round only what was said before it is shown.
  const until = [at === null ? [] : at + 1, question.forecasts.hidden?.shownBefore ?? []].flat();
  const remarks = await db.questionComment.findMany({
    where: {
      questionId: question.id,
      ...(until.length > 0 ? { createdAt: { lt: new Date(Math.min(...until)) } } : {}),
    },
    select: {
      id: true,
      parentId: true,
      body: true,
      createdAt: true,
      withdrawnAt: true,
      memberId: true,
      member: { select: { name: true } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const own = new Set(actor.memberships.map(({ memberId }) => memberId));
  return remarks.map(({ id, parentId, member, memberId, createdAt, withdrawnAt, body }) => ({
    id,
    parentId,
    by: member.name,
    own: own.has(memberId),
    at: createdAt,
    body: withdrawnAt ? null : body,
  }));
}
