import { type ThreadComment, threadOf } from "#core/comment-thread";
import type { Actor } from "#core/permissions";
import { db, pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { ENTRY, entryOf } from "#server/rationales/threads/thread-rows";
import { headlineOf, threadsSeen } from "#server/rationales/threads/threads-shown";

export interface ThreadLine {
  id: string;
  /** The words as they were when it was opened; empty where a redaction removed them. */
  exact: string;
  openedAt: Date;
  /** Those taken back since are not counted. */
  comments: number;
  resolvedBy: string | null;
  resolvedAt: Date | null;
}

/** Threads in which anything is left to read, in the order of opening. */
const THREADS = `
  SELECT t."id", t."exact", t."createdAt" AS "openedAt", c."comments", r."name" AS "resolvedBy", r."at" AS "resolvedAt"
  FROM "RationaleThread" t
  CROSS JOIN LATERAL (
    SELECT count(said."body")::int AS "comments" FROM (
      SELECT DISTINCT ON (coalesce("commentId", "id")) "body" FROM "RationaleThreadEntry"
      WHERE "threadId" = t."id" AND "kind" IN ('COMMENT', 'REWORDING', 'WITHDRAWAL')
      ORDER BY coalesce("commentId", "id"), "number" DESC) said) c
  LEFT JOIN LATERAL (
    SELECT e."kind", e."createdAt" AS "at", m."name" FROM "RationaleThreadEntry" e JOIN "Member" m ON m."id" = e."memberId"
    WHERE e."threadId" = t."id" AND e."kind" IN ('RESOLVED', 'REOPENED')
    ORDER BY e."number" DESC LIMIT 1) r ON r."kind" = 'RESOLVED'
  WHERE t."scenarioId" = $1 AND ($2::uuid IS NULL OR t."id" > $2) AND c."comments" > 0
  ORDER BY t."id" LIMIT $3`;

/** A page of the threads beside a rationale; null where they are hidden. The caller has checked that the actor may read it. */
export async function threadPage(
  actor: Actor,
  scenarioId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<ThreadLine[] | null> {
  if (await areHidden(actor, scenarioId)) return null;
  return (await pool.query<ThreadLine>(THREADS, [scenarioId, after ?? null, limit])).rows;
}

export interface CommentLine extends Omit<ThreadComment, "by"> {
  number: number;
  by: string;
  own: boolean;
}

/**
 * A page of the comments of a thread, in order; null where they are hidden.
 *
 * @param after the number of the entry after which it begins
 * @throws NOT_FOUND for a thread that is not beside this rationale
 */
export async function commentPage(
  actor: Actor,
  { scenarioId, threadId }: { scenarioId: string; threadId: string },
  { after, limit }: { after: number; limit: number },
): Promise<CommentLine[] | null> {
  if (await areHidden(actor, scenarioId)) return null;
  const thread = await db.rationaleThread.findFirst({ where: { id: threadId, scenarioId }, select: { id: true } });
  if (!thread) throw notFound();
  const written = await db.rationaleThreadEntry.findMany({
    where: { threadId, kind: "COMMENT", number: { gt: after } },
    orderBy: { number: "asc" },
    take: limit,
    select: { ...ENTRY, number: true, member: { select: { name: true } } },
  });
  const ids = written.map(({ id }) => id);
  const since = await db.rationaleThreadEntry.findMany({
    where: { threadId, commentId: { in: ids } },
    orderBy: { number: "asc" },
    select: ENTRY,
  });
  const entries = [...written.map(({ member: _member, number: _number, ...entry }) => entry), ...since];
  const said = new Map(threadOf(entries.map(entryOf)).comments.map((comment) => [comment.id, comment]));
  return written.flatMap(({ id, number, member, memberId }) => {
    const comment = said.get(id);
    const own = actor.memberships.some((membership) => membership.memberId === memberId);
    return comment ? [{ ...comment, number, by: member.name, own }] : [];
  });
}

/** They speak of the numbers of the headline question, so they are hidden with them. */
async function areHidden(actor: Actor, scenarioId: string): Promise<boolean> {
  return (await threadsSeen(actor, await headlineOf(scenarioId))).hidden !== null;
}
