import { percent } from "#components/ui/format";
import { quantileLocation } from "#core/distribution";
import type { ContinuousValue } from "#core/forecast-value";
import { outsideOf } from "./density-path";
import { readingOf, type ScaleMeasure, sayValue } from "./measure";

/** What is said of a distribution: its curve, and the quantiles that were stated, if any. */
type Told = Pick<ContinuousValue, "cdf"> & Partial<ContinuousValue>;

/** "median 30 %, middle half 20 % to 45 %": as stated, else as read off the curve. */
export function distributionInWords({ cdf, quantiles = [] }: Told, measure: ScaleMeasure): string {
  const { say } = readingOf(measure);
  const at = (level: number) => {
    const stated = quantiles.find((quantile) => quantile.level === level);
    return stated ? sayValue(stated.value, measure) : say(quantileLocation(cdf, level));
  };
  return `median ${at(0.5)}, middle half ${at(0.25)} to ${at(0.75)}`;
}

/** "2 % below 0 people, 5 % above 100 people"; empty where both bounds are closed. */
export function outsideInWords(cdf: readonly number[], measure: ScaleMeasure): string {
  const { range, type } = measure;
  const { below, above } = outsideOf(cdf);
  const [under, over] = type === "date" ? ["before", "after"] : ["below", "above"];
  const sides = [
    range.openLower ? `${percent(below)} ${under} ${sayValue(range.min, measure)}` : null,
    range.openUpper ? `${percent(above)} ${over} ${sayValue(range.max, measure)}` : null,
  ];
  return sides.filter((side) => side !== null).join(", ");
}
