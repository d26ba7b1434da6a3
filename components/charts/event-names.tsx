import type { ChartEvent } from "./history-geometry";
import { PLANE, share } from "./plane";

/** Above the plot, dropped from the narrow view when neither first nor last; those without room are in the table only. */
export function EventNames({ events, x }: { events: readonly ChartEvent[]; x: (at: number) => number }) {
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
