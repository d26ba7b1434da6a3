import { z } from "zod";
import { makeToken, newTokenInput } from "#server/identity/tokens/make-token";
import { revokeAnyToken, revokeOwnToken, revokeTeamToken } from "#server/identity/tokens/revoke-token";
import { orgProcedure, selfProcedure, teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

const Token = z.object({ tokenId: z.uuid() });

/** API tokens: made for oneself; revoked by oneself, by who leads a team that they reach, and by who manages all. */
export const tokenRouter = t.router({
  create: selfProcedure()
    .input(newTokenInput)
    .mutation(({ ctx, input }) => makeToken(ctx, input)),
  revoke: selfProcedure()
    .input(Token)
    .mutation(({ ctx, input }) => revokeOwnToken(ctx, input.tokenId)),
  revokeForTeam: teamProcedure("member.tokens")
    .input(Token)
    .mutation(({ ctx, input }) => revokeTeamToken(ctx, input.tokenId)),
  revokeAny: orgProcedure("token.manage")
    .input(Token)
    .mutation(({ ctx, input }) => revokeAnyToken(ctx, input.tokenId)),
});
