import { z } from "zod";
import { addComment, commentInput } from "#server/questions/add-comment";
import { addOption, addOptionInput } from "#server/questions/add-option";
import { clarifyInput, clarifyQuestion } from "#server/questions/clarify";
import { createQuestion } from "#server/questions/create-question";
import { editDraft } from "#server/questions/edit-draft";
import { moveClose, moveCloseInput } from "#server/questions/move-close";
import { publishQuestion } from "#server/questions/publish";
import { draftInput, newQuestionInput } from "#server/questions/question-input";
import { replaceInput, replaceQuestion } from "#server/questions/replace-question";
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
  clarify: questionProcedure("question.write")
    .input(clarifyInput)
    .mutation(({ ctx, input }) => clarifyQuestion(ctx, input)),
  /** A material amendment: the question is void and a successor opens. */
  replace: questionProcedure("question.write")
    .input(replaceInput)
    .mutation(({ ctx, input }) => replaceQuestion(ctx, input)),
  moveClose: questionProcedure("question.write")
    .input(moveCloseInput)
    .mutation(({ ctx, input }) => moveClose(ctx, input)),
  /** A multiple choice question offers one more option; the last stays last. */
  addOption: questionProcedure("question.write")
    .input(addOptionInput)
    .mutation(({ ctx, input }) => addOption(ctx, input)),
  comment: questionProcedure("comment.write")
    .input(commentInput)
    .mutation(({ ctx, input }) => addComment(ctx, input)),
  withdrawComment: questionProcedure("comment.write")
    .input(z.object({ commentId: z.uuid() }))
    .mutation(({ ctx, input }) => withdrawComment(ctx, input)),
});
