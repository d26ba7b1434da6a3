import type { ShownQuestionOf } from "#components/question/shown-question";
import { counted, list } from "#components/ui/format";
import { Time } from "#components/ui/time";
import { glanceOf } from "#core/glance";
import type { ChoiceView, ContinuousView } from "#core/visibility";
import { glanceWords } from "./held-words";
import { HiddenCrowd, howManyHaveForecast } from "./hidden-crowd";
import { whyClosed } from "./my-forecast";

interface TypedInstrumentProps {
  question: ShownQuestionOf<ChoiceView | ContinuousView>;
  mayForecast: boolean;
  archived: boolean;
  now: number;
  zone: string;
}

/** My forecast and the crowd's on a question whose answer is not yes or no. */
export function TypedInstrument({ question, mayForecast, archived }: TypedInstrumentProps) {
  const { forecasts } = question;
  const glance = glanceOf(forecasts);
  const words = glance && glanceWords(glance);
  const names = forecasts.whoHasForecast.map(({ name }) => name);
  const count = forecasts.revealed?.crowd?.count ?? forecasts.early?.count;
  const closed = whyClosed(question, archived) ?? (mayForecast ? null : "Your role here reads and does not forecast.");
  return (
    <div className="instrument" data-live>
      <section className="mine" aria-labelledby="my-forecast">
        <div className="row between mb-3.5">
          <h2 className="sec" id="my-forecast">
            My forecast
          </h2>
          <span className="small muted">
            Closes <Time at={question.closesAt} />
          </span>
        </div>
        {words?.own ? <p className="body b me-ink">{words.own}</p> : null}
        {closed ? <p className="body ink2">{closed}</p> : null}
      </section>
      <section className="crowd-side" aria-labelledby="crowd">
        <h2 className="sec" id="crowd">
          The crowd
        </h2>
        {words?.crowd ? (
          <p className="body">
            {words.crowd}
            {count === undefined ? null : <span className="small muted"> · {counted(count, "person", "people")}</span>}
          </p>
        ) : (
          <p className="small ink2">{howManyHaveForecast(names.length)}</p>
        )}
        {forecasts.hidden ? <HiddenCrowd hidden={forecasts.hidden} /> : null}
        {names.length > 0 ? <p className="small muted mt-2">Forecast by {list(names)}.</p> : null}
      </section>
    </div>
  );
}
