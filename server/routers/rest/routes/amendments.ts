import { z } from "zod";
import { addOption, addOptionInput } from "#server/questions/add-option";
import { amendedWording, amendmentReason } from "#server/questions/amendable";
import { clarifyInput, clarifyQuestion } from "#server/questions/clarify";
import { editDraft } from "#server/questions/edit-draft";
import { moveClose } from "#server/questions/move-close";
import { questionVersionsBelow } from "#server/questions/question-versions";
import { replaceQuestion } from "#server/questions/replace-question";
import { renaming } from "#server/routers/rest/fields";
import { NUMBER_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { questionRoute, type Route } from "#server/routers/rest/route";
import { readQuestion } from "#server/routers/rest/routes/questions";
import { draftOf, GivenDraft, QUESTION_FIELDS } from "#server/routers/rest/shapes/given-question";
import { Version, versionOf } from "#server/routers/rest/shapes/question";
import { GivenAt, Id } from "#server/routers/rest/shapes/values";

const wording = {
  title: "Will the crossing open to cars before the year ends?",
  criteria: "As the port authority announces it; a rehearsal does not count.",
  source: "The port authority",
  reason: "Two readers took it two ways.",
};
const amended = z.object({ version: z.number() });

export const amendmentRoutes: readonly Route[] = [
  questionRoute("question.read", "GET /questions/{questionId}/versions", {
    operationId: "listQuestionVersions",
    tag: "Questions",
    summary: "Every wording that a question had, newest first",
    query: z.strictObject(paging),
    answer: pageOf(Version),
    async handle({ actor, on, query: { limit, cursor } }) {
      const [below] = placeIn(cursor, NUMBER_PLACE) ?? [];
      await readQuestion(actor, on.id);
      const versions = await questionVersionsBelow(on.id, { below, limit: limit + 1 });
      return page(versions.map(versionOf), limit, ({ number }) => [number]);
    },
  }),
  questionRoute("question.write", "POST /questions/{questionId}/draft", {
    operationId: "editDraft",
    tag: "Questions",
    summary: "Write a question anew that is not open yet",
    description: "All of it is said again; only tags that are left out stay as they are.",
    body: GivenDraft,
    example: {
      title: "Will the crossing open before the year ends?",
      criteria: "As the port authority announces it.",
      source: "The port authority",
      opensAt: "2026-12-01T00:00:00Z",
      closesAt: "2026-12-31T23:59:59Z",
    },
    answer: amended,
    handle: ({ actor, on: question, body }) =>
      renaming(QUESTION_FIELDS, () => editDraft({ actor, question }, draftOf(body))),
  }),
  questionRoute("question.write", "POST /questions/{questionId}/clarifications", {
    operationId: "clarifyQuestion",
    tag: "Questions",
    summary: "Say the same more clearly: every forecast stands, and who forecast is told",
    body: z.strictObject(clarifyInput.shape),
    example: wording,
    answer: amended,
    status: 201,
    handle: ({ actor, on: question, body }) => clarifyQuestion({ actor, question }, body),
  }),
  questionRoute("question.write", "POST /questions/{questionId}/replacement", {
    operationId: "replaceQuestion",
    tag: "Questions",
    summary: "Change what a question means: it becomes void, and a successor opens in its place",
    body: z.strictObject({
      ...amendedWording.shape,
      closesAt: GivenAt,
      revealAt: GivenAt.nullable().default(null).meta({
        description: "When the round of the successor closes; only where numbers show after a round.",
      }),
    }),
    example: { ...wording, closesAt: "2027-03-31T23:59:59Z" },
    answer: z.object({ id: Id.meta({ description: "Of the successor." }) }),
    status: 201,
    location: ({ id }) => `/questions/${id}`,
    async handle({ actor, on: question, body }) {
      const { questionId: id } = await replaceQuestion({ actor, question }, body);
      return { id };
    },
  }),
  questionRoute("question.write", "POST /questions/{questionId}/close", {
    operationId: "moveClose",
    tag: "Questions",
    summary: "Move the close of a question: while it is open, and before anybody proposed a verdict",
    body: z.strictObject({ closesAt: GivenAt, reason: amendmentReason }),
    example: { closesAt: "2027-01-31T23:59:59Z", reason: "The vote was put off by a month." },
    answer: amended,
    handle: ({ actor, on: question, body }) => moveClose({ actor, question }, body),
  }),
  questionRoute("question.write", "POST /questions/{questionId}/options", {
    operationId: "addOption",
    tag: "Questions",
    summary: "Offer one more option of a multiple choice question, before its last",
    description:
      "Every forecast stands: what it gave to the last option counts for the new one until its maker says more.",
    body: z.strictObject(addOptionInput.shape),
    example: { option: "By sea", reason: "It became possible." },
    answer: z.object({ version: z.number(), options: z.array(z.string()) }),
    status: 201,
    handle: ({ actor, on: question, body }) => addOption({ actor, question }, body),
  }),
];
