import { ChoiceCrowd } from "#components/forecast/choice-crowd";
import { ContinuousCrowd } from "#components/forecast/continuous-crowd";
import { CrowdPanel } from "#components/forecast/crowd-panel";
import { heldWords } from "#components/forecast/held-words";
import { marksOf, shownUntil } from "#components/forecast/instrument-clocks";
import { placeOfOutcome } from "#components/forecast/outcome-place";
import type { ShownQuestion } from "#components/question/shown-question";
import { list } from "#components/ui/format";
import { Time } from "#components/ui/time";
import type { HeldValue } from "#core/forecast-value";
import type { Standing } from "#core/standing";

interface HeldThenProps {
  question: ShownQuestion;
  at: number;
  zone: string;
}

/** What I held and what the crowd held at an instant. Nothing is entered in the past, so there is no input. */
export function HeldThen({ question, at, zone }: HeldThenProps) {
  const { forecasts } = question;
  const own: Standing<HeldValue> | null = forecasts.own;
  const version = forecasts.ownLog.at(-1)?.version;
  return (
    <div className="instrument">
      <section className="mine" aria-labelledby="my-forecast">
        <h2 className="sec mb-3.5" id="my-forecast">
          My forecast
        </h2>
        {own ? (
          <p className="body">
            <span className="b me-ink">{heldWords(own.value, forecasts)}</span> since{" "}
            <Time at={own.since} show="minute" />
            {version === undefined ? null : `, on version ${version} of the question`}.
          </p>
        ) : (
          <p className="body muted">You held no forecast then.</p>
        )}
      </section>
      <CrowdThen question={question} at={at} zone={zone} />
    </div>
  );
}

function CrowdThen({ question, at, zone }: HeldThenProps) {
  const { forecasts, opensAt, closesAt } = question;
  const shared = {
    opensAt: opensAt.getTime(),
    closesAt: closesAt.getTime(),
    until: shownUntil(question, at),
    events: marksOf(question),
    zone,
  };
  switch (forecasts.type) {
    case "binary": {
      const names = forecasts.revealed ? forecasts.whoHasForecast.map(({ name }) => name) : [];
      return (
        <CrowdPanel view={forecasts} {...shared}>
          {names.length > 0 ? <p className="small muted mt-2">Forecast by {list(names)}.</p> : null}
        </CrowdPanel>
      );
    }
    case "multiple_choice":
      return <ChoiceCrowd past view={forecasts} {...shared} outcome={question.resolution?.option ?? null} />;
    case "numeric":
    case "date":
      return <ContinuousCrowd past view={forecasts} {...shared} outcome={placeOfOutcome({ ...question, forecasts })} />;
  }
}
