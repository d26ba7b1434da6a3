import { importStatus } from "#server/exchange/import-queries";
import { cancelImport, startImport, startInput, startUndo } from "#server/exchange/manage-import";
import { importProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

export const exchangeRouter = t.router({
  status: importProcedure("world.import").query(({ ctx }) => importStatus(ctx.import.id)),
  start: importProcedure("world.import")
    .input(startInput)
    .mutation(({ ctx, input }) => startImport(ctx, input)),
  cancel: importProcedure("world.import").mutation(({ ctx }) => cancelImport(ctx)),
  undo: importProcedure("world.import").mutation(({ ctx }) => startUndo(ctx)),
});
