import { z } from "zod";
import { orgProcedure, teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";
import { createTeam, teamInput, updateTeam } from "#server/teams/manage-team";
import { boardNamesInput, setBoardNames } from "#server/teams/set-board-names";

export const teamRouter = t.router({
  create: orgProcedure("team.manage")
    .input(teamInput)
    .mutation(({ ctx, input }) => createTeam(ctx, input)),
  update: orgProcedure("team.manage")
    .input(teamInput.extend({ teamId: z.uuid() }))
    .mutation(({ ctx, input }) => updateTeam(ctx, input)),
  setBoardNames: teamProcedure("member.manage")
    .input(boardNamesInput)
    .mutation(({ ctx, input }) => setBoardNames(ctx, input)),
});
