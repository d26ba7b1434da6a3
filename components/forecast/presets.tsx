import { useState } from "react";
import type { ScaleMeasure } from "#components/charts/measure";
import type { Quantile } from "#core/quantile-cdf";
import { bell, readLevels, SPREADS } from "./quantile-presets";
import { ThreePointsForm } from "./three-points";

interface PresetsProps {
  measure: ScaleMeasure;
  /** Typed, which a preset keeps. */
  median: number | null;
  /** The crowd's curve, where this reader may see it. */
  crowd: readonly number[] | null;
  disabled: boolean;
  onTake: (quantiles: readonly Quantile[]) => void;
  onUndo: (() => void) | null;
}

/** All quantiles at once, to begin with; each can be moved afterwards, and the press taken back. */
export function Presets({ measure, median, crowd, disabled, onTake, onUndo }: PresetsProps) {
  const [three, setThree] = useState(false);
  const { range } = measure;
  return (
    <div className="presets">
      <fieldset className="row gap-2">
        <legend className="vh">Begin with</legend>
        <button
          type="button"
          className="btn btn-sm"
          disabled={disabled}
          onClick={() => onTake(bell(SPREADS.narrow, median, range))}
        >
          Narrow
        </button>
        <button
          type="button"
          className="btn btn-sm"
          disabled={disabled}
          onClick={() => onTake(bell(SPREADS.wide, median, range))}
        >
          Wide
        </button>
        {crowd ? (
          <button
            type="button"
            className="btn btn-sm"
            disabled={disabled}
            onClick={() => onTake(readLevels(crowd, range))}
          >
            Like the crowd’s
          </button>
        ) : null}
        <button
          type="button"
          className="btn btn-sm"
          disabled={disabled}
          aria-expanded={three}
          onClick={() => setThree(!three)}
        >
          Low, best, high
        </button>
        {onUndo ? (
          <button type="button" className="btn btn-quiet btn-sm" onClick={onUndo}>
            Undo
          </button>
        ) : null}
      </fieldset>
      {three ? (
        <ThreePointsForm
          measure={measure}
          onTake={(quantiles) => {
            onTake(quantiles);
            setThree(false);
          }}
        />
      ) : null}
    </div>
  );
}
