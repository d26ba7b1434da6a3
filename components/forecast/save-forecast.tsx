import type { ReactNode } from "react";
import { percent as percentText } from "#components/ui/format";
import { To } from "#components/ui/icons";

interface SaveForecastProps {
  /** In percent; null for none. */
  from: number | null;
  to: number | null;
  changed: boolean;
  revertible: boolean;
  busy: boolean;
  ready: boolean;
  hint?: ReactNode;
  onRevert: () => void;
}

/** The button names what it will do: "Save 31 % → 26 %". Read aloud it is "Save forecast 31 % to 26 %". */
export function SaveForecast({ from, to, changed, revertible, busy, ready, hint, onRevert }: SaveForecastProps) {
  const named = changed && to !== null;
  return (
    <div className="row mt-3.5 gap-2">
      <button type="submit" className="btn btn-primary" disabled={!ready || !named} aria-busy={busy || undefined}>
        <span>
          Save
          {named ? <span className="vh"> forecast</span> : " forecast"}
          {named && from !== null ? (
            <>
              {" "}
              {percentText(from / 100)}
              <To />
              {percentText(to / 100)}
            </>
          ) : null}
          {named && from === null ? ` ${percentText(to / 100)}` : null}
        </span>
      </button>
      {revertible ? (
        <button type="button" className="btn btn-quiet" onClick={onRevert}>
          Revert <kbd>Esc</kbd>
        </button>
      ) : null}
      {hint && !revertible ? <span className="small muted">{hint}</span> : null}
    </div>
  );
}
