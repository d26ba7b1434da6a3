import type { ReactNode } from "react";
import { percent } from "#components/ui/format";
import { densityArea, densityLine, middleHalf, outsideOf, peakOf } from "./density-path";
import { labelledTicks, readingOf, type ScaleMeasure } from "./measure";
import { OutcomeMark } from "./outcome-mark";
import { PLANE, share } from "./plane";

interface DensityPlotProps {
  measure: ScaleMeasure;
  /** Mine, and the crowd's as this reader may see it. */
  mine: readonly number[] | null;
  crowd?: readonly number[] | null;
  /** Whose middle half is filled. */
  filled?: "mine" | "crowd";
  /** What happened, as a location: at or beyond 0 and 1 outside the range. */
  outcome?: { value: number; label: string } | null;
  /** What the picture shows, in words. */
  label: string;
  /** Over the plot. */
  children?: ReactNode;
}

/** Where probability lies on the scale: mine in pen, the crowd’s in ink, the middle half of one of them filled. */
export function DensityPlot({
  measure,
  mine,
  crowd = null,
  filled = "mine",
  outcome,
  label,
  children,
}: DensityPlotProps) {
  const peak = peakOf([mine, crowd].filter((cdf) => cdf !== null));
  const { ticks } = readingOf(measure);
  const theirs = crowd && middleHalf(crowd);
  const own = mine && middleHalf(mine);
  return (
    <div className="plot density">
      <svg viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <path className="g-line" d={ticks.map(({ at }) => `M${at * PLANE} 0V${PLANE}`).join("")} />
        {filled === "crowd" && crowd && theirs ? (
          <path className="c-band" d={densityArea(crowd, peak, theirs.low, theirs.high)} />
        ) : null}
        {filled === "mine" && mine && own ? (
          <>
            <path className="m-area" d={densityArea(mine, peak)} />
            <path className="m-middle" d={densityArea(mine, peak, own.low, own.high)} />
          </>
        ) : null}
        {crowd ? <path className="c-line" d={densityLine(crowd, peak)} /> : null}
        {mine ? <path className="m-line" d={densityLine(mine, peak)} /> : null}
        <path className="g-axis" d={`M0 ${PLANE}H${PLANE}`} />
        {outcome && outcome.value >= 0 && outcome.value <= 1 ? (
          <path className="g-mark" d={`M${outcome.value * PLANE} 0V${PLANE}`} />
        ) : null}
      </svg>
      {labelledTicks(ticks).map(({ at, label: name }, i) => (
        <span
          key={name}
          className={i % 2 === 1 && ticks.length > 4 ? "t tx wide" : "t tx"}
          aria-hidden="true"
          style={{ left: share(at * PLANE), transform: shiftOf(at) }}
        >
          {name}
        </span>
      ))}
      {mine && filled === "mine" ? <Outside cdf={mine} measure={measure} /> : null}
      {outcome ? <OutcomeSign {...outcome} /> : null}
      {children}
    </div>
  );
}

const shiftOf = (at: number) => (at < 0.06 ? "none" : at > 0.94 ? "translateX(-100%)" : "translateX(-50%)");

/** How much lies beyond each open bound, at that end of the axis. */
function Outside({ cdf, measure: { range } }: { cdf: readonly number[]; measure: ScaleMeasure }) {
  const { below, above } = outsideOf(cdf);
  return (
    <>
      {range.openLower ? (
        <span className="t outside" aria-hidden="true" style={{ left: 0 }}>
          {"\u2039\u202f"}
          {percent(below)}
        </span>
      ) : null}
      {range.openUpper ? (
        <span className="t outside" aria-hidden="true" style={{ right: 0 }}>
          {percent(above)}
          {"\u202f\u203a"}
        </span>
      ) : null}
    </>
  );
}

function OutcomeSign({ value, label }: { value: number; label: string }) {
  if (value >= 0 && value <= 1) return <OutcomeMark x={value * PLANE} value={1} label={label} />;
  return (
    <span className="t b outcome-beyond" aria-hidden="true" style={value < 0 ? { left: 0 } : { right: 0 }}>
      {value < 0 ? `\u25c0 ${label}` : `${label} \u25b6`}
    </span>
  );
}
