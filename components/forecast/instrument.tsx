import type { ShownQuestion, ShownQuestionOf } from "#components/question/shown-question";
import { list } from "#components/ui/format";
import type { BinaryView } from "#core/forecast-view";
import { CrowdPanel } from "./crowd-panel";
import { marksOf, shownUntil } from "./instrument-clocks";
import { MyForecast } from "./my-forecast";
import { ChoiceForecasts, ContinuousForecasts } from "./typed-instrument";

interface InstrumentProps {
  question: ShownQuestion;
  mayForecast: boolean;
  archived: boolean;
  now: number;
  zone: string;
}

/** My number and the crowd's, side by side, as the question's type has them. */
export function Instrument({ question, ...props }: InstrumentProps) {
  const { forecasts, ...rest } = question;
  switch (forecasts.type) {
    case "binary":
      return <BinaryInstrument question={{ ...rest, forecasts }} {...props} />;
    case "multiple_choice":
      return <ChoiceForecasts question={{ ...rest, forecasts }} {...props} />;
    case "numeric":
    case "date":
      return <ContinuousForecasts question={{ ...rest, forecasts }} {...props} />;
  }
}

interface BinaryProps extends Omit<InstrumentProps, "question"> {
  question: ShownQuestionOf<BinaryView>;
}

function BinaryInstrument({ question, mayForecast, archived, now, zone }: BinaryProps) {
  const { forecasts, opensAt, closesAt } = question;
  const names = forecasts.whoHasForecast.map(({ name }) => name);
  return (
    <div className="instrument" data-live>
      <MyForecast question={question} mayForecast={mayForecast} archived={archived} />
      <CrowdPanel
        view={forecasts}
        opensAt={opensAt.getTime()}
        closesAt={closesAt.getTime()}
        until={shownUntil(question, now)}
        events={marksOf(question)}
        zone={zone}
      >
        {names.length > 0 ? <p className="small muted mt-2">Forecast by {list(names)}.</p> : null}
      </CrowdPanel>
    </div>
  );
}
