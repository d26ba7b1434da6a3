import { makeResetLink } from "#server/identity/links/password-reset";
import { disableUser, enableUser, orgRoleInput, setOrgRole, userInput } from "#server/identity/manage-user";
import { orgProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

const adminProcedure = orgProcedure("user.manage");

export const userRouter = t.router({
  setOrgRole: adminProcedure.input(orgRoleInput).mutation(({ ctx, input }) => setOrgRole(ctx, input)),
  disable: adminProcedure.input(userInput).mutation(({ ctx, input }) => disableUser(ctx, input)),
  enable: adminProcedure.input(userInput).mutation(({ ctx, input }) => enableUser(ctx, input)),
  resetLink: adminProcedure.input(userInput).mutation(({ ctx, input }) => makeResetLink(ctx, input)),
});
