import { useId, useState } from "react";
import type { ScaleMeasure } from "#components/charts/measure";
import { percent } from "#components/ui/format";
import { ProblemLine } from "#components/ui/problem-line";
import { massBetween } from "#core/distribution";
import { roundOn } from "./quantile-moves";
import { fieldOf, type QuantityDraft, quantityOf, setValue, typedValue } from "./quantile-text";

interface IntervalMassProps {
  cdf: readonly number[];
  measure: ScaleMeasure;
  /** The middle half of the curve, which is asked about until other bounds are typed. */
  middle: { low: number; high: number };
  disabled: boolean;
}

/** "62 % between 20 and 45", for bounds one types. */
export function IntervalMass({ cdf, measure, middle, disabled }: IntervalMassProps) {
  const id = useId();
  const [from, setFrom] = useState<QuantityDraft | null>(null);
  const [to, setTo] = useState<QuantityDraft | null>(null);
  const low = from ?? setValue(roundOn(middle.low, measure), measure);
  const high = to ?? setValue(roundOn(middle.high, measure), measure);
  const [a, b] = [quantityOf(low), quantityOf(high)];
  const mass = a !== null && b !== null && a <= b ? massBetween(cdf, measure.range, a, b) : null;
  const field = {
    className: "input",
    type: measure.type === "date" ? fieldOf(measure.range) : "text",
    inputMode: measure.type === "date" ? undefined : ("decimal" as const),
    autoComplete: "off",
    disabled,
  };
  return (
    <div className={measure.type === "date" ? "interval-mass dated" : "interval-mass"}>
      <output htmlFor={`${id}-from ${id}-to`} className="b">
        {mass === null ? "–" : percent(mass)}
      </output>
      <span>between</span>
      <input
        {...field}
        id={`${id}-from`}
        aria-label="Probability between this"
        value={low.text}
        onChange={(event) => setFrom(typedValue(event.target.value, measure))}
      />
      <span className="interval-end">
        <span>and</span>
        <input
          {...field}
          id={`${id}-to`}
          aria-label="and this"
          value={high.text}
          onChange={(event) => setTo(typedValue(event.target.value, measure))}
        />
      </span>
      <ProblemLine>
        {a !== null && b !== null && a > b ? "The second must not lie before the first." : null}
      </ProblemLine>
    </div>
  );
}
