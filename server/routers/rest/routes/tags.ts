import { z } from "zod";
import { can } from "#core/permissions";
import { db } from "#server/platform/db";
import { deleteTag, mergeTags, renameTag } from "#server/questions/tags/manage-tags";
import { setTags } from "#server/questions/tags/put-tags";
import { tagName, tagNames } from "#server/questions/tags/tag-name";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { questionRoute, type Route, teamRoute } from "#server/routers/rest/route";
import { Id, named } from "#server/routers/rest/shapes/values";

const Tag = named("Tag", z.object({ id: Id, name: z.string(), questions: z.number() }));
const params = z.object({ tagId: z.uuid() });
const touched = z.object({ questions: z.number().meta({ description: "How many questions carried it." }) });

export const tagRoutes: readonly Route[] = [
  teamRoute("question.read", "GET /teams/{teamId}/tags", {
    operationId: "listTags",
    tag: "Questions",
    summary: "The tags of a team, in the order of making",
    query: z.strictObject(paging),
    answer: pageOf(Tag),
    async handle({ actor, on: { id: teamId }, query: { limit, cursor } }) {
      const [after] = placeIn(cursor, ID_PLACE) ?? [];
      const counted = can(actor, "question.write", { teamId })
        ? {}
        : { question: { state: { not: "DRAFT" as const } } };
      const tags = await db.tag.findMany({
        where: { AND: [{ teamId }, after ? { id: { gt: after } } : {}] },
        orderBy: { id: "asc" },
        take: limit + 1,
        select: { id: true, name: true, _count: { select: { questions: { where: counted } } } },
      });
      const lines = tags.map(({ id, name, _count }) => ({ id, name, questions: _count.questions }));
      return page(lines, limit, ({ id }) => [id]);
    },
  }),
  questionRoute("question.write", "POST /questions/{questionId}/tags", {
    operationId: "setTags",
    tag: "Questions",
    summary: "Give a question exactly these tags; those that the team does not have are made",
    body: z.strictObject({ tags: tagNames }),
    example: { tags: ["ferries", "winter"] },
    answer: z.object({ before: z.array(z.string()), tags: z.array(z.string()) }),
    handle: ({ actor, on: question, body }) => setTags({ actor, question }, body),
  }),
  teamRoute("question.write", "POST /teams/{teamId}/tags/{tagId}/name", {
    operationId: "renameTag",
    tag: "Questions",
    summary: "Rename a tag wherever it stands",
    params,
    body: z.strictObject({ name: tagName }),
    example: { name: "Ferries" },
    answer: z.object({ before: z.string(), name: z.string() }),
    async handle({ actor, on, params: { tagId }, body: { name } }) {
      const { before } = await renameTag({ actor, teamId: on.id }, { tagId, name });
      return { before, name };
    },
  }),
  teamRoute("question.write", "POST /teams/{teamId}/tags/{tagId}/merge", {
    operationId: "mergeTags",
    tag: "Questions",
    summary: "Put another tag in the place of one, which goes",
    params,
    body: z.strictObject({ into: Id }),
    example: { into: "0193e6a0-0000-7000-8000-000000000000" },
    answer: touched,
    handle: ({ actor, on, params: { tagId }, body: { into } }) => mergeTags({ actor, teamId: on.id }, { tagId, into }),
  }),
  teamRoute("question.write", "POST /teams/{teamId}/tags/{tagId}/removal", {
    operationId: "deleteTag",
    tag: "Questions",
    summary: "Take a tag off every question and out of the team",
    params,
    answer: touched,
    handle: ({ actor, on, params: { tagId } }) => deleteTag({ actor, teamId: on.id }, { tagId }),
  }),
];
