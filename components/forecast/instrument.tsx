import type { ShownQuestion } from "#components/question/shown-question";
import { list } from "#components/ui/format";
import { CrowdPanel } from "./crowd-panel";
import { MyForecast } from "./my-forecast";

interface InstrumentProps {
  question: ShownQuestion;
  mayForecast: boolean;
  archived: boolean;
  now: number;
  zone: string;
}

/** My number and the crowd's, side by side. */
export function Instrument({ question, mayForecast, archived, now, zone }: InstrumentProps) {
  const { forecasts, opensAt, closesAt, resolution, revealAt } = question;
  const until = Math.min(now, closesAt.getTime(), resolution?.knownAt.getTime() ?? Number.POSITIVE_INFINITY);
  const events = [
    ...(revealAt ? [{ at: revealAt.getTime(), label: "Round closes" }] : []),
    ...(resolution ? [{ at: resolution.knownAt.getTime(), label: "Answer known" }] : []),
  ];
  const names = forecasts.whoHasForecast.map(({ name }) => name);
  return (
    <div className="instrument" data-live>
      <MyForecast question={question} mayForecast={mayForecast} archived={archived} />
      <CrowdPanel
        view={forecasts}
        opensAt={opensAt.getTime()}
        closesAt={closesAt.getTime()}
        until={Math.max(until, opensAt.getTime())}
        events={events}
        zone={zone}
      >
        {names.length > 0 ? <p className="small muted mt-2">Forecast by {list(names)}.</p> : null}
      </CrowdPanel>
    </div>
  );
}
