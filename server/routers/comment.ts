import { z } from "zod";
import {
  replyInThread,
  resolveThread,
  rewordComment,
  withdrawFromThread,
} from "#server/rationales/threads/add-to-thread";
import { openThread, remarkBody, threadInput } from "#server/rationales/threads/open-thread";
import { scenarioProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

const InThread = z.object({ threadId: z.uuid() });
const OfComment = InThread.extend({ commentId: z.uuid() });

/** Comments on the words of a rationale. */
export const commentRouter = t.router({
  open: scenarioProcedure("comment.write")
    .input(threadInput)
    .mutation(({ ctx, input }) => openThread(ctx, input)),
  reply: scenarioProcedure("comment.write")
    .input(InThread.extend({ body: remarkBody }))
    .mutation(({ ctx, input }) => replyInThread(ctx, input)),
  reword: scenarioProcedure("comment.write")
    .input(OfComment.extend({ body: remarkBody }))
    .mutation(({ ctx, input }) => rewordComment(ctx, input)),
  withdraw: scenarioProcedure("comment.write")
    .input(OfComment)
    .mutation(({ ctx, input }) => withdrawFromThread(ctx, input)),
  resolve: scenarioProcedure("comment.write")
    .input(InThread.extend({ resolved: z.boolean() }))
    .mutation(({ ctx, input }) => resolveThread(ctx, input)),
});
