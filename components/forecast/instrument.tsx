import type { ShownQuestion, ShownQuestionOf } from "#components/question/shown-question";
import { list } from "#components/ui/format";
import type { BinaryView } from "#core/visibility";
import { CrowdPanel } from "./crowd-panel";
import { MyForecast } from "./my-forecast";
import { TypedInstrument } from "./typed-instrument";

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
  return forecasts.type === "binary" ? (
    <BinaryInstrument question={{ ...rest, forecasts }} {...props} />
  ) : (
    <TypedInstrument question={{ ...rest, forecasts }} {...props} />
  );
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

type Clocked = Pick<ShownQuestion, "opensAt" | "closesAt" | "resolution" | "revealAt">;

/** How far the lines of a history go: now, or where forecasts stopped counting. */
export function shownUntil({ opensAt, closesAt, resolution }: Clocked, now: number): number {
  const until = Math.min(now, closesAt.getTime(), resolution?.knownAt.getTime() ?? Number.POSITIVE_INFINITY);
  return Math.max(until, opensAt.getTime());
}

/** What is marked on a history. */
export function marksOf({ revealAt, resolution }: Clocked): { at: number; label: string }[] {
  return [
    ...(revealAt ? [{ at: revealAt.getTime(), label: "Round closes" }] : []),
    ...(resolution ? [{ at: resolution.knownAt.getTime(), label: "Answer known" }] : []),
  ];
}
