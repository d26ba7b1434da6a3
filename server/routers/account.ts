import {
  accountInput,
  changePassword,
  passwordChangeInput,
  signOutEverywhere,
  updateAccount,
} from "#server/identity/account";
import { selfProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

export const accountRouter = t.router({
  update: selfProcedure()
    .input(accountInput)
    .mutation(({ ctx, input }) => updateAccount(ctx, input)),
  changePassword: selfProcedure()
    .input(passwordChangeInput)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  signOutEverywhere: selfProcedure().mutation(({ ctx }) => signOutEverywhere(ctx)),
});
