import {
  allConditionalsInput,
  askAllConditionals,
  askConditional,
  conditionalInput,
} from "#server/questions/ask-conditional";
import { declarationInput, declareRelation } from "#server/relations/declare-relation";
import { ownCoherence } from "#server/relations/own-coherence";
import { restoreInput, restoreRelation, withdrawRelation } from "#server/relations/withdraw-relation";
import { briefProcedure, relationProcedure, scenarioProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

export const relationRouter = t.router({
  declare: briefProcedure("scenario.write")
    .input(declarationInput)
    .mutation(({ ctx, input }) => declareRelation(ctx, input)),
  withdraw: relationProcedure("scenario.write").mutation(({ ctx }) => withdrawRelation(ctx)),
  restore: relationProcedure("scenario.write")
    .input(restoreInput)
    .mutation(({ ctx, input }) => restoreRelation(ctx, input)),
  askConditional: briefProcedure("question.write")
    .input(conditionalInput)
    .mutation(({ ctx, input }) => askConditional(ctx, input)),
  askAllConditionals: briefProcedure("question.write")
    .input(allConditionalsInput)
    .mutation(({ ctx, input }) => askAllConditionals(ctx, input)),
  /** How one's own numbers fare against the relations of a scenario. */
  coherence: scenarioProcedure("scenario.read").query(({ ctx }) =>
    ownCoherence(ctx.actor, ctx.scenario.teamId, [ctx.scenario.id]),
  ),
});
