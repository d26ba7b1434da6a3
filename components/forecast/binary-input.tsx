"use client";

import { type KeyboardEvent, type ReactNode, type SubmitEvent, useId, useState } from "react";
import { clock, percent as percentText } from "#components/ui/format";
import { Icon } from "#components/ui/icons";
import { useReaderZone } from "#components/ui/reader-zone";
import { useHydrated } from "#components/ui/use-hydrated";
import type { WordScale } from "#core/wording";
import { ForecastActs } from "./forecast-acts";
import { Gauge } from "./gauge";
import { PercentField } from "./percent-field";
import { isLargeMove, stepPercent } from "./percent-moves";
import { SaveForecast } from "./save-forecast";
import { type StandingForecast, useForecastDraft } from "./use-forecast-draft";

export interface BinaryInputProps {
  questionId: string;
  standing: StandingForecast | null;
  scale: WordScale;
  /** Middle half of the crowd in percent, where this reader may see it. */
  band?: { low: number; high: number } | null;
  /** Why no forecast is taken any more; the input then only shows what was held. */
  closed?: ReactNode;
  /** What goes with the standing forecast: how many were made, attendance. */
  footnote?: ReactNode;
  /** Said beside the button before the first forecast, such as that it shows the crowd. */
  firstHint?: ReactNode;
  /** Each resolves once the server has it on disk and rejects with what to tell the forecaster. */
  onSave: (probability: number, reason: string | undefined) => Promise<void>;
  onReaffirm: () => Promise<void>;
  onWithdraw: () => Promise<void>;
}

type Act = "save" | "reaffirm" | "withdraw";

/** One probability: a number first, the scale bound to it, and a save that names the change. */
export function BinaryInput(props: BinaryInputProps) {
  const { questionId, standing, scale, band, closed, footnote, firstHint } = props;
  const id = useId();
  const zone = useReaderZone();
  const ready = useHydrated();
  const draft = useForecastDraft(standing);
  const [reason, setReason] = useState("");
  const [left, setLeft] = useState(false);
  const [busy, setBusy] = useState<Act | null>(null);
  const [done, setDone] = useState("");
  const [failure, setFailure] = useState("");

  const { percent, stands } = draft;
  const large = draft.changed && percent !== null && stands !== null && isLargeMove(stands, percent);

  async function run(act: Act, work: () => Promise<void>, becomes: number | null, said: string) {
    setBusy(act);
    setFailure("");
    setDone("");
    try {
      await work();
      draft.settle(becomes);
      setReason("");
      setDone(
        `${said} ${clock(Date.now(), zone)}${stands === null || act === "reaffirm" ? "" : `, was ${percentText(stands / 100)}`}`,
      );
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "The server did not answer. Try again.");
    } finally {
      setBusy(null);
    }
  }

  function save(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setLeft(true);
    if (busy || !draft.changed || percent === null) return;
    void run("save", () => props.onSave(percent / 100, reason.trim() || undefined), percent, "Saved");
  }

  function revert() {
    draft.revert();
    setReason("");
    setLeft(false);
    setFailure("");
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== "Escape" || !(draft.dirty || reason)) return;
    event.stopPropagation();
    revert();
  }

  function step(event: KeyboardEvent<HTMLInputElement>) {
    const to = stepPercent(percent, event.key, event.shiftKey || event.ctrlKey);
    if (to === null) return;
    event.preventDefault();
    draft.move(to);
  }

  return (
    <form className="pin" onSubmit={save} onKeyDown={onKeyDown} data-question={questionId} noValidate>
      <PercentField
        id={id}
        draft={draft}
        scale={scale}
        showRefusal={left}
        disabled={!ready}
        readOnly={Boolean(closed)}
        onLeave={() => setLeft(draft.text !== "")}
        onStep={step}
      >
        <Gauge
          label="Scale from 0.1 to 99.9 percent"
          percent={percent}
          scale={scale}
          standing={stands}
          band={band}
          disabled={!ready}
          locked={Boolean(closed)}
          onSlide={draft.move}
          onKeyDown={step}
        />
      </PercentField>
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
          <SaveForecast
            from={stands}
            to={percent}
            changed={draft.changed}
            revertible={draft.dirty}
            busy={busy === "save"}
            ready={ready && busy === null}
            hint={stands === null ? firstHint : null}
            onRevert={revert}
          />
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
        since={standing?.percent === stands ? standing?.since : undefined}
        open={!closed}
        ready={ready && busy === null}
        footnote={footnote}
        onReaffirm={() => void run("reaffirm", props.onReaffirm, stands, "Reaffirmed")}
        onWithdraw={() => void run("withdraw", props.onWithdraw, null, "Withdrawn")}
      />
    </form>
  );
}
