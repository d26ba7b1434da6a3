import { reaffirm } from "#server/forecasts/reaffirm";
import { forecastInput, submitForecast } from "#server/forecasts/submit-forecast";
import { submitTogether, togetherInput } from "#server/forecasts/submit-together";
import { withdraw } from "#server/forecasts/withdraw";
import { questionProcedure, teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

export const forecastRouter = t.router({
  submit: questionProcedure("forecast.submit")
    .input(forecastInput)
    .mutation(({ ctx, input }) => submitForecast(ctx, input)),
  submitTogether: teamProcedure("forecast.submit")
    .input(togetherInput)
    .mutation(({ ctx, input }) => submitTogether(ctx, input)),
  reaffirm: questionProcedure("forecast.submit").mutation(({ ctx }) => reaffirm(ctx)),
  withdraw: questionProcedure("forecast.submit").mutation(({ ctx }) => withdraw(ctx)),
});
