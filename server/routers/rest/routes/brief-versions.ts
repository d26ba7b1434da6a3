import { z } from "zod";
import { FATES } from "#core/anchor-review";
import { PASSAGE_KINDS } from "#core/brief/brief";
import { briefToRevise } from "#server/briefs/brief-versions";
import { createVersion, newVersionInput } from "#server/briefs/create-version";
import { readApart } from "#server/briefs/read-apart";
import { reviewVersion } from "#server/briefs/review-version";
import { db } from "#server/platform/db";
import { renaming, taken } from "#server/routers/rest/fields";
import { NUMBER_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { briefRoute, type Route, teamRoute } from "#server/routers/rest/route";
import { BriefDraft, SavedVersion } from "#server/routers/rest/shapes/brief";
import { briefText, GivenBrief, GivenText, MOST_BRIEF_BYTES } from "#server/routers/rest/shapes/given-brief";
import { At, at, Id, named } from "#server/routers/rest/shapes/values";

const BriefVersion = named(
  "BriefVersion",
  z.object({
    number: z.number(),
    title: z.string(),
    savedAt: At,
    savedBy: z.string().nullable(),
    reason: z.string().nullable().meta({ description: "Why it was saved; null of the first." }),
  }),
);

const Span = z.object({ start: z.number(), end: z.number() });
const quoteId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "The id of a quote.");
const mostBytes = MOST_BRIEF_BYTES;
const text = "A crossing in the north\n\nTalks on a crossing resumed in March.\n\nThe vote was put off to May.";

export const briefVersionRoutes: readonly Route[] = [
  teamRoute("brief.write", "POST /teams/{teamId}/briefs/preview", {
    operationId: "previewBrief",
    tag: "Briefs",
    summary: "How a text would be read: what is kept, what is cut and why; nothing is stored",
    body: z.strictObject({ text: GivenText }),
    example: { text },
    answer: BriefDraft,
    mostBytes,
    handle: async ({ body }) => (await readApart({ kind: "text", text: body.text })).draft,
  }),
  briefRoute("brief.read", "GET /briefs/{briefId}/versions", {
    operationId: "listBriefVersions",
    tag: "Briefs",
    summary: "The versions of a brief, newest first",
    query: z.strictObject(paging),
    answer: pageOf(BriefVersion),
    async handle({ on, query: { limit, cursor } }) {
      const [below] = placeIn(cursor, NUMBER_PLACE) ?? [];
      const found = await db.briefVersion.findMany({
        where: { AND: [{ briefId: on.id }, below === undefined ? {} : { number: { lt: below } }] },
        orderBy: { number: "desc" },
        take: limit + 1,
        select: { number: true, title: true, createdAt: true, reason: true, createdBy: { select: { name: true } } },
      });
      const versions = found.map(({ createdAt, createdBy, ...version }) => ({
        ...version,
        savedAt: at(createdAt),
        savedBy: createdBy?.name ?? null,
      }));
      return page(versions, limit, ({ number }) => [number]);
    },
  }),
  briefRoute("brief.write", "POST /briefs/{briefId}/review", {
    operationId: "reviewBrief",
    tag: "Briefs",
    summary: "What would become of every quote if a text were the next version of a brief; nothing is stored",
    body: GivenBrief,
    example: { text },
    answer: z.object({
      base: z.number().meta({ description: "The version that it would follow: said again when it is saved." }),
      text: z.string().meta({ description: "What places are in, in UTF-16 code units." }),
      passages: z.array(
        z.object({
          number: z.number().nullable(),
          kind: z.enum(PASSAGE_KINDS),
          text: z.string(),
          start: z.number(),
        }),
      ),
      quotes: z.array(
        z.object({
          id: Id,
          scenario: Id,
          exact: z.string(),
          fate: z.enum(FATES),
          place: Span.nullable(),
          likely: z.array(Span),
        }),
      ),
    }),
    mostBytes,
    async handle({ actor, on: brief, body }) {
      const input = await briefText(body, await briefToRevise(actor, brief.id));
      const { anchors, ...review } = await reviewVersion({ brief }, input);
      const quotes = anchors.map(({ id, scenario, exact, fate, span, likely }) => ({
        id,
        scenario: scenario.id,
        exact,
        fate,
        place: span,
        likely,
      }));
      return { ...review, quotes };
    },
  }),
  briefRoute("brief.write", "POST /briefs/{briefId}/versions", {
    operationId: "createBriefVersion",
    tag: "Briefs",
    summary: "Save the next version of a brief and carry every quote over to it",
    description: "Title, author, publisher and language that are left out are those of the version before.",
    body: GivenBrief.extend({
      base: z.int().min(1).meta({ description: "The newest version that you know of." }),
      reason: z.string().trim().min(1, "Say what changed.").max(1_000),
      quotes: z
        .record(quoteId, z.strictObject({ quote: z.string().min(1).max(4_000), start: z.int().min(0) }).nullable())
        .default({})
        .meta({
          description: "By quote: where it stands in the new text, or null to orphan it; else as the review found.",
        }),
    }),
    example: { text, base: 1, reason: "The vote was put off." },
    answer: SavedVersion,
    status: 201,
    mostBytes,
    async handle({ actor, on: brief, body: { base, reason, quotes, ...body } }) {
      const anchors = Object.fromEntries(
        Object.entries(quotes).map(([id, place]) => [
          id,
          place && { start: place.start, end: place.start + place.quote.length, exact: place.quote },
        ]),
      );
      const given = await briefText(body, await briefToRevise(actor, brief.id));
      const input = taken(newVersionInput, { ...given, base, reason, anchors }, { anchors: "quotes" });
      const { number: version, ...counts } = await renaming({ anchors: "quotes" }, () =>
        createVersion({ actor, brief }, input),
      );
      return { version, ...counts };
    },
  }),
];
