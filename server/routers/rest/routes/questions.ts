import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import { QUESTION_TYPES } from "#core/question";
import { STORED_TYPE } from "#server/forecasts/read-specs";
import { notFound } from "#server/platform/errors";
import { createQuestion } from "#server/questions/create-question";
import { publishQuestion } from "#server/questions/publish";
import { questionIds } from "#server/questions/question-ids";
import { type QuestionDetail, questionDetails } from "#server/questions/question-queries";
import { renaming } from "#server/routers/rest/fields";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { questionRoute, type Route, scenarioRoute, teamRoute } from "#server/routers/rest/route";
import { GivenQuestion, newQuestion, QUESTION_FIELDS } from "#server/routers/rest/shapes/given-question";
import { Question, questionOf, ROLES, STATES } from "#server/routers/rest/shapes/question";
import { GivenAt, Id } from "#server/routers/rest/shapes/values";

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
      const input = newQuestion(body);
      const { questionId: id } = await renaming(QUESTION_FIELDS, () => createQuestion({ actor, scenario: on }, input));
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
];
