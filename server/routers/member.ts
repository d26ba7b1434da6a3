import { z } from "zod";
import { orgProcedure, teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";
import {
  addMember,
  leaveTeam,
  memberInput,
  memberRoleInput,
  moveInput,
  moveMember,
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
  move: orgProcedure("team.manage")
    .input(moveInput)
    .mutation(({ ctx, input }) => moveMember(ctx, input)),
  leave: teamProcedure("team.read")
    .input(memberInput)
    .mutation(({ ctx, input }) => leaveTeam(ctx, input)),
  remove: teamProcedure("member.manage")
    .input(memberInput)
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
});
