import type { KeyboardEvent, ReactNode } from "react";
import { oddsWords, probabilityWords, type WordScale } from "#core/wording";
import { isWrong, PercentWrong } from "./percent-wrong";
import type { useForecastDraft } from "./use-forecast-draft";

interface PercentFieldProps {
  id: string;
  draft: ReturnType<typeof useForecastDraft>;
  scale: WordScale;
  /** Say that a number was refused: only once its field was left, not while it is being typed. */
  showRefusal: boolean;
  disabled: boolean;
  readOnly: boolean;
  onLeave: () => void;
  onStep: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** The scale, between the number and what is wrong with it. */
  children: ReactNode;
}

/** The number with its words and odds; what it could mean, or why it cannot be taken, right below. */
export function PercentField(props: PercentFieldProps) {
  const { id, draft, scale, showRefusal, disabled, readOnly, onLeave, onStep, children } = props;
  const { parsed, percent } = draft;
  const wrong = isWrong(parsed, showRefusal);
  return (
    <>
      <div className="pin-top">
        <div className={draft.changed ? "pin-num editing" : "pin-num"}>
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            aria-label="Probability"
            aria-describedby={wrong ? `${id}-wrong` : `${id}-words`}
            aria-invalid={wrong || undefined}
            data-shortcut={readOnly ? undefined : "f"}
            data-shortcut-label="Forecast"
            value={draft.text}
            disabled={disabled}
            readOnly={readOnly}
            onChange={(event) => draft.type(event.target.value)}
            onFocus={(event) => event.target.select()}
            onBlur={onLeave}
            onKeyDown={(event) => {
              if (!readOnly && ["ArrowUp", "ArrowDown", "PageUp", "PageDown"].includes(event.key)) onStep(event);
            }}
          />
          <span aria-hidden="true">%</span>
        </div>
        <div className="pin-words" id={`${id}-words`}>
          {percent === null ? (
            <span className="muted">Type a number, or press a point on the scale.</span>
          ) : (
            <>
              <b>{probabilityWords(scale, percent / 100)}</b>
              <span className="muted">{oddsWords(percent / 100)}</span>
            </>
          )}
        </div>
      </div>
      {children}
      <PercentWrong id={`${id}-wrong`} parsed={parsed} showRefusal={showRefusal} onChoose={draft.move} />
    </>
  );
}
