import type { CSSProperties } from "react";
import { PLANE, share } from "./plane";

export interface RoundRow {
  label: string;
  /** Where the numbers lie from left to right, in [0, 1]; null where nobody took part. */
  spread: { median: number; lower: number; upper: number } | null;
  /** One mark a person. */
  marks: readonly number[];
}

interface RoundChartProps {
  rows: readonly RoundRow[];
  /** What stands below the left and the right end. */
  ends: readonly [string, string];
  /** In words what it shows. */
  label: string;
}

const x = (place: number) => Math.round(PLANE * 10 * Math.min(1, Math.max(0, place))) / 10;

/** A row a round: the middle half as a band, the median as a tick, everybody as a mark on the line. */
export function RoundChart({ rows, ends, label }: RoundChartProps) {
  const step = PLANE / rows.length;
  const middle = (row: number) => Math.round(step * (row + 0.5) * 10) / 10;
  return (
    <div className="plot round-plot" style={{ "--rows": rows.length } as CSSProperties}>
      <svg viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <path className="g-line" d={[0, 250, 500, 750, 1000].map((at) => `M${at} 0V1000`).join("")} />
        {rows.map(({ label: round, spread, marks }, row) => (
          <g key={round}>
            <path className="g-axis" d={`M0 ${middle(row)}H1000`} />
            {spread ? (
              <>
                <rect
                  className="round-band"
                  x={x(spread.lower)}
                  width={Math.max(2, x(spread.upper) - x(spread.lower))}
                  y={middle(row) - step * 0.2}
                  height={step * 0.4}
                />
                <path className="round-median" d={`M${x(spread.median)} ${middle(row) - step * 0.32}v${step * 0.64}`} />
              </>
            ) : null}
            {marks.length > 0 ? (
              <path className="w-dot" d={marks.map((mark) => `M${x(mark)} ${middle(row)}h0`).join("")} />
            ) : null}
          </g>
        ))}
      </svg>
      {rows.map(({ label: round }, row) => (
        <span key={round} className="t ty" aria-hidden="true" style={{ top: share(middle(row)) }}>
          {round}
        </span>
      ))}
      <span className="t tx" aria-hidden="true" style={{ left: 0 }}>
        {ends[0]}
      </span>
      <span className="t tx" aria-hidden="true" style={{ left: "100%" }}>
        {ends[1]}
      </span>
    </div>
  );
}
