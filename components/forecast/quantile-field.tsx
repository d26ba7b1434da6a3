import { useState } from "react";
import { type ScaleMeasure, sayValue } from "#components/charts/measure";
import { percent } from "#components/ui/format";
import { fieldOf, type QuantityDraft } from "./quantile-text";

interface QuantileFieldProps extends QuantityDraft {
  id: string;
  level: number;
  measure: ScaleMeasure;
  /** What is wrong with its value among the others. */
  problem: string | null;
  /** What stood, where that is another value. */
  was: number | null;
  first: boolean;
  disabled: boolean;
  readOnly: boolean;
  onType: (text: string) => void;
  onChoose: (value: number) => void;
}

/** "25 % below", or before where it is a date; the median by its name. */
export function levelInWords(level: number, type: ScaleMeasure["type"]): string {
  return `${percent(level)} ${type === "date" ? "before" : "below"}`;
}

/** One quantile as typed; what is wrong with it right below. */
export function QuantileField(props: QuantileFieldProps) {
  const { id, level, measure, text, parsed, problem, was, first, disabled, readOnly, onType, onChoose } = props;
  const [left, setLeft] = useState(false);
  const { type, range } = measure;
  const refusal = parsed.kind === "refused" && left ? parsed.message : problem;
  const wrong = refusal !== null || parsed.kind === "ambiguous";
  const described = [wrong ? `${id}-wrong` : "", was === null ? "" : `${id}-was`].filter(Boolean).join(" ");
  return (
    <li className={was === null ? "quantile" : "quantile edited"}>
      <label htmlFor={id}>
        {levelInWords(level, type)} {level === 0.5 ? <span className="muted font-normal">the median</span> : null}
      </label>
      <div className={type === "date" ? "quantile-value dated" : "quantile-value"}>
        <input
          className="input"
          id={id}
          type={type === "date" ? fieldOf(range) : "text"}
          inputMode={type === "date" ? undefined : "decimal"}
          autoComplete="off"
          aria-describedby={described || undefined}
          aria-invalid={wrong || undefined}
          data-shortcut={first && !readOnly ? "f" : undefined}
          data-shortcut-label="Forecast"
          value={text}
          disabled={disabled}
          readOnly={readOnly}
          onChange={(event) => onType(event.target.value)}
          onBlur={() => setLeft(text !== "")}
        />
        {type === "numeric" && range.unit ? <span className="unit">{range.unit}</span> : null}
      </div>
      {was === null ? null : (
        <span className="small muted quantile-was" id={`${id}-was`}>
          was {sayValue(was, measure)}
        </span>
      )}
      {refusal !== null ? (
        <p className="err" id={`${id}-wrong`} role="alert">
          {refusal}
        </p>
      ) : null}
      {parsed.kind === "ambiguous" ? (
        <div className="quantile-readings" role="status">
          <p className="err" id={`${id}-wrong`}>
            Is that {parsed.readings.map((reading) => sayValue(reading, measure)).join(" or ")}?
          </p>
          <p className="row mt-2">
            {parsed.readings.map((reading) => (
              <button key={reading} type="button" className="btn btn-sm" onClick={() => onChoose(reading)}>
                {sayValue(reading, measure)}
              </button>
            ))}
          </p>
        </div>
      ) : null}
    </li>
  );
}
