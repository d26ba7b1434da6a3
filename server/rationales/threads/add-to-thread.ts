import { threadOf } from "#core/comment-thread";
import { forecastingMembership } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { tellThread } from "#server/rationales/threads/tell-thread";
import { entriesIn } from "#server/rationales/threads/thread-rows";
import { headlineOf } from "#server/rationales/threads/threads-shown";
import { commenter, type ThreadCtx, writeEntry } from "#server/rationales/threads/write-entry";

interface InThread {
  threadId: string;
}
type OfComment = InThread & { commentId: string };

/** Answers in a thread. Who wrote in it before is told. */
export async function replyInThread(
  ctx: ThreadCtx,
  { threadId, body }: InThread & { body: string },
): Promise<{ commentId: string }> {
  const writer = await commenter(ctx);
  return inThread(ctx, threadId, async (tx, { resolved }) => {
    if (resolved) throw new AppError("CONFLICT", "This thread is resolved. Reopen it to answer.");
    const commentId = await writeEntry(tx, ctx, writer, { threadId, kind: "COMMENT", body });
    await tellThread(tx, ctx, { threadId, remarkId: commentId, body, reply: true });
    return { commentId };
  });
}

/** Says a comment of one's own in other words, or gives back one that was withdrawn. */
export async function rewordComment(
  ctx: ThreadCtx,
  { threadId, commentId, body }: OfComment & { body: string },
): Promise<{ reworded: boolean }> {
  const writer = await commenter(ctx);
  return inThread(ctx, threadId, async (tx, { comments }) => {
    const comment = comments.find(({ id, by }) => id === commentId && by === writer.memberId);
    if (!comment) throw notFound();
    if (comment.body === body) return { reworded: false };
    await writeEntry(tx, ctx, writer, { threadId, kind: "REWORDING", commentId, body });
    await tellThread(tx, ctx, { threadId, remarkId: commentId, body, reply: false });
    return { reworded: true };
  });
}

/** Takes a comment of one's own back, at any time: its place in the thread stays, its words are shown no more. */
export async function withdrawFromThread(
  ctx: ThreadCtx,
  { threadId, commentId }: OfComment,
): Promise<{ withdrawn: true }> {
  const membership = forecastingMembership(ctx.actor, ctx.scenario.teamId);
  if (!membership) throw notFound();
  const writer = { memberId: membership.memberId, headlineId: await headlineOf(ctx.scenario.id) };
  return inThread(ctx, threadId, async (tx, { comments }) => {
    const comment = comments.find(({ id, by }) => id === commentId && by === writer.memberId);
    if (!comment || comment.body === null) throw notFound();
    await writeEntry(tx, ctx, writer, { threadId, kind: "WITHDRAWAL", commentId });
    return { withdrawn: true };
  });
}

/** Puts a thread aside, or takes it up again. Saying twice what is so already changes nothing. */
export async function resolveThread(
  ctx: ThreadCtx,
  { threadId, resolved }: InThread & { resolved: boolean },
): Promise<{ resolved: boolean }> {
  const writer = await commenter(ctx);
  return inThread(ctx, threadId, async (tx, thread) => {
    if ((thread.resolved !== null) !== resolved)
      await writeEntry(tx, ctx, writer, { threadId, kind: resolved ? "RESOLVED" : "REOPENED" });
    return { resolved };
  });
}

/** One transaction that holds the thread. @throws NOT_FOUND for a thread of another rationale */
async function inThread<T>(
  { scenario }: ThreadCtx,
  threadId: string,
  act: (tx: Prisma.TransactionClient, thread: ReturnType<typeof threadOf>) => Promise<T>,
): Promise<T> {
  const done = await db.$transaction(async (tx) => {
    const [found] = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "RationaleThread" WHERE "id" = ${threadId}::uuid AND "scenarioId" = ${scenario.id}::uuid
      FOR NO KEY UPDATE`;
    if (!found) throw notFound();
    return act(tx, threadOf(await entriesIn(tx, threadId)));
  });
  pokeSealer();
  return done;
}
