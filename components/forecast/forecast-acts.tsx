import type { ReactNode } from "react";
import type { Instant } from "#components/ui/format";
import { Time } from "#components/ui/time";

interface ForecastActsProps {
  /** In words; null for no standing forecast. */
  stands: string | null;
  since: Instant | undefined;
  open: boolean;
  ready: boolean;
  footnote?: ReactNode;
  onReaffirm: () => void;
  onWithdraw: () => void;
}

/** What stands, since when, and the two things one may do to it besides changing it: a press each. */
export function ForecastActs({ stands, since, open, ready, footnote, onReaffirm, onWithdraw }: ForecastActsProps) {
  if (stands === null) return footnote ? <p className="hint mt-3">{footnote}</p> : null;
  return (
    <p className="hint mt-3">
      {open ? "Standing" : "Held"}: {stands}
      {since === undefined ? null : (
        <>
          {" since "}
          <Time at={since} />
        </>
      )}
      .
      {open ? (
        <>
          {" "}
          <button type="button" className="link" disabled={!ready} data-shortcut="r" onClick={onReaffirm}>
            Reaffirm
          </button>
          {" · "}
          <button type="button" className="link" disabled={!ready} onClick={onWithdraw}>
            Withdraw
          </button>
        </>
      ) : null}
      {footnote ? <> · {footnote}</> : null}
    </p>
  );
}
