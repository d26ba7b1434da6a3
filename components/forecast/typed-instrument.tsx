import type { ShownQuestionOf } from "#components/question/shown-question";
import { counted } from "#components/ui/format";
import type { ChoiceView, ContinuousView } from "#core/forecast-view";
import { ChoiceCrowd } from "./choice-crowd";
import { ContinuousCrowd } from "./continuous-crowd";
import { ChoiceInstrument, QuantileInstrument } from "./forecast-instrument";
import { marksOf, shownUntil } from "./instrument-clocks";
import { MineSide } from "./mine-side";
import { whyClosed } from "./my-forecast";
import { placeOfOutcome } from "./outcome-place";
import { shownShares } from "./shares";

interface TypedInstrumentProps<View> {
  question: ShownQuestionOf<View>;
  mayForecast: boolean;
  archived: boolean;
  now: number;
  zone: string;
}

/** My shares and the crowd's on a multiple choice question. */
export function ChoiceForecasts(props: TypedInstrumentProps<ChoiceView>) {
  const { question, now, zone } = props;
  const { forecasts: view, spec, opensAt, closesAt, resolution } = question;
  const options = spec.type === "multiple_choice" ? spec.options : view.options;
  const places = options.map((option) => view.options.indexOf(option));
  const crowd = view.revealed?.crowd ?? null;
  const { closed, ...shared } = sharedOf(props);
  return (
    <div className="instrument" data-live>
      <MineSide by="Closes" closesAt={closesAt}>
        {closed && !view.own ? (
          <p className="body ink2">{closed}</p>
        ) : (
          <ChoiceInstrument
            {...shared}
            closed={closed ?? undefined}
            options={options}
            scale={question.scale}
            standing={
              view.own && {
                percents: shownShares(places.map((place) => view.own?.value[place] ?? null)),
                since: view.own.since,
              }
            }
            bands={
              crowd &&
              places.map((place) => ({
                low: (crowd.lower[place] ?? 0) * 100,
                high: (crowd.upper[place] ?? 0) * 100,
              }))
            }
          />
        )}
      </MineSide>
      <ChoiceCrowd
        view={view}
        opensAt={opensAt.getTime()}
        closesAt={closesAt.getTime()}
        until={shownUntil(question, now)}
        events={marksOf(question)}
        zone={zone}
        outcome={resolution?.option ?? null}
      />
    </div>
  );
}

/** My distribution and the crowd's on a numeric or date question. */
export function ContinuousForecasts(props: TypedInstrumentProps<ContinuousView>) {
  const { question, now, zone } = props;
  const { forecasts: view, opensAt, closesAt } = question;
  const { closed, ...shared } = sharedOf(props);
  return (
    <div className="instrument" data-live>
      <MineSide by="Closes" closesAt={closesAt}>
        {closed && !view.own ? (
          <p className="body ink2">{closed}</p>
        ) : (
          <QuantileInstrument
            {...shared}
            closed={closed ?? undefined}
            type={view.type}
            range={view.range}
            standing={view.own && { ...view.own.value, since: view.own.since }}
            crowd={view.revealed?.crowd?.cdf ?? null}
          />
        )}
      </MineSide>
      <ContinuousCrowd
        view={view}
        opensAt={opensAt.getTime()}
        closesAt={closesAt.getTime()}
        until={shownUntil(question, now)}
        events={marksOf(question)}
        zone={zone}
        outcome={placeOfOutcome(question)}
      />
    </div>
  );
}

function sharedOf({ question, mayForecast, archived }: TypedInstrumentProps<ChoiceView | ContinuousView>) {
  const { ownLog, hidden } = question.forecasts;
  return {
    questionId: question.id,
    closed: whyClosed(question, archived) ?? (mayForecast ? null : "Your role here reads and does not forecast."),
    footnote: ownLog.length > 1 ? counted(ownLog.length, "entry", "entries") : null,
    firstHint: hidden?.until === "you-forecast" ? "Saving shows you the crowd." : null,
  };
}
