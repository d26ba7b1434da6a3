import { z } from "zod";
import { correctionSchema, proposalSchema } from "#core/proposal";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeCorrection } from "#server/resolution/correct-resolution";
import { confirmMany, confirmManyInput, proposeMany, proposeManyInput } from "#server/resolution/many";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { rejectResolution } from "#server/resolution/reject-resolution";
import { retractProposal } from "#server/resolution/retract";
import { proposalProcedure, questionProcedure, teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

const Note = z.string().trim().max(4000, "A note has at most 4,000 characters.");

export const resolutionRouter = t.router({
  propose: questionProcedure("resolution.propose")
    .input(proposalSchema)
    .mutation(({ ctx, input }) => proposeResolution(ctx, input)),
  correct: questionProcedure("resolution.propose")
    .input(correctionSchema)
    .mutation(({ ctx, input }) => proposeCorrection(ctx, input)),
  proposeMany: teamProcedure("resolution.desk")
    .input(proposeManyInput)
    .mutation(({ ctx, input }) => proposeMany(ctx, input)),
  confirmMany: teamProcedure("resolution.desk")
    .input(confirmManyInput)
    .mutation(({ ctx, input }) => confirmMany(ctx, input)),
  confirm: proposalProcedure("resolution.confirm")
    .input(z.object({ note: Note.optional() }))
    .mutation(({ ctx, input }) => confirmResolution(ctx, input)),
  reject: proposalProcedure("resolution.confirm")
    .input(z.object({ note: Note.min(1, "Say why: the proposer reads it.") }))
    .mutation(({ ctx, input }) => rejectResolution(ctx, input)),
  retract: proposalProcedure("resolution.propose").mutation(({ ctx }) => retractProposal(ctx)),
});
