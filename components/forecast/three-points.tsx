import { useId, useState } from "react";
import type { ScaleMeasure } from "#components/charts/measure";
import { percent } from "#components/ui/format";
import type { Quantile } from "#core/quantile-cdf";
import { checkQuantiles } from "./quantile-check";
import { fromThreePoints } from "./quantile-presets";
import { fieldOf, type QuantityDraft, quantityOf, typedValue } from "./quantile-text";

interface ThreePointsFormProps {
  measure: ScaleMeasure;
  onTake: (quantiles: readonly Quantile[]) => void;
}

const NAMES = ["Lowest", "Best", "Highest"] as const;
const SURE = [0.5, 0.8, 0.9, 0.95] as const;
const NOTHING: QuantityDraft = { text: "", parsed: { kind: "empty" } };

/** From a lowest, a best and a highest estimate to quantiles, with how sure one is of the outer two. */
export function ThreePointsForm({ measure, onTake }: ThreePointsFormProps) {
  const id = useId();
  const [typed, setTyped] = useState<readonly QuantityDraft[]>([NOTHING, NOTHING, NOTHING]);
  const [sure, setSure] = useState(0.8);
  const [problem, setProblem] = useState<string | null>(null);

  function take() {
    const [low = null, best = null, high = null] = typed.map(quantityOf);
    if (low === null || best === null || high === null) return setProblem("Type all three.");
    const tail = (1 - sure) / 2;
    const checked = checkQuantiles([tail, 0.5, 1 - tail], [low, best, high], measure);
    if (low >= best || best >= high) return setProblem("They must ascend: lowest, best, highest.");
    const wrong = checked.problems.find((row) => row !== null) ?? checked.problem;
    if (wrong) return setProblem(wrong);
    setProblem(null);
    onTake(fromThreePoints({ low, best, high, sure }, measure));
  }

  return (
    <fieldset className="three-points">
      <legend className="vh">From a lowest, a best and a highest estimate</legend>
      <div className="row items-end gap-2">
        {NAMES.map((name, i) => (
          <div className="field" key={name}>
            <label htmlFor={`${id}-${name}`}>{name}</label>
            <input
              className="input"
              id={`${id}-${name}`}
              type={measure.type === "date" ? fieldOf(measure.range) : "text"}
              inputMode={measure.type === "date" ? undefined : "decimal"}
              autoComplete="off"
              aria-describedby={problem ? `${id}-wrong` : undefined}
              value={typed[i]?.text ?? ""}
              onChange={(event) => {
                const next = typedValue(event.target.value, measure);
                setTyped(typed.map((draft, k) => (k === i ? next : draft)));
              }}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                take();
              }}
            />
          </div>
        ))}
      </div>
      <div className="row items-end gap-2 mt-2">
        <div className="field">
          <label htmlFor={`${id}-sure`}>Sure it lies between</label>
          <select
            className="input"
            id={`${id}-sure`}
            value={sure}
            onChange={(event) => setSure(Number(event.target.value))}
          >
            {SURE.map((level) => (
              <option key={level} value={level}>
                {percent(level)}
              </option>
            ))}
          </select>
        </div>
        <button type="button" className="btn" onClick={take}>
          Take these
        </button>
      </div>
      {problem ? (
        <p className="err" id={`${id}-wrong`} role="alert">
          {problem}
        </p>
      ) : null}
    </fieldset>
  );
}
