import { z } from "zod";
import { orgProcedure, teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";
import {
  addMember,
  memberInput,
  memberRoleInput,
  newMemberInput,
  removeMember,
  setMemberRole,
} from "#server/teams/manage-members";

export const memberRouter = t.router({
  add: orgProcedure("team.manage")
    .input(newMemberInput.extend({ teamId: z.uuid() }))
    .mutation(({ ctx, input: { teamId, ...input } }) => addMember({ actor: ctx.actor, teamId }, input)),
  setRole: teamProcedure("member.manage")
    .input(memberRoleInput)
    .mutation(({ ctx, input }) => setMemberRole(ctx, input)),
  remove: teamProcedure("member.manage")
    .input(memberInput)
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
});
