import { CumulativeChart } from "#components/charts/cumulative-chart";
import { DensityChart, type DensityOutcome } from "#components/charts/density-chart";
import { distributionInWords } from "#components/charts/density-words";
import { HistoryChart } from "#components/charts/history-chart";
import type { ChartEvent, HistoryData, MyStep } from "#components/charts/history-geometry";
import { readingOf, type ScaleMeasure } from "#components/charts/measure";
import { counted } from "#components/ui/format";
import { locationOf } from "#core/distribution";
import type { ContinuousValue } from "#core/forecast-value";
import type { ContinuousView } from "#core/forecast-view";
import { heldAt } from "#core/glance";
import type { Range } from "#core/question";
import type { ForecastEvent } from "#core/standing";
import { CrowdSide } from "./crowd-side";

interface ContinuousCrowdProps {
  view: ContinuousView;
  opensAt: number;
  closesAt: number;
  until: number;
  events: readonly ChartEvent[];
  zone: string;
  outcome: (DensityOutcome & { at: number }) | null;
  past?: boolean;
}

/** The crowd's distribution beside mine, how far its people lie apart, and its median over time. */
export function ContinuousCrowd(props: ContinuousCrowdProps) {
  const { view, opensAt, closesAt, until, events, zone, outcome, past } = props;
  const { revealed, early, own, ownLog, type, range } = view;
  const measure: ScaleMeasure = { type, range };
  const crowd = revealed?.crowd ?? null;
  const mine = own?.value ?? null;
  const reading = readingOf(measure);
  const data: HistoryData = {
    from: opensAt,
    to: closesAt,
    until,
    measure,
    crowd: revealed?.history.map(({ median, ...span }) => ({ ...span, value: median })) ?? null,
    mine: stepsOf(ownLog, range),
    events,
    outcome,
  };
  return (
    <CrowdSide
      view={view}
      past={past ?? false}
      summary={
        crowd ? (
          <>
            {distributionInWords(crowd, measure)} · {counted(crowd.count, "person", "people")}
          </>
        ) : null
      }
      early={
        early && (
          <>
            {counted(early.count, "person", "people")} so far: median {reading.say(early.median)}, middle half{" "}
            {reading.range(early.lower, early.upper)}
          </>
        )
      }
    >
      {crowd ? (
        <div className="density-pair">
          <DensityChart measure={measure} mine={mine} crowd={crowd.cdf} outcome={outcome} />
          <CumulativeChart
            measure={measure}
            mine={mine?.cdf ?? null}
            crowd={crowd.cdf}
            band={crowd.band}
            caption={`The chance that it comes ${type === "date" ? "before a day" : "out below a value"}: the crowd’s mean, with the middle half of its people${mine ? ", and yours" : ""}.`}
          />
          <DensityKey you={mine !== null} />
        </div>
      ) : null}
      {revealed || ownLog.length > 0 ? <HistoryChart data={data} zone={zone} /> : null}
    </CrowdSide>
  );
}

/** Which line is whose in both pictures. */
function DensityKey({ you }: { you: boolean }) {
  return (
    <div className="rule-key density-key">
      {you ? (
        <span>
          <i className="k-line me" />
          you
        </span>
      ) : null}
      <span>
        <i className="k-line" />
        crowd, the mean of its people
      </span>
      <span>
        <i className="k-band" />
        middle half
      </span>
    </div>
  );
}

/** One's own distributions as steps: the median and the middle half of each. */
function stepsOf(log: readonly ForecastEvent<ContinuousValue>[], range: Range): MyStep[] {
  return log.flatMap((event): MyStep[] => {
    if (event.kind === "reaffirmation") return [];
    if (event.kind === "withdrawal") return [{ at: event.at, value: null }];
    const place = (level: number) => Math.min(1, Math.max(0, locationOf(heldAt(event.value, range, level), range)));
    return [{ at: event.at, value: place(0.5), lower: place(0.25), upper: place(0.75) }];
  });
}
