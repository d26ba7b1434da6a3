import { z } from "zod";
import type { BriefReading } from "#server/briefs/brief-reading";
import { At, at, Id, named } from "#server/routers/rest/shapes/values";

export const BriefLine = named(
  "BriefLine",
  z.object({
    id: Id,
    title: z.string(),
    language: z.string(),
    author: z.string().nullable(),
    publisher: z.string().nullable(),
    version: z.number(),
    savedAt: At,
    archived: z.boolean(),
    scenarios: z.number(),
  }),
);

export const Brief = named(
  "Brief",
  z.object({
    id: Id,
    team: Id,
    version: z.number().meta({ description: "Which version of the text this is." }),
    title: z.string(),
    language: z.string(),
    author: z.string().nullable(),
    publisher: z.string().nullable(),
    publishedOn: z.string().nullable(),
    savedAt: At,
    savedBy: z.string().nullable(),
    text: z.string().meta({ description: "What quotes are places in, in UTF-16 code units." }),
    passages: z.array(
      z.object({
        number: z.number().nullable().meta({ description: "¶; null for a heading." }),
        kind: z.enum(["paragraph", "heading", "quote", "list_item"]),
        start: z.number(),
        text: z.string(),
      }),
    ),
    sources: z.array(
      z.object({ number: z.number(), title: z.string().nullable(), url: z.string().nullable(), text: z.string() }),
    ),
    versions: z.array(
      z.object({ number: z.number(), savedAt: At, savedBy: z.string().nullable(), reason: z.string().nullable() }),
    ),
    scenarios: z.array(z.object({ id: Id, number: z.number(), statement: z.string(), archived: z.boolean() })),
  }),
);

export function briefOf({ version, ...brief }: BriefReading): z.input<typeof Brief> {
  return {
    id: brief.id,
    team: brief.teamId,
    version: version.number,
    title: version.title,
    language: version.language,
    author: version.author,
    publisher: version.publisher,
    publishedOn: version.publishedOn,
    savedAt: at(version.savedAt),
    savedBy: version.savedBy,
    text: version.text,
    passages: brief.passages,
    sources: brief.sources,
    versions: brief.versions.map(({ savedAt, ...one }) => ({ ...one, savedAt: at(savedAt) })),
    scenarios: brief.scenarios.map(({ id, number, statement, archived }) => ({ id, number, statement, archived })),
  };
}

/** A text as it is read, before anybody decides about it. */
export const BriefDraft = named(
  "BriefDraft",
  z.object({
    title: z.string().nullable(),
    author: z.string().nullable(),
    publisher: z.string().nullable(),
    language: z.string(),
    blocks: z.array(
      z.object({
        id: z.number().meta({ description: "What `decisions` name it by." }),
        line: z.number(),
        role: z.string().meta({ description: "`clutter` is cut." }),
        text: z.string(),
        reason: z.string().nullable(),
      }),
    ),
  }),
);

export const SavedVersion = named(
  "SavedVersion",
  z.object({
    version: z.number(),
    kept: z.number(),
    orphaned: z.number().meta({ description: "Quotes whose words the new text does not have." }),
  }),
);
