import Link from "next/link";
import type { ReactNode } from "react";
import { bareRange, counted, percent } from "#components/ui/format";
import type { ConsistencyBand } from "#core/calibration/corp";
import type { StepInUse } from "#core/calibration/reading";
import { BottomTicks, PercentTicks } from "./axes";
import { down, PLANE, share } from "./plane";

/** One curve: the steps of a record, and where those of a calibrated forecaster of the same questions would lie. */
export interface CorpCurve {
  readonly name: string;
  readonly steps: readonly StepInUse[];
  readonly band: readonly ConsistencyBand[];
  /** Where a press on a step leads: the questions behind it. */
  readonly hrefOf: (step: StepInUse) => string;
  readonly selected: StepInUse | null;
}

interface CorpChartProps {
  /** One curve, or two to compare: the first is solid with round ends, the second dashed with square ones. */
  readonly curves: readonly [CorpCurve] | readonly [CorpCurve, CorpCurve];
}

const QUARTERS = [0.25, 0.5, 0.75, 1] as const;
const across = (fraction: number) => PLANE - down(fraction);
const at = (x: number, y: number) => `${across(x)} ${down(y)}`;

/** "Said 85–92 %, happened 74 %, 27 forecasts on 13 questions". */
export function stepInWords({ low, high, observed, forecasts, questions }: StepInUse): string {
  const said = low === high ? percent(low) : `${bareRange(low, high)}\u202f%`;
  return `Said ${said}, happened ${percent(Math.round(observed * 100) / 100)}, ${counted(forecasts, "forecast", "forecasts")} on ${counted(questions, "question", "questions")}`;
}

/**
 * The CORP reliability diagram: what was said against how often it happened, re-calibrated with as few steps as the data
 * bear out, over the band within which 90 % of such lines lie for somebody who is calibrated.
 */
export function CorpChart({ curves }: CorpChartProps) {
  const [first] = curves;
  const words = curves
    .map(({ name, steps }) => `${curves.length > 1 ? `${name}: ` : ""}${steps.map(stepInWords).join(". ")}.`)
    .join(" ");
  return (
    <div className="plot reliability">
      <svg
        viewBox={`0 0 ${PLANE} ${PLANE}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Reliability diagram. ${words}`}
      >
        <path className="g-axis" d={`M0 ${PLANE}H${PLANE}M0 0V${PLANE}`} />
        {QUARTERS.map((line) => (
          <path key={line} className="g-line" d={`M0 ${down(line)}H${PLANE}M${across(line)} 0V${PLANE}`} />
        ))}
        <path className="c-band" d={bandPath(first.band)} />
        {curves[1] ? <path className="c-band-edge" d={bandPath(curves[1].band)} /> : null}
        <path className="g-mark" d={`M0 ${PLANE}L${PLANE} 0`} />
        {curves.map((curve, i) => (
          <Curve key={curve.name} curve={curve} second={i === 1} />
        ))}
      </svg>
      <PercentTicks />
      <BottomTicks />
      <span className="t over ink2" aria-hidden="true">
        Happened
      </span>
      <span className="t diagonal ink2" aria-hidden="true">
        as often as said
      </span>
      {curves.map(({ name, steps, hrefOf, selected }, i) =>
        steps.map((step) => (
          <Link
            key={`${name} ${step.low}`}
            href={hrefOf(step)}
            scroll={false}
            className={i === 1 ? "point step second" : "point step"}
            aria-label={curves.length > 1 ? `${name}: ${stepInWords(step)}` : stepInWords(step)}
            aria-current={step === selected ? "true" : undefined}
            title={stepInWords(step)}
            style={{
              left: share(across((step.low + step.high) / 2)),
              top: share(down(step.observed)),
              width: `max(1.5rem, ${share(across(step.high - step.low))})`,
            }}
          />
        )),
      )}
      {curves.map(({ name, selected }) => (selected ? <Readout key={name} step={selected} /> : null))}
    </div>
  );
}

function Curve({ curve: { steps, selected }, second }: { curve: CorpCurve; second: boolean }) {
  const line = steps
    .map(({ low, high, observed }, i) => `${i === 0 ? "M" : "L"}${at(low, observed)}L${at(high, observed)}`)
    .join("");
  return (
    <g className={second ? "r-second" : undefined}>
      <path className="r-line" d={line} />
      {steps.map((step) => (
        <path
          key={step.low}
          className={[step.low === step.high ? "r-dot" : "r-step", step === selected && "r-chosen"]
            .filter(Boolean)
            .join(" ")}
          d={
            step.low === step.high
              ? `M${at(step.low, step.observed)}h0`
              : `M${at(step.low, step.observed)}H${across(step.high)}`
          }
        />
      ))}
    </g>
  );
}

/** What the chosen step says, below it where there is room, above it otherwise. */
function Readout({ step }: { step: StepInUse }) {
  const { low, high, observed } = step;
  const middle = (low + high) / 2;
  const below = observed > 0.25;
  const end = observed + (below ? -0.18 : 0.18);
  return (
    <span
      className={`t me-ink readout-step ${middle > 0.5 ? "to-left" : ""}`}
      aria-hidden="true"
      style={{ left: share(across(middle)), top: share(down(end)) }}
    >
      said {low === high ? percent(low) : `${bareRange(low, high)}\u202f%`}
      <br />
      happened {percent(Math.round(observed * 100) / 100)}
    </span>
  );
}

function bandPath(band: readonly ConsistencyBand[]): string {
  if (band.length === 0) return "";
  const up = band.map(({ forecast, high }) => at(forecast, high));
  const back = band.toReversed().map(({ forecast, low }) => at(forecast, low));
  return `M${[...up, ...back].join("L")}Z`;
}

/** Which line is whose, where there are two. */
export function CurveKey({ names }: { names: readonly [ReactNode, ReactNode] }) {
  return (
    <ul className="curve-key small">
      {names.map((name, i) => (
        <li key={i === 0 ? "first" : "second"}>
          <svg viewBox="0 0 40 12" aria-hidden="true">
            <g className={i === 1 ? "r-second" : undefined}>
              <path className="r-line" d="M2 6H38" />
              <path className="r-dot" d="M20 6h0" />
            </g>
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
