import { z } from "zod";
import { acceptInvitation, joinByInvitation } from "#server/identity/links/accept-invitation";
import {
  newPasswordInput,
  requestReset,
  resetPassword,
  resetRequestInput,
} from "#server/identity/links/password-reset";
import { setUp } from "#server/identity/links/set-up";
import { requestSignInLink, signInLinkInput } from "#server/identity/links/sign-in-link";
import { newAccountInput } from "#server/identity/new-account";
import { spendTry } from "#server/identity/rate-limits";
import { openProcedure, selfProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

const Token = z.object({ token: z.string().max(100) });

/** Who holds a link proves themselves by it alone, so how often one may try is bounded. */
const linkProcedure = (reason: string) =>
  openProcedure(reason).use(async ({ ctx, next }) => {
    await spendTry("link.address", ctx.address);
    return next();
  });

export const accessRouter = t.router({
  setUp: linkProcedure("the set-up link makes the first account")
    .input(newAccountInput.extend(Token.shape))
    .mutation(({ input }) => setUp(input)),
  acceptInvitation: linkProcedure("the invitation makes the account")
    .input(newAccountInput.extend(Token.shape))
    .mutation(({ input }) => acceptInvitation(input)),
  joinByInvitation: selfProcedure()
    .input(Token)
    .mutation(({ ctx, input }) => joinByInvitation(ctx.actor, input.token)),
  requestReset: openProcedure("whoever forgot a password cannot sign in")
    .input(resetRequestInput)
    .mutation(({ ctx, input }) => requestReset({ ...input, address: ctx.address })),
  requestSignInLink: openProcedure("whoever signs in by e-mail is not signed in")
    .input(signInLinkInput)
    .mutation(({ ctx, input }) => requestSignInLink(input, ctx.address)),
  resetPassword: linkProcedure("the reset link sets the password")
    .input(newPasswordInput)
    .mutation(({ input }) => resetPassword(input)),
});
