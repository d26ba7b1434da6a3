import type { ReactNode } from "react";

interface SaveButtonProps {
  changed: boolean;
  /** What it would save, after "Save forecast": "31 % → 26 %", "2 changes". */
  what: ReactNode;
  /** Where the changes are spelled out, if not in the button. */
  describedBy?: string | undefined;
  revertible: boolean;
  busy: boolean;
  ready: boolean;
  hint?: ReactNode;
  onRevert: () => void;
}

/** The button names what it will do: "Save 31 % → 26 %". Read aloud it is "Save forecast 31 % to 26 %". */
export function SaveButton({ changed, what, describedBy, revertible, busy, ready, hint, onRevert }: SaveButtonProps) {
  const named = changed && what !== null;
  return (
    <div className="row mt-3.5 gap-2">
      <button
        type="submit"
        className="btn btn-primary"
        disabled={!ready || !changed}
        aria-busy={busy || undefined}
        aria-describedby={describedBy}
      >
        <span>
          Save
          {named ? <span className="vh"> forecast</span> : " forecast"}
          {named ? <> {what}</> : null}
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
