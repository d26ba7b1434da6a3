import { codePolicyInput, setAdminsUseCodes } from "#server/identity/codes/policy";
import {
  beginCodes,
  codeInput,
  confirmCodes,
  renewRecoveryCodes,
  turnOffCodes,
} from "#server/identity/codes/set-up-codes";
import { orgProcedure, selfProcedure, visitorProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

export const codesRouter = t.router({
  begin: visitorProcedure().mutation(({ ctx }) => beginCodes(ctx)),
  confirm: visitorProcedure()
    .input(codeInput)
    .mutation(({ ctx, input }) => confirmCodes(ctx, input)),
  renewRecovery: selfProcedure()
    .input(codeInput)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx, input)),
  turnOff: selfProcedure()
    .input(codeInput)
    .mutation(({ ctx, input }) => turnOffCodes(ctx, input)),
  setPolicy: orgProcedure("policy.manage")
    .input(codePolicyInput)
    .mutation(({ ctx, input }) => setAdminsUseCodes(ctx, input)),
});
