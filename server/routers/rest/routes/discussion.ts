import { z } from "zod";
import { addComment } from "#server/questions/add-comment";
import { discussionAfter } from "#server/questions/discussion-queries";
import { withdrawComment } from "#server/questions/withdraw-comment";
import { renaming } from "#server/routers/rest/fields";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { questionRoute, type Route } from "#server/routers/rest/route";
import { readQuestion } from "#server/routers/rest/routes/questions";
import { At, at, Id, named } from "#server/routers/rest/shapes/values";

const Comment = named(
  "Comment",
  z.object({
    id: Id,
    answers: Id.nullable().meta({ description: "The comment that it answers." }),
    by: z.string(),
    own: z.boolean(),
    at: At,
    body: z.string().nullable().meta({ description: "Null once its author has taken it back." }),
  }),
);
const { next } = pageOf(Comment).shape;

export const discussionRoutes: readonly Route[] = [
  questionRoute("question.read", "GET /questions/{questionId}/comments", {
    operationId: "listComments",
    tag: "Questions",
    summary: "The discussion of a question, in the order of writing",
    query: z.strictObject(paging),
    answer: z.object({
      items: z
        .array(Comment)
        .nullable()
        .meta({ description: "Null while it is hidden with the forecasts that it speaks of." }),
      next,
    }),
    async handle({ actor, on, query: { limit, cursor } }) {
      const [after] = placeIn(cursor, ID_PLACE) ?? [];
      const remarks = await discussionAfter(actor, await readQuestion(actor, on.id), { after, limit: limit + 1 });
      if (remarks === null) return { items: null, next: null };
      const comments = remarks.map(({ parentId: answers, at: said, ...one }) => ({ ...one, answers, at: at(said) }));
      return page(comments, limit, ({ id }) => [id]);
    },
  }),
  questionRoute("comment.write", "POST /questions/{questionId}/comments", {
    operationId: "addComment",
    tag: "Questions",
    summary: "Add to the discussion of a question",
    body: z.strictObject({ body: z.string().trim().min(1).max(8000), answers: Id.optional() }),
    example: { body: "The committee met on Tuesday." },
    answer: z.object({ id: Id }),
    status: 201,
    async handle({ actor, on, body: { body, answers: parentId } }) {
      await readQuestion(actor, on.id);
      const { commentId: id } = await renaming({ parentId: "answers" }, () =>
        addComment({ actor, question: on }, { body, parentId }),
      );
      return { id };
    },
  }),
  questionRoute("comment.write", "POST /questions/{questionId}/comments/{commentId}/withdrawal", {
    operationId: "withdrawComment",
    tag: "Questions",
    summary: "Take back a comment of your own: its place stays, its words go",
    params: z.object({ commentId: z.uuid() }),
    answer: z.object({ id: Id }),
    async handle({ actor, on: question, params: { commentId } }) {
      await readQuestion(actor, question.id);
      await withdrawComment({ actor, question }, { commentId });
      return { id: commentId };
    },
  }),
];
