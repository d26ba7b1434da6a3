import type { ReactNode } from "react";
import { list } from "#components/ui/format";
import type { ForecastView } from "#core/forecast-view";
import { HiddenCrowd, howManyHaveForecast } from "./hidden-crowd";

export interface CrowdSideProps {
  view: ForecastView;
  /** The standing crowd in a line; null where it is not shown. */
  summary: ReactNode;
  /** The aggregate that some see before reveal, and nothing finer. */
  early: ReactNode;
  /** As it stood at an instant: who had forecast then is told only with what they said. */
  past?: boolean;
  /** The pictures. */
  children?: ReactNode;
}

/** The crowd's half of an instrument: as this reader may see it, and before reveal only who has forecast. */
export function CrowdSide({ view, summary, early, past = false, children }: CrowdSideProps) {
  const { hidden, whoHasForecast } = view;
  const names = past && !view.revealed ? [] : whoHasForecast.map(({ name }) => name);
  return (
    <section className="crowd-side" aria-labelledby="crowd">
      <div className="row between items-start">
        <h2 className="sec" id="crowd">
          The crowd
        </h2>
        <span className="small ink2">{summary ?? howManyHaveForecast(whoHasForecast.length)}</span>
      </div>
      {early ? (
        <p className="note mt-4">{early}, in whole points and with a delay, so that nobody’s own number shows.</p>
      ) : null}
      {hidden ? <HiddenCrowd hidden={hidden} /> : null}
      {children}
      {names.length > 0 ? <p className="small muted mt-2">Forecast by {list(names)}.</p> : null}
    </section>
  );
}
