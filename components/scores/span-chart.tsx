import { AxisLabels, PercentTicks, QuarterLines } from "#components/charts/axes";
import { across, down, PLANE, share } from "#components/charts/plane";
import { spreadLabels } from "#components/charts/spread-labels";
import { type Step, stepPath } from "#components/charts/step-path";
import { timeTicks } from "#components/charts/time-axis";
import { crowdOnYes } from "./part-words";
import { RULE_WORDS, type ScoreRule } from "./score-rules";
import type { Part, ScoredClocks } from "./timeline";

interface SpanChartProps {
  rule: ScoreRule;
  outcome: "yes" | "no";
  parts: readonly Part[];
  clocks: ScoredClocks;
  late: readonly { at: number; value: number }[];
  own: boolean;
  zone: string;
  /** What to see, for who does not see it. */
  label: string;
}

/** A bar narrower than this, in thousandths, has no room for its number. */
const ROOM = 70;
/** Narrower than this it has none on a phone. */
const PHONE_ROOM = 150;
/** Room for a name of 16 px in a plot of 160 px, in thousandths. */
const NAME_ROOM = 110;

/** What was held and what it was set against over the question's time, and below it what each span earned. */
export function SpanChart({ rule, outcome, parts, clocks, late, own, zone, label }: SpanChartProps) {
  const { opensAt, closesAt, close } = clocks;
  const x = across(opensAt, closesAt);
  const held = parts.map(({ start, end, held: value }) => ({ x0: x(start), x1: x(end), value }));
  const crowd =
    rule === "PEER"
      ? parts.flatMap(({ start, end, crowd: against }) =>
          against === null ? [] : [{ x0: x(start), x1: x(end), value: crowdOnYes(against, outcome) }],
        )
      : [];
  const full = x(close) > 0.8 * PLANE ? " full" : "";
  return (
    <>
      <div className={`plot spans${full}`}>
        <svg viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" role="img" aria-label={label}>
          <After from={x(close)} />
          <QuarterLines />
          <path className="c-line" d={stepPath(crowd)} />
          <path className={own ? "m-line" : "o-line"} d={stepPath(held)} />
          {late.map(({ at, value }) => (
            <path key={at} className="late-dot" d={`M${x(at)} ${down(value)}h0`} />
          ))}
        </svg>
        <PercentTicks />
        <EndNames held={held.at(-1)} crowd={crowd.at(-1)} own={own} />
        {x(close) < PLANE - ROOM ? (
          <span className="t over" aria-hidden="true" style={{ left: share(x(close)) }}>
            scores 0 from here
          </span>
        ) : null}
      </div>
      <Earned rule={rule} parts={parts} x={x} close={x(close)} full={full} />
      <div className={`plot span-axis${full}`}>
        <AxisLabels ticks={timeTicks(opensAt, closesAt, zone)} />
      </div>
    </>
  );
}

/** At the end of each line, whose it is. */
function EndNames({ held, crowd, own }: { held: Step | undefined; crowd: Step | undefined; own: boolean }) {
  const names = [
    ...(held ? [{ step: held, name: own ? "you" : "they", className: own ? "t tr b me-ink" : "t tr b" }] : []),
    ...(crowd ? [{ step: crowd, name: "the others", className: "t tr m crowd-ink" }] : []),
  ];
  const tops = spreadLabels(
    names.map(({ step }) => down(step.value)),
    NAME_ROOM,
  );
  return names.map(({ step, name, className }, i) => (
    <span
      key={name}
      className={className}
      aria-hidden="true"
      style={{ left: share(step.x1), top: share(tops[i] ?? 0) }}
    >
      {name}
    </span>
  ));
}

/** The stretch A..E: in the question's time, and worth nothing. */
function After({ from }: { from: number }) {
  return from < PLANE ? <path className="z-zero" d={`M${from} 0H${PLANE}V${PLANE}H${from}Z`} /> : null;
}

/** A bar a span: as wide as the span, up or down from nothing by what it earned. */
function Earned({
  rule,
  parts,
  x,
  close,
  full,
}: {
  rule: ScoreRule;
  parts: readonly Part[];
  x: (at: number) => number;
  close: number;
  full: string;
}) {
  const top = Math.max(0, ...parts.map(({ points }) => points));
  const bottom = Math.min(0, ...parts.map(({ points }) => points));
  const y = (value: number) => (top === bottom ? PLANE / 2 : (PLANE * (top - value)) / (top - bottom));
  const { show, way } = RULE_WORDS[rule];
  const good = (points: number) => (way === "higher is better" ? points >= 0 : points <= 0);
  return (
    <div className={`plot earned${full}`}>
      <svg viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" aria-hidden="true">
        <After from={close} />
        {parts.map(({ start, end, points }) => (
          <path
            key={start}
            className={good(points) ? "bar-good" : "bar-bad"}
            d={`M${x(start)} ${y(0)}V${y(points)}H${x(end)}V${y(0)}Z`}
          />
        ))}
        <path className="g-axis" d={`M0 ${y(0)}H${PLANE}`} />
      </svg>
      {parts.map(({ start, end, points }) =>
        x(end) - x(start) < ROOM ? null : (
          <span
            key={start}
            className={`t earned-by ${points >= 0 ? "above" : "below"}${x(end) - x(start) < PHONE_ROOM ? " wide" : ""}`}
            aria-hidden="true"
            style={{ left: share((x(start) + x(end)) / 2), top: share(y(points)) }}
          >
            {show(points)}
          </span>
        ),
      )}
    </div>
  );
}
