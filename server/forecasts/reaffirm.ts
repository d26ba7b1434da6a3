import { type Appended, appendEvent, type ForecastCtx } from "#server/forecasts/append-event";

/** Says that the standing forecast is still meant: it becomes fresh and no score changes. */
export function reaffirm(ctx: ForecastCtx): Promise<Appended> {
  return appendEvent(ctx, { kind: "REAFFIRMATION" });
}
