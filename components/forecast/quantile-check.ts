import { type ScaleMeasure, sayValue } from "#components/charts/measure";
import { percent } from "#components/ui/format";
import { locationOf } from "#core/distribution";
import { cdfOfQuantiles, type Quantile } from "#core/quantile-cdf";
import type { RowValues } from "./quantile-moves";

export interface CheckedQuantiles {
  /** What is wrong with each row, at the row; null where nothing is. */
  readonly problems: readonly (string | null)[];
  /** What is wrong with them together. */
  readonly problem: string | null;
  /** The rows that are filled, where they make a forecast. */
  readonly quantiles: readonly Quantile[] | null;
  /** The curve that they draw: what would be recorded. */
  readonly cdf: readonly number[] | null;
}

/** Whether values at levels make a forecast on a scale, and the curve they draw. Two are enough; a row may stay empty. */
export function checkQuantiles(levels: readonly number[], values: RowValues, measure: ScaleMeasure): CheckedQuantiles {
  const { range, type } = measure;
  const [under, over] = type === "date" ? ["before", "after"] : ["below", "above"];
  const say = (value: number) => sayValue(value, measure);
  let last: Quantile | null = null;
  const problems = values.map((value, i) => {
    const level = levels[i] ?? 0;
    if (value === null) return null;
    const at = locationOf(value, range);
    const before = last;
    last = { level, value };
    if (!range.openLower && !(at > 0))
      return `The answer cannot lie ${under} ${say(range.min)}: choose something ${over} it.`;
    if (!range.openUpper && !(at < 1))
      return `The answer cannot lie ${over} ${say(range.max)}: choose something ${under} it.`;
    if (!Number.isFinite(at))
      return `The scale does not reach that far. It goes from ${say(range.min)} to ${say(range.max)}.`;
    if (before && value <= before.value) {
      return `Must be ${over} the value at ${percent(before.level)}, ${say(before.value)}.`;
    }
    return null;
  });
  const filled = values.flatMap((value, i) => (value === null ? [] : [{ level: levels[i] ?? 0, value }]));
  if (problems.some((problem) => problem !== null) || filled.length < 2) {
    return { problems, problem: null, quantiles: null, cdf: null };
  }
  try {
    return { problems, problem: null, quantiles: filled, cdf: cdfOfQuantiles(filled, range) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const problem = "These values lie too close together, or too far away, to draw a curve through them.";
    return { problems, problem, quantiles: null, cdf: null };
  }
}
