import { ReaffirmButton } from "#components/desk/reaffirm-button";
import { heldWords } from "#components/forecast/held-words";
import { Note } from "#components/ui/note";
import type { HeldValue } from "#core/forecast-value";
import type { ForecastView } from "#core/forecast-view";
import type { Standing } from "#core/standing";

interface WordingChangedProps {
  question: {
    id: string;
    state: string;
    version: { number: number; title: string; worded: number };
    forecasts: ForecastView;
  };
  mayForecast: boolean;
}

/** To whoever holds a forecast made before the wording changed: it stands, and one press says that it still holds. */
export function WordingChanged({ question, mayForecast }: WordingChangedProps) {
  const { id, state, version, forecasts } = question;
  const own: Standing<HeldValue> | null = forecasts.own;
  const answered = forecasts.ownLog.at(-1)?.version;
  const open = mayForecast && state === "OPEN";
  if (!own || answered === undefined || answered >= version.worded) return null;
  return (
    <div className="mb-4">
      <Note kind="warn">
        <div className="row flex-wrap gap-y-2 py-1">
          <span>
            Your forecast was made on version {answered}, before the wording changed. It stands.{" "}
            <a href={`/questions/${id}#versions`}>See what changed</a>
          </span>
          {open ? (
            <ReaffirmButton questionId={id} title={version.title} held={heldWords(own.value, forecasts)} />
          ) : null}
        </div>
      </Note>
    </div>
  );
}
