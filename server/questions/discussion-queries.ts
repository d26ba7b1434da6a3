import type { Instant } from "#core/clock";
import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
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
  const remarks = await db.questionComment.findMany({
    where: shownOf(question, at),
    select: REMARK,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return remarks.map((remark) => remarkOf(actor, remark));
}

/** The same as it stands now, in pages in the order of making: those after one, at most as many as wanted. */
export async function discussionAfter(
  actor: Actor,
  question: QuestionDetail,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Remark[] | null> {
  if (!question.forecasts.commentsShown) return null;
  const remarks = await db.questionComment.findMany({
    where: { AND: [shownOf(question, null), after === undefined ? {} : { id: { gt: after } }] },
    select: REMARK,
    orderBy: { id: "asc" },
    take: limit,
  });
  return remarks.map((remark) => remarkOf(actor, remark));
}

/** In a later round only what was said before it is shown. */
function shownOf({ id: questionId, forecasts }: QuestionDetail, at: Instant | null): Prisma.QuestionCommentWhereInput {
  const until = [at === null ? [] : at + 1, forecasts.hidden?.shownBefore ?? []].flat();
  return { questionId, ...(until.length > 0 ? { createdAt: { lt: new Date(Math.min(...until)) } } : {}) };
}

const REMARK = {
  id: true,
  parentId: true,
  body: true,
  createdAt: true,
  withdrawnAt: true,
  memberId: true,
  member: { select: { name: true } },
} as const satisfies Prisma.QuestionCommentSelect;

function remarkOf(actor: Actor, stored: Prisma.QuestionCommentGetPayload<{ select: typeof REMARK }>): Remark {
  const { id, parentId, member, memberId, createdAt, withdrawnAt, body } = stored;
  const own = actor.memberships.some((membership) => membership.memberId === memberId);
  return { id, parentId, by: member.name, own, at: createdAt, body: withdrawnAt ? null : body };
}
