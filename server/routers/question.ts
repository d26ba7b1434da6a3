import { z } from "zod";
import { addComment, commentInput } from "#server/questions/add-comment";
import { createQuestion } from "#server/questions/create-question";
import { editDraft } from "#server/questions/edit-draft";
import { moveClose, moveCloseInput } from "#server/questions/move-close";
import { publishQuestion } from "#server/questions/publish";
import { draftInput, newQuestionInput } from "#server/questions/question-input";
import { withdrawComment } from "#server/questions/withdraw-comment";
import { questionProcedure, scenarioProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

export const questionRouter = t.router({
  create: scenarioProcedure("question.write")
    .input(newQuestionInput)
    .mutation(({ ctx, input }) => createQuestion(ctx, input)),
  editDraft: questionProcedure("question.write")
    .input(draftInput)
    .mutation(({ ctx, input }) => editDraft(ctx, input)),
  publish: questionProcedure("question.write").mutation(({ ctx }) => publishQuestion(ctx)),
  moveClose: questionProcedure("question.write")
    .input(moveCloseInput)
    .mutation(({ ctx, input }) => moveClose(ctx, input)),
  comment: questionProcedure("comment.write")
    .input(commentInput)
    .mutation(({ ctx, input }) => addComment(ctx, input)),
  withdrawComment: questionProcedure("comment.write")
    .input(z.object({ commentId: z.uuid() }))
    .mutation(({ ctx, input }) => withdrawComment(ctx, input)),
});
