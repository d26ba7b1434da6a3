import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import { QUESTION_TYPES } from "#core/question";
import { STORED_TYPE } from "#server/forecasts/read-specs";
import { notFound } from "#server/platform/errors";
import { addComment } from "#server/questions/add-comment";
import { createQuestion } from "#server/questions/create-question";
import { discussionOf } from "#server/questions/discussion-queries";
import { publishQuestion } from "#server/questions/publish";
import { questionIds } from "#server/questions/question-ids";
import { type QuestionDetail, questionDetails } from "#server/questions/question-queries";
import { questionVersions } from "#server/questions/question-versions";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { questionRoute, type Route, scenarioRoute, teamRoute } from "#server/routers/rest/route";
import { GivenQuestion, newQuestion } from "#server/routers/rest/shapes/given-question";
import { Question, questionOf, ROLES, STATES, Version, versionOf } from "#server/routers/rest/shapes/question";
import { At, at, GivenAt, Id, named } from "#server/routers/rest/shapes/values";

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

const filters = z.strictObject({
  state: z.enum(STATES).optional(),
  type: z.enum(QUESTION_TYPES).optional(),
  role: z.enum(ROLES).optional(),
  tag: z.string().min(1).max(100).optional(),
  brief: Id.optional(),
  scenario: Id.optional(),
  closesAfter: GivenAt.optional(),
  closesBefore: GivenAt.optional(),
  ...paging,
});

const upper = <T extends string>(word: T | undefined) => (word?.toUpperCase() ?? null) as Uppercase<T> | null;

/** @throws NOT_FOUND for a draft of others */
export async function readQuestion(actor: Actor, id: string): Promise<QuestionDetail> {
  const [question] = await questionDetails(actor, { id });
  if (!question) throw notFound();
  return question;
}

export const questionRoutes: readonly Route[] = [
  teamRoute("question.read", "GET /teams/{teamId}/questions", {
    operationId: "listQuestions",
    tag: "Questions",
    summary: "The questions of a team, in the order of making",
    query: filters,
    answer: pageOf(Question),
    async handle({ actor, on: { id: teamId }, query }) {
      const { limit, cursor, type, brief = null, scenario = null, tag = null } = query;
      const [after = null] = placeIn(cursor, ID_PLACE) ?? [];
      const { closesAfter = null, closesBefore = null } = query;
      const ids = await questionIds(
        {
          teamId,
          state: upper(query.state),
          type: type ? STORED_TYPE[type] : null,
          role: upper(query.role),
          tag,
          briefId: brief,
          scenarioId: scenario,
          closesAfter,
          closesBefore,
          drafts: can(actor, "question.write", { teamId }),
        },
        { after, limit: limit + 1 },
      );
      const details = new Map((await questionDetails(actor, { id: { in: ids } })).map((one) => [one.id, one]));
      const found = ids.flatMap((id) => details.get(id) ?? []);
      return page(found.map(questionOf), limit, ({ id }) => [id]);
    },
  }),
  scenarioRoute("question.write", "POST /scenarios/{scenarioId}/questions", {
    operationId: "createQuestion",
    tag: "Questions",
    summary: "Ask a question of a scenario, as a draft or open at once",
    body: GivenQuestion,
    example: {
      title: "Will the crossing open before the year ends?",
      criteria: "As the port authority announces it.",
      source: "The port authority",
      opensAt: "2026-12-01T00:00:00Z",
      closesAt: "2026-12-31T23:59:59Z",
      tags: ["ferries"],
    },
    answer: z.object({ id: Id }),
    status: 201,
    location: ({ id }) => `/questions/${id}`,
    async handle({ actor, on, body }) {
      const { questionId: id } = await createQuestion({ actor, scenario: on }, newQuestion(body));
      return { id };
    },
  }),
  questionRoute("question.read", "GET /questions/{questionId}", {
    operationId: "readQuestion",
    tag: "Questions",
    summary: "A question: its wording, clocks and what you may see of its forecasts",
    answer: Question,
    handle: async ({ actor, on }) => questionOf(await readQuestion(actor, on.id)),
  }),
  questionRoute("question.read", "GET /questions/{questionId}/versions", {
    operationId: "listQuestionVersions",
    tag: "Questions",
    summary: "Every wording that a question had, newest first",
    answer: z.object({ items: z.array(Version) }),
    async handle({ actor, on }) {
      await readQuestion(actor, on.id);
      return { items: (await questionVersions(on.id)).map(versionOf) };
    },
  }),
  questionRoute("question.write", "POST /questions/{questionId}/publish", {
    operationId: "publishQuestion",
    tag: "Questions",
    summary: "Open a draft to forecasts",
    answer: z.object({ state: z.literal("open") }),
    async handle({ actor, on }) {
      await publishQuestion({ actor, question: on });
      return { state: "open" as const };
    },
  }),
  questionRoute("question.read", "GET /questions/{questionId}/comments", {
    operationId: "listComments",
    tag: "Questions",
    summary: "The discussion of a question; `null` while it is hidden with the forecasts that it speaks of",
    answer: z.object({ items: z.array(Comment).nullable() }),
    async handle({ actor, on }) {
      const remarks = await discussionOf(actor, await readQuestion(actor, on.id));
      const items = remarks?.map(({ parentId: answers, at: said, ...one }) => ({ ...one, answers, at: at(said) }));
      return { items: items ?? null };
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
      const { commentId: id } = await addComment({ actor, question: on }, { body, parentId });
      return { id };
    },
  }),
];
