import { type KeyboardEvent, useId, useState } from "react";
import { percent as percentText } from "#components/ui/format";
import { Tag } from "#components/ui/tag";
import { oddsWords, probabilityWords, type WordScale } from "#core/wording";
import { Gauge } from "./gauge";
import { stepPercent } from "./percent-moves";
import { isWrong, PercentWrong } from "./percent-wrong";
import type { PercentDraft } from "./use-forecast-draft";

interface ChoiceRowProps extends PercentDraft {
  option: string;
  /** In percent; null for none. */
  percent: number | null;
  was: number | null;
  changed: boolean;
  scale: WordScale;
  /** Came after the forecast that stands, which gave it nothing of its own. */
  added: boolean;
  /** Middle half of the crowd in percent, where this reader may see it. */
  band?: { low: number; high: number } | null;
  /** The first row takes the key that forecasts. */
  first: boolean;
  disabled: boolean;
  readOnly: boolean;
  onType: (text: string) => void;
  onMove: (percent: number) => void;
}

/** One option: its number, what that is in words, and the scale bound to it. */
export function ChoiceRow(props: ChoiceRowProps) {
  const { option, text, parsed, percent, was, changed, scale, added, band, first, disabled, readOnly } = props;
  const { onType, onMove } = props;
  const id = useId();
  const [left, setLeft] = useState(false);
  const wrong = isWrong(parsed, left);

  function step(event: KeyboardEvent<HTMLInputElement>) {
    const to = readOnly ? null : stepPercent(percent, event.key, event.shiftKey || event.ctrlKey);
    if (to === null) return;
    event.preventDefault();
    onMove(to);
  }

  return (
    <li className={changed ? "choice edited" : "choice"}>
      <div className="choice-top">
        <label htmlFor={id} className="choice-name">
          {option} {added ? <Tag kind="warn">new option</Tag> : null}
        </label>
        <div className="quick">
          <input
            className="input"
            id={id}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            aria-describedby={wrong ? `${id}-wrong` : `${id}-words`}
            aria-invalid={wrong || undefined}
            data-shortcut={first && !readOnly ? "f" : undefined}
            data-shortcut-label="Forecast"
            value={text}
            disabled={disabled}
            readOnly={readOnly}
            onChange={(event) => onType(event.target.value)}
            onFocus={(event) => event.target.select()}
            onBlur={() => setLeft(text !== "")}
            onKeyDown={(event) => {
              if (["ArrowUp", "ArrowDown", "PageUp", "PageDown"].includes(event.key)) step(event);
            }}
          />
          <span aria-hidden="true">%</span>
        </div>
      </div>
      <Gauge
        slim
        label={`Scale for ${option}`}
        percent={percent}
        scale={scale}
        standing={was}
        band={band}
        disabled={disabled}
        locked={readOnly}
        onSlide={onMove}
        onKeyDown={step}
      />
      <p className="choice-words" id={`${id}-words`}>
        <span>{percent === null ? "" : `${probabilityWords(scale, percent / 100)}, ${oddsWords(percent / 100)}`}</span>
        {changed && was !== null ? <span className="muted nw">was {percentText(was / 100)}</span> : null}
      </p>
      <PercentWrong id={`${id}-wrong`} parsed={parsed} showRefusal={left} onChoose={onMove} />
    </li>
  );
}
