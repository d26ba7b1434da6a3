import Link from "next/link";
import { outcomeOf, type ShownQuestion } from "#components/question/shown-question";
import { StateStamp } from "#components/question/state-stamp";
import { percent } from "#components/ui/format";
import { Rule } from "#components/ui/rule";

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
  const { own, revealed, whoHasForecast } = question.forecasts;
  const crowd = revealed?.crowd ?? null;
  if (question.state !== "OPEN")
    return (
      <StateStamp
        state={question.state}
        outcome={outcomeOf(question)}
        singleHanded={question.resolution?.singleHanded}
      />
    );
  return (
    <>
      <span className="flex-1 max-w-32">
        <Rule
          me={own?.value ?? null}
          crowd={crowd && { median: crowd.median, low: crowd.lowerQuartile, high: crowd.upperQuartile }}
        />
      </span>
      <span>
        {own ? <span className="me-ink b">{percent(own.value)}</span> : "no forecast of yours"} ·{" "}
        {crowd ? `crowd ${percent(crowd.median)}` : `${whoHasForecast.length} have forecast`}
      </span>
    </>
  );
}
