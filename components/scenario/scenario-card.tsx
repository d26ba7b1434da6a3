import Link from "next/link";
import type { ReactNode } from "react";
import { GlanceLine } from "#components/forecast/glance-line";
import { StateStamp } from "#components/question/state-stamp";
import { counted, type Instant, percent } from "#components/ui/format";
import { Icon } from "#components/ui/icons";
import { Rule } from "#components/ui/rule";
import { Tag } from "#components/ui/tag";
import type { Glance } from "#core/glance";
import type { OutcomeKind } from "#core/outcome";
import type { QuestionState } from "#core/resolution";

export interface ScenarioCardData {
  id: string;
  number: number;
  statement: string;
  anchored: boolean;
  question: {
    state: QuestionState;
    verdict: { outcome: OutcomeKind; said: string } | null;
    singleHanded: boolean;
    closesAt: Instant;
    own: number | null;
    crowd: { median: number; low: number; high: number } | null;
    glance: Glance | null;
    forecasters: number;
  } | null;
}

interface ScenarioCardProps {
  scenario: ScenarioCardData;
  /** Whether the reader may write its question. */
  mayWrite: boolean;
  mayForecast: boolean;
  children?: ReactNode;
}

/** A scenario level with its passage: its number leads back to the quoted words. */
export function ScenarioCard({ scenario, mayWrite, mayForecast, children }: ScenarioCardProps) {
  const { id, number, statement, anchored, question } = scenario;
  const mark = <b>{number}</b>;
  return (
    <article className="scn" id={`s${number}`} data-scenarios={number} data-item>
      <div className="no">
        {anchored ? (
          <a href={`#a${number}`} aria-label={`Scenario ${number}: to its words in the text`}>
            {mark}
          </a>
        ) : (
          mark
        )}
      </div>
      <div>
        <Link className="st" href={`/scenarios/${id}`}>
          {statement}
        </Link>
        {question ? (
          <Standing question={question} id={id} mayForecast={mayForecast} />
        ) : (
          <div className="meta">
            <Tag>no question yet</Tag>
            {mayWrite ? <Link href={`/scenarios/${id}/question`}>Write one</Link> : null}
          </div>
        )}
        {children}
      </div>
    </article>
  );
}

interface StandingProps {
  question: NonNullable<ScenarioCardData["question"]>;
  id: string;
  mayForecast: boolean;
}

function Standing({ question, id, mayForecast }: StandingProps) {
  const { state, verdict, singleHanded, own, crowd, glance, forecasters } = question;
  if (state === "DRAFT") {
    return (
      <div className="meta">
        <StateStamp state={state} />
        <Link href={`/scenarios/${id}/question`}>Go on writing it</Link>
      </div>
    );
  }
  return (
    <div className="meta">
      {glance ? null : <Rule me={own} crowd={crowd} />}
      {state === "OPEN" && glance ? (
        <span>
          <GlanceLine glance={glance} />
          {glance.crowd ? null : (
            <>
              {" · "}
              <Icon name="lock" /> {counted(forecasters, "has forecast", "have forecast")}
            </>
          )}
        </span>
      ) : state === "OPEN" ? (
        <span>
          {own !== null ? <span className="me-ink b">{percent(own)}</span> : null}
          {own !== null && crowd ? " · " : null}
          {crowd ? `crowd ${percent(crowd.median)}` : null}
          {crowd ? null : (
            <>
              {own !== null ? " · " : null}
              <Icon name="lock" /> {counted(forecasters, "has forecast", "have forecast")}
            </>
          )}
          {own === null && mayForecast ? (
            <>
              {" · "}
              <Link href={`/scenarios/${id}`}>forecast</Link>
            </>
          ) : null}
        </span>
      ) : (
        <StateStamp state={state} verdict={verdict} singleHanded={singleHanded} />
      )}
    </div>
  );
}
