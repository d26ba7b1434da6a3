import { points } from "#components/ui/format";
import { PLANE, share } from "./plane";

/** The stretch of a score that a column of intervals is drawn on. */
export interface ScoreDomain {
  readonly low: number;
  readonly high: number;
  /** Where hairlines stand; 0 is drawn stronger. */
  readonly ticks: readonly number[];
}

interface IntervalCellProps {
  value: number;
  /** Null where there are too few questions for one. */
  interval: { low: number; high: number } | null;
  domain: ScoreDomain;
  /** A person is a dot, a crowd a square. */
  shape?: "person" | "crowd";
  format?: (value: number) => string;
}

const placed = ({ low, high }: ScoreDomain) => {
  return (value: number) => Math.round((PLANE * 10 * (Math.min(high, Math.max(low, value)) - low)) / (high - low)) / 10;
};

/** A domain around values that always holds 0 and ends on round numbers. */
export function scoreDomain(values: readonly number[]): ScoreDomain {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const span = most - least > 1e-9 ? most - least : 1;
  const size = 10 ** Math.floor(Math.log10(span / 4));
  const step = size * ([1, 2, 5, 10].find((factor) => span / (size * factor) <= 5) ?? 10);
  const low = Math.floor(least / step) * step;
  const high = Math.ceil(most / step) * step || step;
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) =>
    Number((low + i * step).toPrecision(12)),
  );
  return { low, high, ticks };
}

/** One row of a forest plot: where a score is, and between what it may well lie. */
export function IntervalCell({ value, interval, domain, shape = "person", format = points }: IntervalCellProps) {
  const x = placed(domain);
  const words = interval
    ? `Score ${format(value)}, interval ${format(interval.low)} to ${format(interval.high)}`
    : `Score ${format(value)}, too few questions for an interval`;
  const inner = domain.ticks.slice(1, -1).filter((tick) => tick !== 0);
  return (
    <div className="plot">
      <svg viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" role="img" aria-label={words}>
        <path className="g-line" d={inner.map((tick) => `M${x(tick)} -100V1100`).join("")} />
        <path className="w-zero" d={`M${x(0)} -100V1100`} />
        {interval ? (
          <path
            className="w-line"
            fill="none"
            d={`M${x(interval.low)} 500H${x(interval.high)}M${x(interval.low)} 360V640M${x(interval.high)} 360V640`}
          />
        ) : null}
        <path className={shape === "crowd" ? "w-square" : "w-dot"} d={`M${x(value)} 500h0`} />
      </svg>
    </div>
  );
}

interface IntervalScaleProps {
  domain: ScoreDomain;
  /** Names the column to those who do not see its scale: "Interval, points". */
  label: string;
}

/** The numbers over a column of intervals. */
export function IntervalScale({ domain, label }: IntervalScaleProps) {
  const [first = 0, second = 1] = domain.ticks;
  const digits = Math.max(0, Math.ceil(-Math.log10(second - first) - 1e-9));
  const x = placed(domain);
  return (
    <>
      <span className="vh">{label}</span>
      <div className="scale" aria-hidden="true">
        {domain.ticks.map((tick) => (
          <span key={tick} style={{ left: share(x(tick)) }}>
            {tick === 0 ? "0" : points(tick, digits)}
          </span>
        ))}
      </div>
    </>
  );
}
