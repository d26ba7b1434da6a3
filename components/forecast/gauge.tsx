import type { CSSProperties, KeyboardEvent } from "react";
import { oddsWords, probabilityTerms, probabilityWords, scaleBands, type WordScale } from "#core/wording";
import { LEAST, MOST } from "./parse-percent";

const NUMBERS = [0, 25, 50, 75, 100] as const;

interface GaugeProps {
  label: string;
  /** In percent, or null for no forecast: then nothing of a needle is drawn. */
  percent: number | null;
  scale: WordScale;
  /** What stands now, in percent: a dotted needle. */
  standing?: number | null;
  /** Middle half of the crowd, in percent. */
  band?: { low: number; high: number } | null;
  disabled?: boolean;
  locked?: boolean;
  /** One of several below each other: lower, without numbers. */
  slim?: boolean;
  onSlide?: (percent: number) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** "35 percent, unlikely, about 1 in 3". */
export function percentAloud(scale: WordScale, percent: number): string {
  return `${percent} percent, ${probabilityWords(scale, percent / 100)}, ${oddsWords(percent / 100)}`;
}

/** The rule as a slider: a native range under a drawn face, with the bands of the team's words below it. */
export function Gauge(props: GaugeProps) {
  const { label, percent, scale, standing = null, band = null, disabled, locked, slim, onSlide, onKeyDown } = props;
  const style = {
    ...(standing !== null && { "--saved-at": standing }),
    ...(band && { "--lo": band.low, "--hi": band.high }),
  } as CSSProperties;
  const state = ["gauge", slim && "slim", percent === null && "empty", locked && "locked"].filter(Boolean).join(" ");
  return (
    <div className={state} style={style}>
      <div className="gauge-face" aria-hidden="true">
        {band ? <i className="band" /> : null}
        {standing !== null && standing !== percent ? <i className="saved" /> : null}
      </div>
      <input
        type="range"
        min={LEAST}
        max={MOST}
        step={0.1}
        value={percent ?? 50}
        aria-label={label}
        aria-valuetext={percent === null ? "no forecast yet" : percentAloud(scale, percent)}
        disabled={disabled || locked}
        readOnly={!onSlide}
        onChange={onSlide ? (event) => onSlide(event.target.valueAsNumber) : undefined}
        onKeyDown={onKeyDown}
      />
      <Words scale={scale} percent={percent} />
      {slim ? null : <Numbers />}
    </div>
  );
}

function Numbers() {
  return (
    <div className="gauge-nums" aria-hidden="true">
      {NUMBERS.map((number) => (
        <span key={number} style={{ left: `${number}%` }}>
          {number}
        </span>
      ))}
    </div>
  );
}

function Words({ scale, percent }: { scale: WordScale; percent: number | null }) {
  const said = percent === null ? [] : probabilityTerms(scale, percent / 100).map((term) => term.words);
  return (
    <div className="gauge-phia" aria-hidden="true">
      {scaleBands(scale).map(({ words, low, high }) => (
        <i
          key={words}
          className={said.includes(words) ? "on" : undefined}
          style={{ left: `${low * 100}%`, width: `calc(${(high - low) * 100}% - 1px)` }}
          title={`${words}, ${Math.round(low * 100)} to ${Math.round(high * 100)} percent`}
        />
      ))}
    </div>
  );
}
