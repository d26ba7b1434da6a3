import Link from "next/link";
import { GlanceLine } from "#components/forecast/glance-line";
import { type ShownQuestion, verdictOf } from "#components/question/shown-question";
import { StateStamp } from "#components/question/state-stamp";
import { percent } from "#components/ui/format";
import { Rule } from "#components/ui/rule";
import { binaryNumbers, glanceOf } from "#core/glance";

/** Early observable events that move the scenario: each a question of its own, in a line. */
export function Indicators({ indicators }: { indicators: readonly ShownQuestion[] }) {
  if (indicators.length === 0) return <p className="small muted">No indicators yet.</p>;
  return indicators.map((question) => (
    <div className="ind" key={question.id} data-item data-live>
      <p className="body">
        <Link href={`/questions/${question.id}`} className="no-underline text-ink">
          {question.version.title}
        </Link>
      </p>
      <div className="row between small muted mt-1">
        <Numbers question={question} />
      </div>
    </div>
  ));
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
