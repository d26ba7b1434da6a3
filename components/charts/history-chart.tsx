import type { ReactNode } from "react";
import { AxisLabels, LevelLines, LevelTicks, levelRoom } from "./axes";
import { EventNames } from "./event-names";
import { Figure } from "./figure";
import { crowdSteps, type HistoryData, myLines, upToUntil } from "./history-geometry";
import { HistoryNumbers } from "./history-numbers";
import { HistoryReadout } from "./history-readout";
import { historyInWords } from "./history-words";
import { readingOf } from "./measure";
import { OutcomeMark } from "./outcome-mark";
import { across, down, PLANE, share } from "./plane";
import { spreadLabels } from "./spread-labels";
import { type BandStep, bandPath, edgesPath, type Step, stepPath } from "./step-path";
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
  const dots = mine.filter(({ value }) => value !== null);
  const words = historyInWords(data);
  const measure = data.measure ?? { type: "probability" };
  const { say, ticks } = readingOf(measure);
  return (
    <Figure caption={caption ?? words} numbers={<HistoryNumbers data={data} />}>
      <div
        className={x(until) > 0.8 * PLANE ? "plot history full" : "plot history"}
        style={{ marginLeft: levelRoom(ticks) }}
      >
        <svg viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" role="img" aria-label={words}>
          <LevelLines ticks={ticks} />
          <path className="c-band" d={bandPath(band)} />
          {events.map(({ at, label }) => (
            <path key={`${at} ${label}`} className="g-mark" d={`M${x(at)} 0V${PLANE}`} />
          ))}
          <path className="c-line" d={stepPath(band)} />
          <path className="m-edge" d={edgesPath(lines)} />
          <path className="m-line" d={stepPath(lines)} />
          {(dots.length > MOST_DOTS ? dots.slice(-1) : dots).map(({ at, value }) => (
            <Dot key={at} d={`M${x(at)} ${down(value ?? 0)}h0`} />
          ))}
        </svg>
        <LevelTicks ticks={ticks} />
        <AxisLabels ticks={timeTicks(from, to, zone)} />
        <EventNames events={events} x={x} />
        <EndLabels
          crowd={band.at(-1)}
          mine={dots.at(-1)?.at === mine.at(-1)?.at ? lines.at(-1) : undefined}
          say={say}
        />
        {data.outcome ? (
          <OutcomeMark x={x(data.outcome.at)} value={data.outcome.value} label={data.outcome.label} />
        ) : null}
        <HistoryReadout
          from={from}
          to={to}
          until={until}
          crowd={crowd && thinSpans(crowd)}
          mine={mine}
          measure={measure}
        />
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

interface EndLabelsProps {
  crowd: BandStep | undefined;
  mine: Step | undefined;
  say: (fraction: number) => string;
}

/** At the end of each line, in its colour, parted where they would touch. */
function EndLabels({ crowd, mine, say }: EndLabelsProps) {
  const labels = [
    ...(crowd ? [{ text: `crowd ${say(crowd.value)}`, className: "t tr m crowd-ink", step: crowd }] : []),
    ...(mine ? [{ text: `you ${say(mine.value)}`, className: "t tr b me-ink", step: mine }] : []),
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
