import { bareRange, counted, percent } from "#components/ui/format";
import type { Crowd } from "#core/shown-crowds";

/** "32 % median · middle half 28–37 · 11 people", and the other two ways to make one number of them below. */
export function CrowdSummary({ crowd }: { crowd: Crowd }) {
  return (
    <div className="small ink2 crowd-summary">
      <p>
        <span className="b">{percent(crowd.median)}</span> median · middle half{" "}
        {bareRange(crowd.lowerQuartile, crowd.upperQuartile)} · {counted(crowd.count, "person", "people")}
      </p>
      <p className="muted">
        mean {percent(crowd.mean)} · geometric mean of odds {percent(crowd.geometricMeanOfOdds)}
      </p>
    </div>
  );
}
