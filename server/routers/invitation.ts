import { z } from "zod";
import {
  invite,
  inviteToTeam,
  orgInvitationInput,
  revokeInvitation,
  teamInvitationInput,
} from "#server/identity/links/invite";
import { orgProcedure, teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

const Invitation = z.object({ invitationId: z.uuid() });

export const invitationRouter = t.router({
  create: orgProcedure("user.manage")
    .input(orgInvitationInput)
    .mutation(({ ctx, input }) => invite(ctx.actor, input)),
  createForTeam: teamProcedure("member.manage")
    .input(teamInvitationInput)
    .mutation(({ ctx, input }) => inviteToTeam(ctx, input)),
  revoke: orgProcedure("user.manage")
    .input(Invitation)
    .mutation(({ ctx, input }) => revokeInvitation(ctx, { id: input.invitationId })),
  revokeForTeam: teamProcedure("member.manage")
    .input(Invitation)
    .mutation(({ ctx, input }) => revokeInvitation(ctx, { id: input.invitationId, teamId: ctx.teamId })),
});
