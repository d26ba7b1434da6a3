import { resetCodes } from "#server/identity/codes/set-up-codes";
import { erasePerson, erasureInput } from "#server/identity/erasure/erase-person";

import { makeResetLink } from "#server/identity/links/password-reset";
import {
  disableUser,
  enableUser,
  endSessionsOf,
  orgRoleInput,
  setOrgRole,
  userInput,
} from "#server/identity/manage-user";
import { revokeSession, sessionOfInput } from "#server/identity/sessions/revoke";
import { sessionsOf } from "#server/identity/sessions/session-queries";
import { orgProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

const adminProcedure = orgProcedure("user.manage");

export const userRouter = t.router({
  setOrgRole: adminProcedure.input(orgRoleInput).mutation(({ ctx, input }) => setOrgRole(ctx, input)),
  disable: adminProcedure.input(userInput).mutation(({ ctx, input }) => disableUser(ctx, input)),
  enable: adminProcedure.input(userInput).mutation(({ ctx, input }) => enableUser(ctx, input)),
  sessions: adminProcedure.input(userInput).query(({ ctx, input }) => sessionsOf(ctx.actor, input.userId)),
  revokeSession: adminProcedure.input(sessionOfInput).mutation(({ ctx, input }) => revokeSession(ctx, input)),
  signOutEverywhere: adminProcedure.input(userInput).mutation(({ ctx, input }) => endSessionsOf(ctx, input)),
  erase: adminProcedure.input(erasureInput).mutation(({ ctx, input }) => erasePerson(ctx, input)),
  resetCodes: adminProcedure.input(userInput).mutation(({ ctx, input }) => resetCodes(ctx, input)),
  resetLink: adminProcedure.input(userInput).mutation(({ ctx, input }) => makeResetLink(ctx, input)),
});
