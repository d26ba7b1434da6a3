import { down, PLANE, share } from "./plane";
import type { AxisTick } from "./time-axis";

const QUARTERS = [0, 0.25, 0.5, 0.75, 1] as const;

/** Hairlines at the quarters and one base line; no frame. For inside the SVG. */
export function QuarterLines() {
  return (
    <>
      <path className="g-axis" d={`M0 ${PLANE}H${PLANE}`} />
      {QUARTERS.slice(1).map((at) => (
        <path key={at} className="g-line" d={`M0 ${down(at)}H${PLANE}`} />
      ))}
    </>
  );
}

/** 0 25 50 75 100 %, left of the plot. The unit once, on the top. */
export function PercentTicks() {
  return (
    <>
      {QUARTERS.map((at) => (
        <span key={at} className="t ty" aria-hidden="true" style={{ top: share(down(at)) }}>
          {at === 1 ? "100\u202f%" : at * 100}
        </span>
      ))}
    </>
  );
}

/** The same below it. */
export function BottomTicks() {
  return QUARTERS.map((at) => (
    <span key={at} className="t tx" aria-hidden="true" style={{ left: share(PLANE * at) }}>
      {at === 1 ? "100\u202f%" : at * 100}
    </span>
  ));
}

const SHIFT = { start: "none", middle: "translateX(-50%)", end: "translateX(-100%)" } as const;

/** Names below the plot. */
export function AxisLabels({ ticks }: { ticks: readonly AxisTick[] }) {
  return (
    <>
      {ticks.map(({ x, label, align, minor }) => (
        <span
          key={`${x} ${label}`}
          className={minor ? "t tx wide" : "t tx"}
          aria-hidden="true"
          style={{ left: share(x), transform: SHIFT[align] }}
        >
          {label}
        </span>
      ))}
    </>
  );
}
