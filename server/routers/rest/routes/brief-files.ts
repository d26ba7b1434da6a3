import { z } from "zod";
import { MAX_BRIEF_BYTES } from "#core/brief/brief";
import { briefToRevise } from "#server/briefs/brief-versions";
import { createBrief } from "#server/briefs/create-brief";
import { createVersion, newVersionInput } from "#server/briefs/create-version";
import { readApart } from "#server/briefs/read-apart";
import type { Upload } from "#server/briefs/read-upload";
import { renaming, taken } from "#server/routers/rest/fields";
import { briefRoute, type Route, teamRoute } from "#server/routers/rest/route";
import { FileBody, type SentFile } from "#server/routers/rest/sent-file";
import { BriefDraft, SavedVersion } from "#server/routers/rest/shapes/brief";
import { GivenBrief, uploadText } from "#server/routers/rest/shapes/given-brief";
import { fileName, Id } from "#server/routers/rest/shapes/values";

/** What a text is handed in as; how it is to be read is found out from what it holds and its name. */
const takes = ["application/octet-stream", "text/plain", "text/markdown", "text/html"];
const mostBytes = MAX_BRIEF_BYTES;
const { title, language, author, publisher } = GivenBrief.shape;
const words = { name: fileName, title, language, author, publisher };

/** The text is the file. */
const NAMES = { text: "file" } as const;

async function uploadOf(name: string, file: SentFile): Promise<Upload> {
  return { kind: "file", name, base64: (await file.bytes()).toString("base64") };
}

export const briefFileRoutes: readonly Route[] = [
  teamRoute("brief.write", "POST /teams/{teamId}/briefs/file/preview", {
    operationId: "previewBriefFile",
    tag: "Briefs",
    summary: "How a file would be read: what is kept, what is cut and why; nothing is stored",
    query: z.strictObject({ name: fileName }),
    takes,
    body: FileBody,
    answer: BriefDraft,
    mostBytes,
    handle: ({ query: { name }, body }) =>
      renaming(NAMES, async () => (await readApart(await uploadOf(name, body))).draft),
  }),
  teamRoute("brief.write", "POST /teams/{teamId}/briefs/file", {
    operationId: "importBrief",
    tag: "Briefs",
    summary: "Save a file as a brief: plain text, Markdown or HTML, in UTF-8 or UTF-16",
    description: "Read as the preview says. What is left out is what the text says of itself.",
    query: z.strictObject(words),
    takes,
    body: FileBody,
    answer: z.object({ id: Id }),
    status: 201,
    location: ({ id }) => `/briefs/${id}`,
    mostBytes,
    async handle({ actor, on, query: { name, ...said }, body }) {
      return renaming(NAMES, async () => {
        const input = await uploadText(await uploadOf(name, body), { ...said, decisions: {} });
        const { briefId: id } = await createBrief({ actor, teamId: on.id }, input);
        return { id };
      });
    },
  }),
  briefRoute("brief.write", "POST /briefs/{briefId}/versions/file", {
    operationId: "importBriefVersion",
    tag: "Briefs",
    summary: "Save a file as the next version of a brief; quotes whose words it does not have are orphaned",
    query: z.strictObject({
      ...words,
      base: z
        .string()
        .regex(/^[1-9]\d{0,5}$/, "The number of a version.")
        .transform(Number)
        .meta({ type: "integer", minimum: 1, description: "The newest version that you know of." }),
      reason: z.string().trim().min(1, "Say what changed.").max(1_000),
    }),
    takes,
    body: FileBody,
    answer: SavedVersion,
    status: 201,
    mostBytes,
    async handle({ actor, on: brief, query: { name, base, reason, ...said }, body }) {
      const before = await briefToRevise(actor, brief.id);
      return renaming(NAMES, async () => {
        const given = await uploadText(await uploadOf(name, body), { ...said, decisions: {} }, before);
        const input = taken(newVersionInput, { ...given, base, reason, anchors: {} });
        const { number: version, ...counts } = await createVersion({ actor, brief }, input);
        return { version, ...counts };
      });
    },
  }),
];
