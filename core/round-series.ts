import { sharesOf } from "#core/forecast-value";
import type { ForecastView, LoggedForecast } from "#core/forecast-view";
import { quantilesOfCdf } from "#core/quantile-cdf";
import type { Range } from "#core/question";
import type { RoundEvent } from "#core/round-summary";

/** What rounds are compared by: one row of numbers of a question, with the log in it. */
export interface RoundSeries {
  /** The option; null where the question has one number. */
  readonly label: string | null;
  /** Null for a probability. */
  readonly scale: { readonly type: "numeric" | "date"; readonly range: Range } | null;
  readonly log: readonly RoundEvent[];
}

/**
 * What a reader sees of a question's forecasts as numbers that rounds can be compared by: a binary question's probability
 * with its interval, each option's share, the median of a distribution with the stretch from its 5 % to its 95 %.
 */
export function roundSeries(view: ForecastView): RoundSeries[] {
  switch (view.type) {
    case "binary":
      return [{ label: null, scale: null, log: view.revealed?.log ?? [] }];
    case "multiple_choice":
      return view.options.map((label, k) => ({
        label,
        scale: null,
        log: eachValue(view.revealed?.log ?? [], (value) => ({ value: sharesOf(value)[k] ?? 0, interval: null })),
      }));
    case "numeric":
    case "date": {
      const { type, range } = view;
      const log = eachValue(view.revealed?.log ?? [], ({ cdf }) => {
        const [low, median, high] = quantilesOfCdf(cdf, range, [0.05, 0.5, 0.95]).map(({ value }) => value);
        return {
          value: median ?? range.min,
          interval: { low: low ?? range.min, high: high ?? range.max, confidence: 0.9 },
        };
      });
      return [{ label: null, scale: { type, range }, log }];
    }
  }
}

type Number = Pick<Extract<RoundEvent, { kind: "forecast" }>, "value" | "interval">;

function eachValue<V>(log: readonly LoggedForecast<V>[], number: (value: V) => Number): RoundEvent[] {
  return log.map((event): RoundEvent => (event.kind === "forecast" ? { ...event, ...number(event.value) } : event));
}
