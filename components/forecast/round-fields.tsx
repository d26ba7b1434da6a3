"use client";

import { type KeyboardEvent, type SubmitEvent, useId, useState } from "react";
import { bare, percent } from "#components/ui/format";
import { useHydrated } from "#components/ui/use-hydrated";
import { oddsWords, probabilityWords, type WordScale } from "#core/wording";
import { DrawnInterval } from "./drawn-interval";
import { stepPercent } from "./percent-moves";
import { checkThree, type ThreeField, type ThreeNumbers, type ThreeTexts } from "./three-numbers";

export interface RoundFieldsProps {
  /** What stands: where the fields begin. */
  standing: ThreeTexts | null;
  scale: WordScale;
  busy: boolean;
  onSave: (numbers: ThreeNumbers, reason: string | undefined) => void;
}

const EMPTY: ThreeTexts = { low: "", best: "", high: "", confidence: "" };
const NUMBERS = [
  { field: "low", aloud: "", label: "Lowest it may be" },
  { field: "best", aloud: "Probability, ", label: "Best estimate" },
  { field: "high", aloud: "", label: "Highest it may be" },
] as const;

/** Low, best and high as three fields, drawn as one reach; saved together by a press that names them. */
export function RoundFields({ standing, scale, busy, onSave }: RoundFieldsProps) {
  const id = useId();
  const ready = useHydrated();
  const [texts, setTexts] = useState(standing ?? EMPTY);
  const [left, setLeft] = useState<ReadonlySet<ThreeField>>(new Set());
  const [reason, setReason] = useState("");
  const { numbers, faults, percents } = checkThree(texts);
  const changed =
    !standing ||
    NUMBERS.some(({ field }) => texts[field] !== standing[field]) ||
    texts.confidence !== standing.confidence;
  const write = (field: ThreeField, text: string) => setTexts({ ...texts, [field]: text });
  const leave = (field: ThreeField) => setLeft(new Set([...left, field]));
  const shown = (field: ThreeField) => (left.has(field) ? faults[field] : undefined);

  function save(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setLeft(new Set<ThreeField>(["low", "best", "high", "confidence"]));
    if (!busy && numbers && changed) onSave(numbers, reason.trim() || undefined);
  }

  function revert() {
    setTexts(standing ?? EMPTY);
    setReason("");
    setLeft(new Set());
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== "Escape" || !(changed || reason)) return;
    event.stopPropagation();
    revert();
  }

  function step(field: "low" | "best" | "high", event: KeyboardEvent<HTMLInputElement>) {
    if (!["ArrowUp", "ArrowDown", "PageUp", "PageDown"].includes(event.key)) return;
    const to = stepPercent(percents[field], event.key, event.shiftKey || event.ctrlKey);
    if (to === null) return;
    event.preventDefault();
    write(field, String(to));
  }

  return (
    <form className="pin" onSubmit={save} onKeyDown={onKeyDown} noValidate>
      <div className="three">
        {NUMBERS.map(({ field, aloud, label }) => (
          <div className="field" key={field}>
            <label htmlFor={`${id}-${field}`}>
              {aloud ? <span className="vh">{aloud}</span> : null}
              {label}
            </label>
            <div className="pin-num">
              <input
                id={`${id}-${field}`}
                type="text"
                inputMode="decimal"
                autoComplete="off"
                value={texts[field]}
                disabled={!ready}
                aria-invalid={shown(field) ? true : undefined}
                aria-describedby={shown(field) ? `${id}-${field}-wrong` : `${id}-words`}
                data-shortcut={field === "low" ? "f" : undefined}
                data-shortcut-label="Forecast"
                onChange={(event) => write(field, event.target.value)}
                onFocus={(event) => event.target.select()}
                onBlur={() => leave(field)}
                onKeyDown={(event) => step(field, event)}
              />
              <span aria-hidden="true">%</span>
            </div>
          </div>
        ))}
      </div>
      {NUMBERS.map(({ field }) =>
        shown(field) ? (
          <p className="err mt-2" id={`${id}-${field}-wrong`} role="alert" key={field}>
            {shown(field)}
          </p>
        ) : null,
      )}
      <DrawnInterval {...percents} />
      <p className="small mt-2" id={`${id}-words`}>
        {percents.best === null ? (
          <span className="muted">
            First the lowest and the highest you would still believe, then your best estimate.
          </span>
        ) : (
          <>
            <b>{probabilityWords(scale, percents.best / 100)}</b>{" "}
            <span className="muted">{oddsWords(percents.best / 100)}</span>
          </>
        )}
      </p>
      <div className="row mt-3 items-start">
        <div className="field">
          <label htmlFor={`${id}-sure`}>
            How sure that it lies between, % <span className="muted font-normal">optional</span>
          </label>
          <input
            className="input max-w-24"
            id={`${id}-sure`}
            inputMode="decimal"
            autoComplete="off"
            value={texts.confidence}
            disabled={!ready}
            aria-invalid={shown("confidence") ? true : undefined}
            aria-describedby={shown("confidence") ? `${id}-sure-wrong` : undefined}
            onChange={(event) => write("confidence", event.target.value)}
            onBlur={() => leave("confidence")}
          />
          {shown("confidence") ? (
            <p className="err" id={`${id}-sure-wrong`} role="alert">
              {shown("confidence")}
            </p>
          ) : null}
        </div>
        <div className="field flex-[1_1_12rem]">
          <label htmlFor={`${id}-reason`}>
            {standing ? "What changed" : "Why, in one line"} <span className="muted font-normal">optional</span>
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
      </div>
      <div className="row mt-3.5 gap-2">
        <button
          type="submit"
          className="btn btn-primary"
          disabled={!ready || busy || !numbers || !changed}
          aria-busy={busy || undefined}
        >
          {numbers && changed
            ? `Save forecast ${percent(numbers.best)}, between ${bare(numbers.low)} and ${bare(numbers.high)}`
            : "Save forecast"}
        </button>
        {standing && changed ? (
          <button type="button" className="btn btn-quiet" onClick={revert}>
            Revert <kbd>Esc</kbd>
          </button>
        ) : null}
      </div>
    </form>
  );
}
