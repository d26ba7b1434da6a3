import type { CrowdSpan } from "#core/aggregation/binary";
import type { CrowdPeriod } from "#core/aggregation/history";
import type { OptionsCrowd } from "#core/aggregation/options";
import type { ChoiceValue } from "#core/forecast-value";
import type { ForecastEvent } from "#core/standing";
import type { ChartEvent, HistoryData, MyStep } from "./history-geometry";

/** As many lines as can be told apart; the table has the rest. */
const MOST_LINES = 6;

export interface OptionsData {
  /** As of {@link HistoryData}, in ms. */
  readonly from: number;
  readonly to: number;
  readonly until: number;
  /** Every option ever offered. */
  readonly options: readonly string[];
  /** As this reader may see it; null before reveal. */
  readonly crowd: readonly CrowdPeriod<OptionsCrowd>[] | null;
  readonly mine: readonly ForecastEvent<ChoiceValue>[];
  readonly events?: readonly ChartEvent[];
}

/** The history of one option as that of a probability; where it was not on offer nothing is held of it. */
export function historyOfOption(data: OptionsData, option: number): HistoryData {
  const { from, to, until, crowd, mine, events } = data;
  return {
    from,
    to,
    until,
    crowd: crowd && spansOf(crowd, option),
    mine: mine.flatMap((event): MyStep[] =>
      event.kind === "reaffirmation"
        ? []
        : [{ at: event.at, value: event.kind === "forecast" ? (event.value[option] ?? null) : null }],
    ),
    ...(events && { events }),
  };
}

/** An option that nobody was offered yet has no share, not one of 0. */
function spansOf(crowd: readonly CrowdPeriod<OptionsCrowd>[], option: number): CrowdSpan[] {
  return crowd.flatMap(({ start, end, crowd: { count, values, lower, upper } }) => {
    const value = values[option] ?? 0;
    if (value <= 0) return [];
    return [{ start, end, count, value, lower: lower[option] ?? value, upper: upper[option] ?? value }];
  });
}

/** Which options have a line: those that the crowd, else I, now give most. In the order of the options. */
export function drawnOptions({ options, crowd, mine }: OptionsData): number[] {
  const last = mine.findLast((event) => event.kind === "forecast");
  const shares = crowd?.at(-1)?.crowd.values ?? (last?.kind === "forecast" ? last.value : []);
  return options
    .map((_, i) => i)
    .sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0) || a - b)
    .slice(0, MOST_LINES)
    .sort((a, b) => a - b);
}
