import { z } from "zod";
import { briefReading } from "#server/briefs/brief-reading";
import { createBrief } from "#server/briefs/create-brief";
import { db } from "#server/platform/db";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { briefRoute, type Route, teamRoute } from "#server/routers/rest/route";
import { Brief, BriefLine, briefOf } from "#server/routers/rest/shapes/brief";
import { briefText, GivenBrief, MOST_BRIEF_BYTES } from "#server/routers/rest/shapes/given-brief";
import { at, Id } from "#server/routers/rest/shapes/values";

export const briefRoutes: readonly Route[] = [
  teamRoute("brief.read", "GET /teams/{teamId}/briefs", {
    operationId: "listBriefs",
    tag: "Briefs",
    summary: "The briefs of a team",
    query: z.strictObject(paging),
    answer: pageOf(BriefLine),
    async handle({ on, query: { limit, cursor } }) {
      const [after] = placeIn(cursor, ID_PLACE) ?? [];
      const found = await db.brief.findMany({
        where: { AND: [{ teamId: on.id, versions: { some: {} } }, after ? { id: { gt: after } } : {}] },
        orderBy: { id: "asc" },
        take: limit + 1,
        select: {
          id: true,
          archivedAt: true,
          _count: { select: { scenarios: { where: { archivedAt: null } } } },
          versions: {
            orderBy: { number: "desc" },
            take: 1,
            select: { number: true, title: true, language: true, author: true, publisher: true, createdAt: true },
          },
        },
      });
      const briefs = found.flatMap(({ id, archivedAt, _count, versions: [version] }) => {
        if (!version) return [];
        const { number, createdAt, ...named } = version;
        const archived = archivedAt !== null;
        return [{ id, ...named, version: number, savedAt: at(createdAt), archived, scenarios: _count.scenarios }];
      });
      return page(briefs, limit, ({ id }) => [id]);
    },
  }),
  teamRoute("brief.write", "POST /teams/{teamId}/briefs", {
    operationId: "createBrief",
    tag: "Briefs",
    summary: "Save a text as a brief",
    description:
      "The text is read as a pasted one is: its title, notes and paragraphs are found, and what belongs to a web page is left out.",
    body: GivenBrief,
    example: {
      title: "A ferry crossing in the north",
      text: "Talks on a crossing resumed in March.\n\nA vote is due.",
    },
    answer: z.object({ id: Id }),
    status: 201,
    location: ({ id }) => `/briefs/${id}`,
    mostBytes: MOST_BRIEF_BYTES,
    async handle({ actor, on, body }) {
      const input = await briefText(body);
      const { briefId: id } = await createBrief({ actor, teamId: on.id }, input);
      return { id };
    },
  }),
  briefRoute("brief.read", "GET /briefs/{briefId}", {
    operationId: "readBrief",
    tag: "Briefs",
    summary: "A version of a brief: its passages, sources and scenarios",
    query: z.strictObject({
      version: z
        .string()
        .regex(/^[1-9]\d{0,5}$/, "The number of a version.")
        .transform(Number)
        .optional()
        .meta({ type: "integer", minimum: 1, description: "Left out: the newest." }),
    }),
    answer: Brief,
    handle: async ({ actor, on, query: { version } }) => briefOf(await briefReading(actor, on.id, version ?? null)),
  }),
];
