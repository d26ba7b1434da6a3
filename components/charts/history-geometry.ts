import type { CrowdSpan } from "#core/aggregation/binary";
import type { ForecastEvent } from "#core/standing";
import type { Measure } from "./measure";
import { across } from "./plane";
import type { BandStep } from "./step-path";
import { thinSpans } from "./thin-spans";

/** What I held from an instant on, as a fraction of the axis; null from a withdrawal on. */
export interface MyStep {
  readonly at: number;
  readonly value: number | null;
  /** My own middle half, where I stated a distribution. */
  readonly lower?: number;
  readonly upper?: number;
}

/** A dated event worth a line: a round's end, the resolution, something in the world. */
export interface ChartEvent {
  readonly at: number;
  readonly label: string;
}

export interface HistoryData {
  /** The whole width: when the question opens and when it is due to close. In ms. */
  readonly from: number;
  readonly to: number;
  /** How far the lines go: now, or where forecasts stopped counting. */
  readonly until: number;
  /** As this reader may see it; null before reveal, and then nothing of a crowd is drawn or said. */
  readonly crowd: readonly CrowdSpan[] | null;
  readonly mine: readonly MyStep[];
  readonly events?: readonly ChartEvent[];
  /** What the height stands for; a probability where left out. */
  readonly measure?: Measure;
  /** What happened, at the instant it was known: a place on the axis, at or beyond its ends where it lies outside. */
  readonly outcome?: { readonly at: number; readonly value: number; readonly label: string } | null;
}

/** One's own log as steps. */
export function mySteps(log: readonly ForecastEvent<number>[]): MyStep[] {
  return log.filter((event) => event.kind !== "reaffirmation").map(stepOf);
}

function stepOf(event: Exclude<ForecastEvent<number>, { kind: "reaffirmation" }>): MyStep {
  return { at: event.at, value: event.kind === "forecast" ? event.value : null };
}

/** Nothing after `until`: what stood later scored nothing and is not part of this history. */
export function upToUntil(data: HistoryData): HistoryData {
  const { crowd, mine, until } = data;
  const shown = crowd
    ?.filter(({ start }) => start < until)
    .map((span) => (span.end === null || span.end > until ? { ...span, end: until } : span));
  return { ...data, mine: mine.filter(({ at }) => at <= until), crowd: shown ?? null };
}

export function crowdSteps({ crowd, from, to, until }: HistoryData): BandStep[] {
  const x = across(from, to);
  return thinSpans(crowd ?? [])
    .map(({ start, end, value, lower, upper }) => ({ x0: x(start), x1: x(end ?? until), value, lower, upper }))
    .filter(({ x0, x1 }) => x1 >= x0);
}

export function myLines({ mine, from, to, until }: HistoryData): BandStep[] {
  const x = across(from, to);
  return mine.flatMap(({ at, value, lower, upper }, i) => {
    if (value === null) return [];
    const step = { x0: x(at), x1: x(mine[i + 1]?.at ?? until), value };
    return [{ ...step, lower: lower ?? value, upper: upper ?? value }];
  });
}

export function crowdAt(crowd: readonly CrowdSpan[], at: number): CrowdSpan | null {
  return crowd.findLast(({ start, end }) => start <= at && (end === null || at < end)) ?? null;
}

export function mineAt(mine: readonly MyStep[], at: number): number | null {
  return mine.findLast((step) => step.at <= at)?.value ?? null;
}
