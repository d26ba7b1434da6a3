import { bare, count } from "#components/ui/format";
import type { ReliabilityBin } from "#core/calibration/bins";
import { BottomTicks } from "./axes";
import { PLANE, share } from "./plane";

/** How many forecasts said what: a bar a tenth, its number on top. `name` says whose, where there are two. */
export function UseHistogram({ bins, name }: { bins: readonly ReliabilityBin[]; name?: string }) {
  const most = Math.max(1, ...bins.map(({ forecasts }) => forecasts));
  const words = bins
    .map(({ low, high, forecasts }) => `${bare(low)} to ${bare(high)} percent: ${forecasts}`)
    .join(", ");
  return (
    <>
      <div className="plot histogram">
        <svg
          viewBox={`0 0 ${PLANE} ${PLANE}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Forecasts in each tenth${name ? `, ${name}` : ""}. ${words || "None."}`}
        >
          {bins.map(({ low, high, forecasts }) => {
            const height = Math.round((forecasts / most) * PLANE);
            return (
              <rect
                key={low}
                x={low * PLANE + 6}
                y={PLANE - height}
                width={(high - low) * PLANE - 12}
                height={height}
                fill="var(--crowd-band)"
              />
            );
          })}
          <path className="g-axis" d={`M0 ${PLANE}H${PLANE}`} />
        </svg>
        {bins.map(({ low, high, forecasts }) => (
          <span
            key={low}
            className="t on-bar"
            aria-hidden="true"
            style={{ left: share(((low + high) / 2) * PLANE), bottom: share((forecasts / most) * PLANE) }}
          >
            {count(forecasts)}
          </span>
        ))}
        <BottomTicks />
      </div>
      <p className="small muted histogram-name">Said, and how many forecasts said it{name ? `: ${name}` : ""}</p>
    </>
  );
}
