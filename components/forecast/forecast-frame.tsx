import { type KeyboardEvent, type ReactNode, type SubmitEvent, useId } from "react";
import type { Instant } from "#components/ui/format";
import { Icon } from "#components/ui/icons";
import { ForecastActs } from "./forecast-acts";
import type { useForecastRun } from "./use-forecast-run";

/** What every input is told, whatever it asks for. */
export interface ForecastInputProps {
  questionId: string;
  /** Why no forecast is taken any more; the input then only shows what was held. */
  closed?: ReactNode;
  /** What goes with the standing forecast: how many were made, attendance. */
  footnote?: ReactNode;
  /** Said beside the button before the first forecast, such as that it shows the crowd. */
  firstHint?: ReactNode;
  /** Each resolves once the server has it on disk and rejects with what to tell the forecaster. */
  onReaffirm: () => Promise<void>;
  onWithdraw: () => Promise<void>;
}

interface ForecastFrameProps {
  questionId: string;
  run: ReturnType<typeof useForecastRun>;
  /** The script answers. */
  ready: boolean;
  /** What stands, in words; null for nothing. */
  stands: string | null;
  since: Instant | undefined;
  /** Why no forecast is taken any more. */
  closed?: ReactNode;
  footnote?: ReactNode;
  /** The move asks for a reason. It does not insist. */
  large: boolean;
  dirty: boolean;
  /** The button that saves, and what it would change. */
  save: ReactNode;
  onSubmit: () => void;
  onRevert: () => void;
  onReaffirm: () => void;
  onWithdraw: () => void;
  /** The input itself. */
  children: ReactNode;
}

/** What every kind of forecast has around its input: why, save, what became of it, and what stands. Esc reverts. */
export function ForecastFrame(props: ForecastFrameProps) {
  const { questionId, run, ready, stands, since, closed, footnote, large, dirty, save, children } = props;
  const { onSubmit, onRevert, onReaffirm, onWithdraw } = props;
  const id = useId();
  const { reason, setReason, busy, done, failure } = run;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    onSubmit();
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== "Escape" || !(dirty || reason)) return;
    event.stopPropagation();
    onRevert();
  }

  return (
    <form className="pin" onSubmit={submit} onKeyDown={onKeyDown} data-question={questionId} noValidate>
      {children}
      {closed ? (
        <p className="hint mt-3">
          <Icon name="lock" /> {closed}
        </p>
      ) : (
        <>
          <div className="field mt-3.5">
            <label htmlFor={`${id}-reason`}>
              {large ? "A large move. What changed?" : "Why, in one line"}{" "}
              <span className="muted font-normal">optional</span>
            </label>
            <input
              className="input"
              id={`${id}-reason`}
              value={reason}
              maxLength={4000}
              autoComplete="off"
              disabled={!ready}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          {save}
        </>
      )}
      <p role="status" className={done ? "saved-ok mt-3" : undefined}>
        {done ? (
          <>
            <Icon name="check" />
            {done}
          </>
        ) : null}
      </p>
      {failure ? (
        <p className="err mt-3" role="alert">
          {failure}
        </p>
      ) : null}
      <ForecastActs
        stands={stands}
        since={since}
        open={!closed}
        ready={ready && busy === null}
        footnote={footnote}
        onReaffirm={onReaffirm}
        onWithdraw={onWithdraw}
      />
    </form>
  );
}
