import { endRounds, endRoundsInput } from "#server/rounds/end-rounds";
import { openRounds, openRoundsInput } from "#server/rounds/open-rounds";
import { teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

export const roundRouter = t.router({
  open: teamProcedure("round.open")
    .input(openRoundsInput)
    .mutation(({ ctx, input }) => openRounds(ctx, input)),
  end: teamProcedure("round.open")
    .input(endRoundsInput)
    .mutation(({ ctx, input }) => endRounds(ctx, input)),
});
