import { z } from "zod";
import type { ImportPage, ListedImport } from "#server/exchange/import-queries";
import { At, at, atOrNull, Id, named } from "#server/routers/rest/shapes/values";

const STATE = {
  UPLOADING: "uploading",
  CHECKING: "checking",
  CHECKED: "checked",
  IMPORTING: "importing",
  IMPORTED: "imported",
  UNDOING: "undoing",
  UNDONE: "undone",
  CANCELLED: "cancelled",
  FAILED: "failed",
} as const;

const line = {
  id: Id,
  team: Id,
  file: z.string(),
  state: z.enum(STATE),
  progress: z.number().meta({ description: "Of the step under way, from 0 to 1." }),
  faults: z.number().meta({ description: "With any of them nothing is imported." }),
  outside: z
    .number()
    .meta({ description: "Probabilities below 0.001 or above 0.999: faults unless `bounds` is `record`." }),
  failure: z.string().nullable(),
  createdAt: At,
  by: z.string().nullable(),
  importedAt: At.nullable(),
  undoneAt: At.nullable(),
  undoneBy: z.string().nullable(),
};

export const ImportLine = named("ImportLine", z.object(line));

const counts = z.record(z.string(), z.number());

export const Import = named(
  "Import",
  z.object({
    ...line,
    found: z
      .object({
        counts,
        matched: z.number().meta({ description: "People of the file who are in the team already." }),
        from: z.string().nullable(),
        to: z.string().nullable(),
        first: z.array(
          z.object({
            title: z.string(),
            person: z.string(),
            madeAt: z.string(),
            kind: z.string(),
            probability: z.number().nullable(),
            states: z.string().nullable(),
          }),
        ),
        ignored: z.array(z.string()).meta({ description: "Fields and columns that nobody knows here." }),
        voided: z.number().meta({ description: "Questions that were answered before they opened." }),
      })
      .nullable()
      .meta({ description: "What the file holds, once it was looked at." }),
    made: z
      .object({ counts, matched: z.number(), voided: z.number(), scored: z.number() })
      .nullable()
      .meta({ description: "What the import made." }),
  }),
);

export function importLineOf({
  teamId: team,
  fileName: file,
  state,
  ...one
}: ListedImport): z.input<typeof ImportLine> {
  const { id, progress, faults, outside, failure, createdAt, by, importedAt, undoneAt, undoneBy } = one;
  return {
    ...{ id, team, file, state: STATE[state], progress, faults, outside, failure, by, undoneBy },
    createdAt: at(createdAt),
    importedAt: atOrNull(importedAt),
    undoneAt: atOrNull(undoneAt),
  };
}

export const importOf = ({ preview, report, ...one }: ImportPage): z.input<typeof Import> => ({
  ...importLineOf(one),
  found: preview,
  made: report,
});
