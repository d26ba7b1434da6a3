import { z } from "zod";
import { dissentInput, signDissent, withdrawDissent } from "#server/rationales/sign-dissent";
import { briefProcedure, scenarioProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";
import { createScenario, newScenarioInput } from "#server/scenarios/create-scenario";
import { addPassage, archiveScenario, editScenario, reanchor, restoreScenario } from "#server/scenarios/edit-scenario";
import { quoteInput } from "#server/scenarios/quote";
import { statementInput } from "#server/scenarios/statement";

export const scenarioRouter = t.router({
  create: briefProcedure("scenario.write")
    .input(newScenarioInput)
    .mutation(({ ctx, input }) => createScenario(ctx, input)),
  edit: scenarioProcedure("scenario.write")
    .input(z.object({ statement: statementInput }))
    .mutation(({ ctx, input }) => editScenario(ctx, input)),
  addPassage: scenarioProcedure("scenario.write")
    .input(z.object({ quote: quoteInput }))
    .mutation(({ ctx, input }) => addPassage(ctx, input)),
  reanchor: scenarioProcedure("scenario.write")
    .input(z.object({ anchorId: z.uuid(), quote: quoteInput }))
    .mutation(({ ctx, input }) => reanchor(ctx, input)),
  archive: scenarioProcedure("scenario.write").mutation(({ ctx }) => archiveScenario(ctx)),
  restore: scenarioProcedure("scenario.write").mutation(({ ctx }) => restoreScenario(ctx)),
  dissent: scenarioProcedure("dissent.sign")
    .input(dissentInput)
    .mutation(({ ctx, input }) => signDissent(ctx, input)),
  withdrawDissent: scenarioProcedure("dissent.sign").mutation(({ ctx }) => withdrawDissent(ctx)),
});
