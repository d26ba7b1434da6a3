import { type ContinuousValue, sharesOf } from "#core/forecast-value";
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
      const log = eachValue(view.revealed?.log ?? [], (held) => ({
        value: heldAt(held, range, 0.5),
        interval: { low: heldAt(held, range, 0.05), high: heldAt(held, range, 0.95), confidence: 0.9 },
      }));
      return [{ label: null, scale: { type, range }, log }];
    }
  }
}

/** What somebody stated at a level; read off their curve where they stated nothing there. */
function heldAt({ quantiles, cdf }: ContinuousValue, range: Range, level: number): number {
  const read = () => quantilesOfCdf(cdf, range, [level])[0]?.value ?? range.min;
  return quantiles.find((quantile) => quantile.level === level)?.value ?? read();
}

type Number = Pick<Extract<RoundEvent, { kind: "forecast" }>, "value" | "interval">;

function eachValue<V>(log: readonly LoggedForecast<V>[], number: (value: V) => Number): RoundEvent[] {
  return log.map((event): RoundEvent => (event.kind === "forecast" ? { ...event, ...number(event.value) } : event));
}
