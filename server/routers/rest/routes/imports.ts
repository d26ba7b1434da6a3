import { z } from "zod";
import { faultsAfter, importPage, importsAfter } from "#server/exchange/import-queries";
import { cancelImport, startImport, startInput, startUndo } from "#server/exchange/manage-import";
import { MOST_BYTES, uploadWorld } from "#server/exchange/upload";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { importRoute, type Route, teamRoute } from "#server/routers/rest/route";
import { FileBody } from "#server/routers/rest/sent-file";
import { Import, ImportLine, importLineOf, importOf } from "#server/routers/rest/shapes/import";
import { fileName, Id } from "#server/routers/rest/shapes/values";

const Begun = z.object({ id: Id });
const NUMBER = z.tuple([
  z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
]);

export const importRoutes: readonly Route[] = [
  teamRoute("world.import", "POST /teams/{teamId}/imports", {
    operationId: "uploadImport",
    tag: "Imports",
    summary: "Hand in a world file or a CSV to be looked at",
    description:
      "The file is the body; its name says by `.json` or `.csv` which of the two it is. Nothing is imported yet: read the import until it is `checked`, then commit it.",
    query: z.strictObject({ name: fileName }),
    takes: ["application/octet-stream", "application/json", "text/csv"],
    body: FileBody,
    answer: Begun,
    status: 201,
    location: ({ id }) => `/imports/${id}`,
    mostBytes: MOST_BYTES,
    async handle({ actor, on, query: { name }, body }) {
      const { importId: id } = await uploadWorld(actor, { teamId: on.id, name, body: body.pieces() });
      return { id };
    },
  }),
  teamRoute("world.import", "GET /teams/{teamId}/imports", {
    operationId: "listImports",
    tag: "Imports",
    summary: "The imports of a team",
    query: z.strictObject(paging),
    answer: pageOf(ImportLine),
    async handle({ actor, on, query: { limit, cursor } }) {
      const [after = null] = placeIn(cursor, ID_PLACE) ?? [];
      const found = await importsAfter(actor, on.id, { after, take: limit + 1 });
      return page(found.map(importLineOf), limit, ({ id }) => [id]);
    },
  }),
  importRoute("world.import", "GET /imports/{importId}", {
    operationId: "readImport",
    tag: "Imports",
    summary: "How far an import is, what its file holds and what it made",
    answer: Import,
    handle: async ({ actor, on }) => importOf(await importPage(actor, on.id, 1)),
  }),
  importRoute("world.import", "GET /imports/{importId}/faults", {
    operationId: "listImportFaults",
    tag: "Imports",
    summary: "Every fault of an import's file, with its place",
    query: z.strictObject(paging),
    answer: pageOf(
      z.object({
        number: z.number(),
        path: z.string().meta({ description: "The place: a path of a world file, a line of a CSV." }),
        message: z.string(),
        bounds: z.boolean().meta({ description: "Whether `bounds: record` takes it away." }),
      }),
    ),
    async handle({ on, query: { limit, cursor } }) {
      const [after = 0] = placeIn(cursor, NUMBER) ?? [];
      return page(await faultsAfter(on.id, { after, take: limit + 1 }), limit, ({ number }) => [number]);
    },
  }),
  importRoute("world.import", "POST /imports/{importId}/commit", {
    operationId: "commitImport",
    tag: "Imports",
    summary: "Import a file that was looked at: all of it or nothing",
    body: startInput.strict(),
    example: { bounds: "refuse" },
    answer: Begun,
    async handle({ actor, on, body }) {
      await startImport({ actor, import: on }, body);
      return { id: on.id };
    },
  }),
  importRoute("world.import", "POST /imports/{importId}/cancellation", {
    operationId: "cancelImport",
    tag: "Imports",
    summary: "Give an import up before it is done",
    answer: Begun,
    async handle({ actor, on }) {
      await cancelImport({ actor, import: on });
      return { id: on.id };
    },
  }),
  importRoute("world.import", "POST /imports/{importId}/undo", {
    operationId: "undoImport",
    tag: "Imports",
    summary: "Take an import back, where nobody has built on it since",
    answer: Begun,
    async handle({ actor, on }) {
      await startUndo({ actor, import: on });
      return { id: on.id };
    },
  }),
];
