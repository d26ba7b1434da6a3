import { scaleLinear } from "d3-scale";
import { bare, dayAndClock, percent } from "#components/ui/format";
import { scaleValue } from "#core/answer-words";
import { locationOf, valueAt } from "#core/distribution";
import type { Range } from "#core/question";
import { across, PLANE } from "./plane";
import { timeTicks } from "./time-axis";

/**
 * What a drawn fraction of an axis stands for: itself, or a place on the scale of a numeric or date question. Dates are days
 * in UTC, as the range of their question is stated and its verdict given, so that one day is the same for every reader.
 */
export type Measure = { readonly type: "probability" } | ScaleMeasure;
export type ScaleMeasure = { readonly type: "numeric" | "date"; readonly range: Range };

export interface MeasureTick {
  /** As a fraction of the axis. */
  readonly at: number;
  readonly label: string;
}

/** How a measure is said and marked. Fractions in, words out. */
export interface Reading {
  /** With its unit: "35 %", "1,200 people", "3 Jun 2024". */
  say: (fraction: number) => string;
  /** Without, where a head names it. */
  bare: (fraction: number) => string;
  /** "28–37", without unit. */
  range: (low: number, high: number) => string;
  /** For the head of a column: "%"; empty for dates. */
  unit: string;
  ticks: readonly MeasureTick[];
}

/** U+202F, between a number and its unit. */
const NARROW = "\u202f";
const DAY = 86_400_000;
/** From here on a day is fine enough for a date. */
const DAYS = 30 * DAY;

const PERCENT: Reading = {
  say: (fraction) => percent(fraction),
  bare: (fraction) => bare(fraction),
  range: (low, high) => `${bare(low)}–${bare(high)}`,
  unit: "%",
  ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: at === 1 ? `100${NARROW}%` : String(at * 100) })),
};

/** Width of a character of a label, as a fraction of the narrowest axis that a distribution is drawn on. */
const CHARACTER = 0.033;

/** The ticks whose labels find room below a narrow axis: the last keeps its place, and one that would run into it has none. */
export function labelledTicks(ticks: readonly MeasureTick[]): readonly MeasureTick[] {
  const last = ticks.at(-1);
  if (!last || last.at <= 0.94) return ticks; // otherwise it ends where the axis ends
  const begins = last.at - last.label.length * CHARACTER;
  return ticks.filter((tick) => tick === last || tick.at + (tick.label.length * CHARACTER) / 2 <= begins);
}

export function readingOf(measure: Measure): Reading {
  if (measure.type === "probability") return PERCENT;
  const { range } = measure;
  const value = (fraction: number) => valueAt(Math.min(1, Math.max(0, fraction)), range);
  const [below, above] = measure.type === "date" ? ["before", "after"] : ["below", "above"];
  const outside = (fraction: number, words: (value: number) => string) => {
    if (fraction <= 0 && range.openLower) return `${below} ${words(range.min)}`;
    if (fraction >= 1 && range.openUpper) return `${above} ${words(range.max)}`;
    return words(value(fraction));
  };
  const rough = (at: number) => (measure.type === "date" ? at : roundOnScale(at, range));
  const full = (at: number) => sayValue(rough(at), measure);
  const short = (at: number) => (measure.type === "date" ? full(at) : scaleValue(rough(at), "numeric", {}));
  const named = (fraction: number) => outside(fraction, short);
  return {
    say: (fraction) => outside(fraction, full),
    bare: named,
    range: (low, high) => `${named(low)}${measure.type === "date" ? " – " : "–"}${named(high)}`,
    unit: measure.type === "date" ? "" : (range.unit ?? ""),
    ticks: ticksOf(measure),
  };
}

/** A value of a scale in words, with its unit: "1,200 people", "3 Jun 2024"; the time of day, too, where the range is short. */
export function sayValue(value: number, { type, range }: ScaleMeasure): string {
  if (type === "date" && isFine(range)) return `${dayAndClock(value, "UTC")} UTC`;
  return scaleValue(value, type, range);
}

/** Whether dates of a range are told apart by the minute. */
export function isFine({ min, max }: Pick<Range, "min" | "max">): boolean {
  return max - min <= DAYS;
}

/**
 * A number as finely as its scale is read: to a power of ten that is at most a thousandth of the axis where it lies.
 */
export function roundOnScale(value: number, range: Range): number {
  const place = Math.min(1, Math.max(0, locationOf(value, range)));
  const width = valueAt(Math.min(1, place + 5e-4), range) - valueAt(Math.max(0, place - 5e-4), range);
  const digits = -Math.floor(Math.log10(width) + 1e-9);
  const step = 10 ** Math.abs(digits);
  const rounded = digits >= 0 ? Math.round(value * step) / step : Math.round(value / step) * step;
  return Number.isFinite(rounded) ? Number(rounded.toPrecision(12)) : value;
}

/** Round values of the scale, evenly spread: 0 25 50, or 1 10 100 where it is logarithmic; dates in months or days. */
function ticksOf({ type, range }: ScaleMeasure): MeasureTick[] {
  const { min, max, zeroPoint } = range;
  if (type === "date") {
    const x = across(min, max);
    const wanted = timeTicks(min, max, "UTC");
    return wanted.map(({ x: place, label }) => {
      const value = min + (place / PLANE) * (max - min);
      return { at: zeroPoint === null ? x(value) / PLANE : locationOf(value, range), label };
    });
  }
  const values = zeroPoint === null ? scaleLinear([min, max], [0, 1]).ticks(5) : logarithmicTicks(range, zeroPoint);
  return values.map((value) => ({ at: locationOf(value, range), label: scaleValue(value, "numeric", {}) }));
}

const MOST_TICKS = 7;
const FACTORS = [[1, 2, 5], [1, 3], [1]] as const;

/** 1, 2 and 5 times the powers of ten of the distance from the zero point; thinned where they are many. */
function logarithmicTicks({ min, max }: Range, zeroPoint: number): number[] {
  const [near, far] = [Math.abs(min - zeroPoint), Math.abs(max - zeroPoint)].sort((a, b) => a - b);
  const side = zeroPoint < min ? 1 : -1;
  const [from, to] = [Math.floor(Math.log10(near ?? 1)), Math.ceil(Math.log10(far ?? 10))];
  for (const factors of FACTORS) {
    const values = Array.from({ length: to - from + 1 }, (_, i) => i + from)
      .flatMap((power) => factors.map((factor) => zeroPoint + side * Number(`${factor}e${power}`)))
      .filter((value) => value >= min && value <= max)
      .sort((a, b) => a - b);
    if (values.length < 3) return scaleLinear([min, max], [0, 1]).ticks(5);
    if (values.length <= MOST_TICKS) return values;
    if (factors.length === 1) return values.filter((_, i) => i % Math.ceil(values.length / MOST_TICKS) === 0);
  }
  return [];
}
