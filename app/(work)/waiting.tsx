import Link from "next/link";
import { DeskItem, DeskSection } from "#components/desk/desk-item";
import { QuickForecast } from "#components/desk/quick-forecast";
import { ReaffirmButton } from "#components/desk/reaffirm-button";
import { glanceWords } from "#components/forecast/held-words";
import { verdictLabel } from "#components/resolution/outcome";
import { ButtonLink } from "#components/ui/button";
import { daysBetween, fromNow, percent } from "#components/ui/format";
import { Time } from "#components/ui/time";
import type { Desk, DeskQuestion } from "#server/desk/desk-queries";

/** What waits for the reader, most pressing first; a list without items is not there. */
export function Waiting({ desk, now }: { desk: Desk; now: number }) {
  const { inRound, closingSoon, notForecast, stale, toConfirm, overdue, drafts, forecasters, mayResolve, kind } = desk;
  return (
    <>
      <DeskSection title="Rounds closing" hint="Each waits for your three numbers">
        {inRound.map((question) => (
          <DeskItem
            key={question.id}
            question={question}
            forecasters={forecasters}
            note={question.round ? <RoundEnds {...question.round} now={now} /> : null}
          >
            <ButtonLink variant="primary" href={`/questions/${question.id}`}>
              Answer
            </ButtonLink>
          </DeskItem>
        ))}
      </DeskSection>
      <DeskSection title="Closes soon" hint="Within a week">
        {closingSoon.map((question) => (
          <DeskItem key={question.id} question={question} forecasters={forecasters}>
            <Act question={question} />
          </DeskItem>
        ))}
      </DeskSection>
      <DeskSection title="To confirm" hint="Proposed by others">
        {toConfirm.map(({ questionId, title, outcome, said, correction, knownAt, proposedBy, own }) => (
          <li key={questionId} className="item" data-item>
            <div>
              <Link className="st" href={`/resolve?question=${questionId}`}>
                {title}
              </Link>
              <p className="small muted mt-0.5">
                {own ? "You propose" : `${proposedBy} proposes`}{" "}
                <b>{outcome === null ? "to withdraw the verdict" : verdictLabel({ outcome, said })}</b>
                {outcome === null ? null : (
                  <>
                    {correction ? " as a correction" : null}, known <Time at={knownAt} />
                  </>
                )}
                {own ? " · another person has to confirm it" : null}
              </p>
            </div>
            <div className="rulecell" />
            <div className="act">
              <ButtonLink href={`/resolve?question=${questionId}`}>Review</ButtonLink>
            </div>
          </li>
        ))}
      </DeskSection>
      <DeskSection title="Not forecast yet">
        {notForecast.map((question) => (
          <DeskItem key={question.id} question={question} forecasters={forecasters}>
            <Act question={question} />
          </DeskItem>
        ))}
      </DeskSection>
      <DeskSection title="Gone stale" hint="Unchanged for 30 days or more">
        {stale.map((question) => (
          <DeskItem
            key={question.id}
            question={question}
            forecasters={forecasters}
            note={question.own ? `${daysBetween(question.own.latestAt, now)} old` : null}
          >
            <Act question={question} />
          </DeskItem>
        ))}
      </DeskSection>
      {mayResolve || kind === "leader" ? (
        <DeskSection title="Overdue" hint="Closed, and nobody has proposed a resolution">
          {overdue.map((question) => (
            <DeskItem key={question.id} question={question} forecasters={forecasters} closed>
              {mayResolve ? <ButtonLink href={`/resolve?question=${question.id}`}>Resolve</ButtonLink> : null}
            </DeskItem>
          ))}
        </DeskSection>
      ) : null}
      <DeskSection title="Drafts" hint="Not published yet">
        {drafts.map(({ id, title }) => (
          <li key={id} className="item" data-item>
            <Link className="st" href={`/questions/${id}`}>
              {title}
            </Link>
            <div className="rulecell" />
            <div className="act">
              <ButtonLink href={`/questions/${id}`}>Finish</ButtonLink>
            </div>
          </li>
        ))}
      </DeskSection>
    </>
  );
}

/** The one press that an open question waits for. */
function RoundEnds({ number, endsAt, now }: { number: number; endsAt: number; now: number }) {
  return (
    <b>
      round {number} ends <Time at={endsAt} show="minute" />, {fromNow(endsAt, now)}
    </b>
  );
}

function Act({ question: { id, title, own, glance, round } }: { question: DeskQuestion }) {
  // Answered already, else it stood under its round: three numbers are given on the question's own page.
  if (round) {
    return (
      <ButtonLink variant="quiet" href={`/questions/${id}`}>
        Change
      </ButtonLink>
    );
  }
  if (!own) {
    return glance ? (
      <ButtonLink href={`/questions/${id}#my-forecast`} data-shortcut="f" data-shortcut-label="Forecast">
        Forecast<span className="vh">: {title}</span>
      </ButtonLink>
    ) : (
      <QuickForecast questionId={id} title={title} />
    );
  }
  return (
    <>
      <ReaffirmButton
        questionId={id}
        title={title}
        held={glance ? (glanceWords(glance).own ?? "") : percent(own.probability ?? 0)}
      />
      <ButtonLink variant="quiet" href={`/questions/${id}`}>
        Change
      </ButtonLink>
    </>
  );
}
