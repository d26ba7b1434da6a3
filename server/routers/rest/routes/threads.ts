import { z } from "zod";
import {
  replyInThread,
  resolveThread,
  rewordComment,
  withdrawFromThread,
} from "#server/rationales/threads/add-to-thread";
import { openThread, remarkBody } from "#server/rationales/threads/open-thread";
import { placeOfWords } from "#server/rationales/threads/place-of-words";
import { commentPage, threadPage } from "#server/rationales/threads/thread-page";
import { renaming } from "#server/routers/rest/fields";
import { ID_PLACE, NUMBER_PLACE, page, pageFrom, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { type Route, scenarioRoute } from "#server/routers/rest/route";
import { At, at, atOrNull, Id, named } from "#server/routers/rest/shapes/values";

const Thread = named(
  "Thread",
  z.object({
    id: Id,
    quote: z.string().meta({ description: "The words as they were when it was opened." }),
    openedAt: At,
    comments: z.number(),
    resolved: z.object({ by: z.string(), at: At }).nullable().meta({ description: "Null while it is open." }),
  }),
);
const ThreadComment = named(
  "ThreadComment",
  z.object({
    id: Id,
    by: z.string(),
    own: z.boolean(),
    at: At,
    body: z.string().nullable().meta({ description: "Null while its author has taken it back." }),
    rewordedAt: At.nullable(),
  }),
);
const hidable = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z
      .array(item)
      .nullable()
      .meta({ description: "Null while they are hidden with the forecasts that they may speak of." }),
    next: pageOf(item).shape.next,
  });
const inThread = z.object({ threadId: z.uuid() });
const ofComment = inThread.extend({ commentId: z.uuid() });

export const threadRoutes: readonly Route[] = [
  scenarioRoute("rationale.read", "GET /scenarios/{scenarioId}/threads", {
    operationId: "listThreads",
    tag: "Rationales",
    summary: "The threads beside the words of a rationale, in the order of opening",
    query: z.strictObject(paging),
    answer: hidable(Thread),
    async handle({ actor, on, query: { limit, cursor } }) {
      const [after] = placeIn(cursor, ID_PLACE) ?? [];
      const threads = await threadPage(actor, on.id, { after, limit: limit + 1 });
      const lines = threads?.map(({ id, exact: quote, openedAt, comments, resolvedBy: by, resolvedAt }) => {
        const resolved = by !== null && resolvedAt ? { by, at: at(resolvedAt) } : null;
        return { id, quote, openedAt: at(openedAt), comments, resolved };
      });
      return lines ? page(lines, limit, ({ id }) => [id]) : { items: null, next: null };
    },
  }),
  scenarioRoute("comment.write", "POST /scenarios/{scenarioId}/threads", {
    operationId: "openThread",
    tag: "Rationales",
    summary: "Open a thread about some words of a rationale",
    body: z.strictObject({
      quote: z.string().min(1).max(2000).meta({ description: "Exact words of the rationale." }),
      occurrence: z
        .int()
        .min(1)
        .max(10_000)
        .optional()
        .meta({ description: "Which of several places they stand in, from 1; needed where there are several." }),
      body: remarkBody,
    }),
    example: { quote: "the port stays open", body: "In every winter so far?" },
    answer: z.object({ id: Id, comment: Id }),
    status: 201,
    async handle({ actor, on: scenario, body: { quote, occurrence, body } }) {
      const place = await placeOfWords(scenario.id, quote, occurrence);
      const { threadId: id, commentId: comment } = await renaming({ start: "quote", end: "quote" }, () =>
        openThread({ actor, scenario }, { ...place, body }),
      );
      return { id, comment };
    },
  }),
  scenarioRoute("rationale.read", "GET /scenarios/{scenarioId}/threads/{threadId}/comments", {
    operationId: "listThreadComments",
    tag: "Rationales",
    summary: "The comments of a thread, in the order of writing",
    params: inThread,
    query: z.strictObject(paging),
    answer: hidable(ThreadComment),
    async handle({ actor, on: { id: scenarioId }, params: { threadId }, query: { limit, cursor } }) {
      const [after = 0] = placeIn(cursor, NUMBER_PLACE) ?? [];
      const found = await commentPage(actor, { scenarioId, threadId }, { after, limit: limit + 1 });
      if (!found) return { items: null, next: null };
      const last = found[limit - 1];
      const items = found.slice(0, limit).map(({ at: said, rewordedAt, ...comment }) => ({
        ...comment,
        at: at(said),
        rewordedAt: atOrNull(rewordedAt),
      }));
      return { items, next: last && found.length > limit ? pageFrom([last.number]) : null };
    },
  }),
  scenarioRoute("comment.write", "POST /scenarios/{scenarioId}/threads/{threadId}/comments", {
    operationId: "replyInThread",
    tag: "Rationales",
    summary: "Answer in a thread",
    params: inThread,
    body: z.strictObject({ body: remarkBody }),
    example: { body: "In all since 1962; the source is note 3." },
    answer: z.object({ id: Id }),
    status: 201,
    async handle({ actor, on: scenario, params: { threadId }, body }) {
      const { commentId: id } = await replyInThread({ actor, scenario }, { threadId, ...body });
      return { id };
    },
  }),
  scenarioRoute("comment.write", "POST /scenarios/{scenarioId}/threads/{threadId}/comments/{commentId}/rewording", {
    operationId: "rewordComment",
    tag: "Rationales",
    summary: "Say a comment of your own in other words, or give back one that you took back",
    params: ofComment,
    body: z.strictObject({ body: remarkBody }),
    example: { body: "In all winters since 1962; the source is note 3." },
    answer: z.object({ reworded: z.boolean() }),
    handle: ({ actor, on: scenario, params, body }) => rewordComment({ actor, scenario }, { ...params, ...body }),
  }),
  scenarioRoute("comment.write", "POST /scenarios/{scenarioId}/threads/{threadId}/comments/{commentId}/withdrawal", {
    operationId: "withdrawThreadComment",
    tag: "Rationales",
    summary: "Take back a comment of your own: its place stays, its words are shown no more",
    params: ofComment,
    answer: z.object({ withdrawn: z.literal(true) }),
    handle: ({ actor, on: scenario, params }) => withdrawFromThread({ actor, scenario }, params),
  }),
  scenarioRoute("comment.write", "POST /scenarios/{scenarioId}/threads/{threadId}/state", {
    operationId: "resolveThread",
    tag: "Rationales",
    summary: "Put a thread aside as resolved, or take it up again",
    params: inThread,
    body: z.strictObject({ resolved: z.boolean() }),
    example: { resolved: true },
    answer: z.object({ resolved: z.boolean() }),
    handle: ({ actor, on: scenario, params: { threadId }, body }) =>
      resolveThread({ actor, scenario }, { threadId, ...body }),
  }),
];
