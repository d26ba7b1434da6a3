import type { MeasureTick } from "./measure";
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

/** Hairlines at the marks of a scale, and one base line. For inside the SVG. */
export function LevelLines({ ticks }: { ticks: readonly MeasureTick[] }) {
  return (
    <>
      <path className="g-axis" d={`M0 ${PLANE}H${PLANE}`} />
      <path
        className="g-line"
        d={ticks
          .filter(({ at }) => at > 0)
          .map(({ at }) => `M0 ${down(at)}H${PLANE}`)
          .join("")}
      />
    </>
  );
}

/** Room that their names take left of the plot, as a CSS length. */
export function levelRoom(ticks: readonly MeasureTick[]): string {
  return `${Math.max(2.5, 0.875 + 0.4 * Math.max(0, ...ticks.map(({ label }) => label.length)))}rem`;
}

/** Their names, left of the plot. */
export function LevelTicks({ ticks }: { ticks: readonly MeasureTick[] }) {
  return ticks.map(({ at, label }) => (
    <span key={at} className="t ty" aria-hidden="true" style={{ top: share(down(at)) }}>
      {label}
    </span>
  ));
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
