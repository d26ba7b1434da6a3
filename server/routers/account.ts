import { z } from "zod";
import {
  accountInput,
  changePassword,
  passwordChangeInput,
  signOutEverywhere,
  updateAccount,
} from "#server/identity/account";
import { askErasure } from "#server/identity/erasure/ask-erasure";
import { identityInput, unlinkIssuer } from "#server/identity/oidc/identities";
import { revokeOtherSessions, revokeSession, sessionInput } from "#server/identity/sessions/revoke";
import { selfProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

export const accountRouter = t.router({
  update: selfProcedure()
    .input(accountInput)
    .mutation(({ ctx, input }) => updateAccount(ctx, input)),
  changePassword: selfProcedure()
    .input(passwordChangeInput)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  unlinkIssuer: selfProcedure()
    .input(identityInput)
    .mutation(({ ctx, input }) => unlinkIssuer(ctx, input)),
  revokeSession: selfProcedure()
    .input(sessionInput)
    .mutation(({ ctx, input }) => revokeSession(ctx, input)),
  revokeOtherSessions: selfProcedure().mutation(({ ctx }) =>
    revokeOtherSessions({ actor: ctx.actor, sessionId: ctx.session?.sessionId ?? null }),
  ),
  askErasure: selfProcedure()
    .input(z.object({ asked: z.boolean() }))
    .mutation(({ ctx, input }) => askErasure(ctx, input)),
  signOutEverywhere: selfProcedure().mutation(({ ctx }) => signOutEverywhere(ctx)),
});
