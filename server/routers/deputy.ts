import { teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";
import { deputyInput, endDeputyship, layDown, nameDeputy, newDeputyInput } from "#server/teams/deputies";

export const deputyRouter = t.router({
  name: teamProcedure("lead.appoint")
    .input(newDeputyInput)
    .mutation(({ ctx, input }) => nameDeputy(ctx, input)),
  end: teamProcedure("lead.appoint")
    .input(deputyInput)
    .mutation(({ ctx, input }) => endDeputyship(ctx, input)),
  /** By the deputy, who forecasts in the team. */
  layDown: teamProcedure("forecast.submit")
    .input(deputyInput)
    .mutation(({ ctx, input }) => layDown(ctx, input)),
});
