import Link from "next/link";
import type { ReactNode } from "react";
import { counted, percent } from "#components/ui/format";
import type { ReliabilityBin } from "#core/calibration/bins";
import { BottomTicks, PercentTicks } from "./axes";
import { Figure } from "./figure";
import { down, PLANE, share } from "./plane";
import { ReliabilityNumbers } from "./reliability-numbers";
import { UseHistogram } from "./use-histogram";

export interface ReliabilityChartProps {
  /** Those in use, ascending. */
  bins: readonly ReliabilityBin[];
  questions: number;
  forecasts: number;
  /** One sentence on what to see. */
  caption: ReactNode;
  /** Where a press on a point leads: the questions behind it. */
  hrefOf?: (bin: ReliabilityBin) => string;
  /** The lower edge of the bin whose questions are listed. */
  selected?: number | null;
  /** Drawn under the points, in the plane's coordinates: a recalibration line with its band, for instance. */
  under?: ReactNode;
  /** Whose record it is, where two stand side by side. */
  name?: string;
}

const QUARTERS = [0.25, 0.5, 0.75, 1] as const;
const across = (fraction: number) => PLANE - down(fraction);

/** "Said 80–90 %, happened 74 %, 13 questions". */
function binInWords(bin: ReliabilityBin): string {
  return `Said ${bin.low * 100}–${percent(bin.high)}, happened ${percent(bin.observed)}, ${counted(bin.questions, "question", "questions")}`;
}

/** What was said against what happened: a point a bin, with its interval, against the diagonal of as often as said. */
export function ReliabilityChart(props: ReliabilityChartProps) {
  const { bins, questions, forecasts, caption, hrefOf, selected = null, under, name } = props;
  const words = bins.length === 0 ? "No forecasts to compare yet." : `${bins.map(binInWords).join(". ")}.`;
  return (
    <Figure caption={caption} numbers={<ReliabilityNumbers bins={bins} />}>
      {name ? <p className="sub mb-1">{name}</p> : null}
      <p className="small ink2 mb-3">
        <span className="b">{counted(questions, "question", "questions")}</span>,{" "}
        {counted(forecasts, "forecast", "forecasts")}
      </p>
      <div className="plot reliability">
        <svg
          viewBox={`0 0 ${PLANE} ${PLANE}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Reliability diagram. ${words}`}
        >
          <path className="g-axis" d={`M0 ${PLANE}H${PLANE}M0 0V${PLANE}`} />
          {QUARTERS.map((at) => (
            <path key={at} className="g-line" d={`M0 ${down(at)}H${PLANE}M${across(at)} 0V${PLANE}`} />
          ))}
          <path className="g-mark" d={`M0 ${PLANE}L${PLANE} 0`} />
          {under}
          {bins.map((bin) => (
            <BinMark key={bin.low} bin={bin} selected={bin.low === selected} />
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
        {hrefOf
          ? bins.map((bin) => (
              <Link
                key={bin.low}
                href={hrefOf(bin)}
                scroll={false}
                className="point"
                aria-label={binInWords(bin)}
                aria-current={bin.low === selected ? "true" : undefined}
                title={binInWords(bin)}
                style={{ left: share(across(bin.meanForecast)), top: share(down(bin.observed)) }}
              />
            ))
          : null}
      </div>
      <UseHistogram bins={bins} />
    </Figure>
  );
}

function BinMark({ bin, selected }: { bin: ReliabilityBin; selected: boolean }) {
  const x = across(bin.meanForecast);
  const { lower, upper } = bin.interval;
  return (
    <g className={selected ? "me" : undefined}>
      <path className="w-line" d={`M${x} ${down(lower)}V${down(upper)}`} />
      <path className="w-dot" d={`M${x} ${down(bin.observed)}h0`} />
    </g>
  );
}
