"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { percent as percentText } from "#components/ui/format";
import { To } from "#components/ui/icons";
import { useHydrated } from "#components/ui/use-hydrated";
import type { WordScale } from "#core/wording";
import { ForecastFrame, type ForecastInputProps } from "./forecast-frame";
import { Gauge } from "./gauge";
import { PercentField } from "./percent-field";
import { isLargeMove, stepPercent } from "./percent-moves";
import { SaveButton } from "./save-button";
import { type StandingForecast, useForecastDraft } from "./use-forecast-draft";
import { useForecastRun } from "./use-forecast-run";

export interface BinaryInputProps extends ForecastInputProps {
  standing: StandingForecast | null;
  scale: WordScale;
  /** Middle half of the crowd in percent, where this reader may see it. */
  band?: { low: number; high: number } | null;
  onSave: (probability: number, reason: string | undefined) => Promise<void>;
}

/** One probability: a number first, the scale bound to it, and a save that names the change. */
export function BinaryInput(props: BinaryInputProps) {
  const { questionId, standing, scale, band, closed, footnote, firstHint } = props;
  const id = useId();
  const ready = useHydrated();
  const draft = useForecastDraft(standing);
  const run = useForecastRun();
  const [left, setLeft] = useState(false);

  const { percent, stands } = draft;
  const said = stands === null ? null : percentText(stands / 100);
  const large = draft.changed && percent !== null && stands !== null && isLargeMove(stands, percent);

  function save() {
    setLeft(true);
    if (run.busy || !draft.changed || percent === null) return;
    const work = () => props.onSave(percent / 100, run.reason.trim() || undefined);
    void run.run("save", work, "Saved", said, () => draft.settle(percent));
  }

  function revert() {
    draft.revert();
    run.revert();
    setLeft(false);
  }

  function step(event: KeyboardEvent<HTMLInputElement>) {
    const to = stepPercent(percent, event.key, event.shiftKey || event.ctrlKey);
    if (to === null) return;
    event.preventDefault();
    draft.move(to);
  }

  return (
    <ForecastFrame
      questionId={questionId}
      run={run}
      ready={ready}
      stands={said}
      since={standing?.percent === stands ? standing?.since : undefined}
      closed={closed}
      footnote={footnote}
      large={large}
      dirty={draft.dirty}
      save={
        <SaveButton
          changed={draft.changed && percent !== null}
          what={<Change from={stands} to={percent} />}
          revertible={draft.dirty}
          busy={run.busy === "save"}
          ready={ready && run.busy === null}
          hint={stands === null ? firstHint : null}
          onRevert={revert}
        />
      }
      onSubmit={save}
      onRevert={revert}
      onReaffirm={() => void run.run("reaffirm", props.onReaffirm, "Reaffirmed", null, () => draft.settle(stands))}
      onWithdraw={() => void run.run("withdraw", props.onWithdraw, "Withdrawn", said, () => draft.settle(null))}
    >
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
    </ForecastFrame>
  );
}

/** "31 % → 26 %", or the number alone where none stands. */
function Change({ from, to }: { from: number | null; to: number | null }) {
  if (to === null) return null;
  if (from === null) return percentText(to / 100);
  return (
    <>
      {percentText(from / 100)}
      <To />
      {percentText(to / 100)}
    </>
  );
}
