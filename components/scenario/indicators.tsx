import Link from "next/link";
import { GlanceLine } from "#components/forecast/glance-line";
import { type ShownQuestion, verdictOf } from "#components/question/shown-question";
import { StateStamp } from "#components/question/state-stamp";
import { percent } from "#components/ui/format";
import { Rule } from "#components/ui/rule";
import { Time } from "#components/ui/time";
import { binaryNumbers, glanceOf } from "#core/glance";

/** Early observable events that move the scenario, in the order of time: each a question of its own, in a line. */
export function Indicators({ indicators }: { indicators: readonly ShownQuestion[] }) {
  if (indicators.length === 0) return <p className="small muted">No indicators yet.</p>;
  const inOrder = indicators.toSorted((a, b) => instantOf(a) - instantOf(b));
  const observed = indicators.filter((question) => question.resolution?.outcome === "YES").length;
  return (
    <>
      <p className="small muted">
        {observed} of {indicators.length} observed.
      </p>
      <ol>
        {inOrder.map((question) => (
          <Indicator key={question.id} question={question} />
        ))}
      </ol>
    </>
  );
}

/** When it happened, or by when it should. */
const instantOf = ({ resolution, closesAt }: ShownQuestion) => (resolution?.knownAt ?? closesAt).getTime();

function Indicator({ question }: { question: ShownQuestion }) {
  return (
    <li className="ind" data-item data-live>
      <p className="body">
        <Link href={`/questions/${question.id}`} className="no-underline text-ink">
          {question.version.title}
        </Link>
      </p>
      <div className="row between small muted mt-1">
        <Numbers question={question} />
      </div>
      <p className="small muted">
        <When question={question} />
      </p>
    </li>
  );
}

/** Whether it has been observed, and when; by when it should be. */
function When({ question: { state, resolution, closesAt } }: { question: ShownQuestion }) {
  switch (resolution?.outcome) {
    case undefined:
      return (
        <>
          {state === "OPEN" ? "Watched until" : "Not observed yet; watched until"} <Time at={closesAt} />
        </>
      );
    case "YES":
      return (
        <>
          <b>Observed</b> <Time at={resolution?.knownAt ?? closesAt} />
        </>
      );
    case "NO":
      return (
        <>
          Did not happen by <Time at={closesAt} />
        </>
      );
    case "VOID":
    case "AMBIGUOUS":
      return <>Nothing can be said of it</>;
    default:
      return (
        <>
          Known <Time at={resolution?.knownAt ?? closesAt} />
        </>
      );
  }
}

function Numbers({ question }: { question: ShownQuestion }) {
  const { whoHasForecast } = question.forecasts;
  const { own, crowd } = binaryNumbers(question.forecasts);
  const glance = glanceOf(question.forecasts);
  if (question.state !== "OPEN")
    return (
      <StateStamp
        state={question.state}
        verdict={verdictOf(question)}
        singleHanded={question.resolution?.singleHanded}
      />
    );
  if (glance)
    return (
      <>
        <GlanceLine glance={glance} />
        {glance.crowd ? null : <span>{whoHasForecast.length} have forecast</span>}
      </>
    );
  return (
    <>
      <span className="flex-1 max-w-32">
        <Rule me={own} crowd={crowd} />
      </span>
      <span>
        {own !== null ? <span className="me-ink b">{percent(own)}</span> : "no forecast of yours"} ·{" "}
        {crowd ? `crowd ${percent(crowd.median)}` : `${whoHasForecast.length} have forecast`}
      </span>
    </>
  );
}
