import { orgProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";
import { startRescoring } from "#server/scores/recompute/begin";

export const scoreRouter = t.router({
  recompute: orgProcedure("score.recompute").mutation(({ ctx }) => startRescoring(ctx.actor)),
});
