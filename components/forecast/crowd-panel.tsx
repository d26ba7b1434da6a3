import type { ReactNode } from "react";
import { HistoryChart } from "#components/charts/history-chart";
import { type ChartEvent, mySteps } from "#components/charts/history-geometry";
import { counted, percent } from "#components/ui/format";
import type { BinaryView } from "#core/forecast-view";
import { CrowdSummary } from "./crowd-summary";
import { HiddenCrowd, howManyHaveForecast } from "./hidden-crowd";

interface CrowdPanelProps {
  view: BinaryView;
  /** Of the version in force, in ms. */
  opensAt: number;
  closesAt: number;
  /** How far the lines go: now, or the effective close. */
  until: number;
  events?: readonly ChartEvent[];
  zone: string;
  /** Below the picture: who has forecast, for instance. */
  children?: ReactNode;
}

/** The crowd as this reader may see it, over time; before reveal only how many have forecast, and their own line. */
export function CrowdPanel({ view, opensAt, closesAt, until, events, zone, children }: CrowdPanelProps) {
  const { revealed, hidden, early, ownLog, whoHasForecast } = view;
  const crowd = revealed?.crowd ?? null;
  const data = { from: opensAt, to: closesAt, until, crowd: revealed?.history ?? null, mine: mySteps(ownLog), events };
  return (
    <section className="crowd-side" aria-labelledby="crowd">
      <div className="row between items-start">
        <h2 className="sec" id="crowd">
          The crowd
        </h2>
        {crowd ? (
          <CrowdSummary crowd={crowd} />
        ) : (
          <span className="small ink2">{howManyHaveForecast(whoHasForecast.length)}</span>
        )}
      </div>
      {early ? (
        <p className="note mt-4">
          {counted(early.count, "person", "people")} so far: mean {percent(early.mean)}, geometric mean of odds{" "}
          {percent(early.geometricMeanOfOdds)}, in whole points and with a delay, so that nobody’s own number shows.
        </p>
      ) : null}
      {hidden ? <HiddenCrowd hidden={hidden} /> : null}
      {revealed || ownLog.length > 0 ? <HistoryChart data={data} zone={zone} /> : null}
      {children}
    </section>
  );
}
