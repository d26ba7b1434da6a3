import { type Appended, appendEvent, type ForecastCtx } from "#server/forecasts/append-event";

/** Takes the standing forecast back from now on; what it earned until now stays. */
export function withdraw(ctx: ForecastCtx): Promise<Appended> {
  return appendEvent(ctx, { kind: "WITHDRAWAL" });
}
