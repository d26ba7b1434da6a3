import { reaffirm } from "#server/forecasts/reaffirm";
import { forecastInput, submitForecast } from "#server/forecasts/submit-forecast";
import { withdraw } from "#server/forecasts/withdraw";
import { questionProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

export const forecastRouter = t.router({
  submit: questionProcedure("forecast.submit")
    .input(forecastInput)
    .mutation(({ ctx, input }) => submitForecast(ctx, input)),
  reaffirm: questionProcedure("forecast.submit").mutation(({ ctx }) => reaffirm(ctx)),
  withdraw: questionProcedure("forecast.submit").mutation(({ ctx }) => withdraw(ctx)),
});
