import { z } from "zod";
import type { Door } from "#core/audit";
import { acceptInvitation, joinByInvitation } from "#server/identity/links/accept-invitation";
import { ClosedLink } from "#server/identity/links/link-state";
import {
  newPasswordInput,
  requestReset,
  resetPassword,
  resetRequestInput,
} from "#server/identity/links/password-reset";
import { setUp } from "#server/identity/links/set-up";
import { requestSignInLink, signInLinkInput } from "#server/identity/links/sign-in-link";
import { newAccountInput } from "#server/identity/new-account";
import { noteRefusal } from "#server/identity/note-refusal";
import { spendTry, stillNoted } from "#server/identity/rate-limits";
import { openProcedure, selfProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

const Token = z.object({ token: z.string().max(100) });

/** Writes down that a link did not open, for the procedures below. */
async function noteClosed(door: Door, address: string, result: { ok: boolean; error?: { cause?: unknown } }) {
  const closed = result.error?.cause;
  if (result.ok || !(closed instanceof ClosedLink)) return;
  if (await stillNoted("refusal.link", address)) await noteRefusal({ door, ...closed.noted, address });
}

/** Who holds a link proves themselves by it alone, so how often one may try is bounded. */
const linkProcedure = (door: Door, reason: string) =>
  openProcedure(reason).use(async ({ ctx, next }) => {
    await spendTry("link.address", ctx.address);
    const result = await next();
    await noteClosed(door, ctx.address, result);
    return result;
  });

export const accessRouter = t.router({
  setUp: linkProcedure("set-up link", "the set-up link makes the first account")
    .input(newAccountInput.extend(Token.shape))
    .mutation(({ input }) => setUp(input)),
  acceptInvitation: linkProcedure("invitation", "the invitation makes the account")
    .input(newAccountInput.extend(Token.shape))
    .mutation(({ input }) => acceptInvitation(input)),
  joinByInvitation: selfProcedure()
    .use(async ({ ctx, next }) => {
      const result = await next();
      await noteClosed("invitation", ctx.address, result);
      return result;
    })
    .input(Token)
    .mutation(({ ctx, input }) => joinByInvitation(ctx.actor, input.token)),
  requestReset: openProcedure("whoever forgot a password cannot sign in")
    .input(resetRequestInput)
    .mutation(({ ctx, input }) => requestReset({ ...input, address: ctx.address })),
  requestSignInLink: openProcedure("whoever signs in by e-mail is not signed in")
    .input(signInLinkInput)
    .mutation(({ ctx, input }) => requestSignInLink(input, ctx.address)),
  resetPassword: linkProcedure("reset link", "the reset link sets the password")
    .input(newPasswordInput)
    .mutation(({ input }) => resetPassword(input)),
});
