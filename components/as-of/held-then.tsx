import { CrowdPanel } from "#components/forecast/crowd-panel";
import { glanceWords, heldWords } from "#components/forecast/held-words";
import { HiddenCrowd } from "#components/forecast/hidden-crowd";
import { marksOf, shownUntil } from "#components/forecast/instrument";
import type { ShownQuestion } from "#components/question/shown-question";
import { list } from "#components/ui/format";
import { Time } from "#components/ui/time";
import type { HeldValue } from "#core/forecast-value";
import { glanceOf } from "#core/glance";
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
  const names = forecasts.revealed ? forecasts.whoHasForecast.map(({ name }) => name) : [];
  const who = names.length > 0 ? <p className="small muted mt-2">Forecast by {list(names)}.</p> : null;
  if (forecasts.type === "binary")
    return (
      <CrowdPanel
        view={forecasts}
        opensAt={opensAt.getTime()}
        closesAt={closesAt.getTime()}
        until={shownUntil(question, at)}
        events={marksOf(question)}
        zone={zone}
      >
        {who}
      </CrowdPanel>
    );
  const glance = glanceOf(forecasts);
  const crowd = glance && glanceWords(glance).crowd;
  return (
    <section className="crowd-side" aria-labelledby="crowd">
      <h2 className="sec" id="crowd">
        The crowd
      </h2>
      <p className={crowd ? "body" : "body muted"}>{crowd ?? "No forecast of others is shown here."}</p>
      {forecasts.hidden ? <HiddenCrowd hidden={forecasts.hidden} /> : null}
      {who}
    </section>
  );
}
