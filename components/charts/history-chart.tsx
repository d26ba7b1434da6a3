import type { ReactNode } from "react";
import { percent } from "#components/ui/format";
import { AxisLabels, PercentTicks, QuarterLines } from "./axes";
import { Figure } from "./figure";
import { type ChartEvent, crowdSteps, type HistoryData, myLines, upToUntil } from "./history-geometry";
import { HistoryNumbers } from "./history-numbers";
import { HistoryReadout } from "./history-readout";
import { historyInWords } from "./history-words";
import { across, down, PLANE, share } from "./plane";
import { spreadLabels } from "./spread-labels";
import { type BandStep, bandPath, type Step, stepPath } from "./step-path";
import { thinSpans } from "./thin-spans";
import { timeTicks } from "./time-axis";

/** More dots than this would be a second line. */
const MOST_DOTS = 60;
/** Room for a label of 16 px in a plot of 280 px, in thousandths. */
const LABEL_ROOM = 64;

interface HistoryChartProps {
  data: HistoryData;
  zone: string;
  /** What to see, in one sentence; said from the numbers when left out. */
  caption?: ReactNode;
}

/** The forecasts of a question over time: crowd line and band in ink, my own steps in pen, what happened as dotted lines. */
export function HistoryChart({ data: whole, zone, caption }: HistoryChartProps) {
  const data = upToUntil(whole);
  const { from, to, until, mine, crowd, events = [] } = data;
  const x = across(from, to);
  const band = crowdSteps(data);
  const lines = myLines(data);
  const dots = mine.filter(({ probability }) => probability !== null);
  const words = historyInWords(data);
  return (
    <Figure caption={caption ?? words} numbers={<HistoryNumbers data={data} />}>
      <div className={x(until) > 0.8 * PLANE ? "plot history full" : "plot history"}>
        <svg viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" role="img" aria-label={words}>
          <QuarterLines />
          <path className="c-band" d={bandPath(band)} />
          {events.map(({ at, label }) => (
            <path key={`${at} ${label}`} className="g-mark" d={`M${x(at)} 0V${PLANE}`} />
          ))}
          <path className="c-line" d={stepPath(band)} />
          <path className="m-line" d={stepPath(lines)} />
          {(dots.length > MOST_DOTS ? dots.slice(-1) : dots).map(({ at, probability }) => (
            <Dot key={at} d={`M${x(at)} ${down(probability ?? 0)}h0`} />
          ))}
        </svg>
        <PercentTicks />
        <AxisLabels ticks={timeTicks(from, to, zone)} />
        <EventNames events={events} x={x} />
        <EndLabels crowd={band.at(-1)} mine={dots.at(-1)?.at === mine.at(-1)?.at ? lines.at(-1) : undefined} />
        <HistoryReadout from={from} to={to} until={until} crowd={crowd && thinSpans(crowd)} mine={mine} />
      </div>
    </Figure>
  );
}

/** Hollow: a round of pen with paper inside. Zero-length strokes stay round however the plane is stretched. */
function Dot({ d }: { d: string }) {
  return (
    <>
      <path className="m-dot" d={d} />
      <path className="m-dot-in" d={d} />
    </>
  );
}

/** At the end of each line, in its colour, parted where they would touch. */
function EndLabels({ crowd, mine }: { crowd: BandStep | undefined; mine: Step | undefined }) {
  const labels = [
    ...(crowd ? [{ text: `crowd ${percent(crowd.value)}`, className: "t tr m crowd-ink", step: crowd }] : []),
    ...(mine ? [{ text: `you ${percent(mine.value)}`, className: "t tr b me-ink", step: mine }] : []),
  ];
  const tops = spreadLabels(
    labels.map(({ step }) => down(step.value)),
    LABEL_ROOM,
  );
  return labels.map(({ text, className, step }, i) => (
    <span
      key={className}
      className={className}
      aria-hidden="true"
      style={{ left: share(step.x1), top: share(tops[i] ?? 0) }}
    >
      {text}
    </span>
  ));
}

/** Above the plot, dropped from the narrow view when neither first nor last; those without room are in the table only. */
function EventNames({ events, x }: { events: readonly ChartEvent[]; x: (at: number) => number }) {
  let taken = Number.NEGATIVE_INFINITY;
  const named = events
    .map(({ at, label }) => ({ at: x(at), label, width: label.length * 10 }))
    .toSorted((a, b) => a.at - b.at)
    .flatMap((name) => {
      const left = Math.min(PLANE - name.width, Math.max(0, name.at - name.width / 2));
      if (left < taken) return [];
      taken = left + name.width + 15;
      return [name];
    });
  return named.map(({ at, label, width }, i) => {
    const shift = at < width / 2 ? "none" : at > PLANE - width / 2 ? "translateX(-100%)" : "translateX(-50%)";
    const middle = i > 0 && i < named.length - 1;
    return (
      <span
        key={`${at} ${label}`}
        className={middle ? "t over mid" : "t over"}
        aria-hidden="true"
        style={{ left: share(at), transform: shift }}
      >
        {label}
      </span>
    );
  });
}
