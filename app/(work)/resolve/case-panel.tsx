import Link from "next/link";
import { ConditionalEffects } from "#components/resolution/conditional-effects";
import { Decide } from "#components/resolution/decide";
import { Evidence } from "#components/resolution/evidence";
import { ResolutionHistory } from "#components/resolution/history";
import { ImpactTable } from "#components/resolution/impact-table";
import { verdictLabel, verdictStamp } from "#components/resolution/outcome";
import { ProposeForm } from "#components/resolution/propose-form";
import { Chain } from "#components/ui/chain";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { SecHead } from "#components/ui/sec-head";
import { Stamp } from "#components/ui/stamp";
import { Time } from "#components/ui/time";
import { saysWhatHappened } from "#core/outcome";
import type { ResolutionCase } from "#server/resolution/case-queries";

const DAY = 86_400_000;

/** One question of the queue: its chain, what is proposed with the facts, and the decision. */
export function CasePanel({ detail }: { detail: ResolutionCase }) {
  const { questionId, title, criteria, source, brief, scenario, quote, pending, history } = detail;
  const earlier = history.filter(({ id }) => id !== pending?.record.id);
  return (
    <article aria-label={title} id="case">
      <Chain
        links={[
          { label: brief.title, href: `/briefs/${brief.id}` },
          ...(quote
            ? [{ label: `“${shorten(quote)}”`, href: `/briefs/${brief.id}#a${scenario.number}`, quoted: true }]
            : []),
          { label: `Scenario ${scenario.number}`, href: `/scenarios/${scenario.id}` },
          { label: "Question" },
        ]}
      />
      <h2 className="title mt-3">
        <Link href={`/questions/${questionId}`}>{title}</Link>
      </h2>
      {pending ? <Proposal pending={pending} inForce={detail.inForce} /> : null}
      <dl className="facts body mt-6">
        <dt>Criteria</dt>
        <dd>
          {criteria || <span className="muted">None written</span>}{" "}
          <span className="small muted">version {detail.versionNumber}</span>
        </dd>
        <dt>Source</dt>
        <dd>{source || <span className="muted">None named</span>}</dd>
        <dt>Open</dt>
        <dd>
          <Time at={detail.opensAt} /> to <Time at={detail.closesAt} />
        </dd>
        {pending ? <ScoringStops detail={detail} pending={pending} /> : null}
      </dl>
      {pending ? <WhoseScores pending={pending} /> : null}
      {pending ? <ConditionalEffects effects={pending.conditionals} /> : null}
      {pending ? <Decision pending={pending} /> : null}
      {detail.state === "OPEN" || detail.state === "CLOSED" ? (
        <section className="mt-8">
          <SecHead title={detail.state === "CLOSED" ? "Closed without a proposal" : "Still open"} />
          <ProposeForm
            questionId={questionId}
            spec={detail.spec}
            open={detail.state === "OPEN"}
            closesAt={detail.closesAt}
          />
        </section>
      ) : null}
      {detail.inForce && !pending ? (
        <section className="mt-8">
          <SecHead title="Decided" />
          <ProposeForm
            questionId={questionId}
            spec={detail.spec}
            open={false}
            closesAt={detail.closesAt}
            correct={detail.inForce}
          />
        </section>
      ) : null}
      {earlier.length > 0 ? (
        <section className="mt-8">
          <SecHead
            title={detail.inForce ? "Versions and proposals" : pending ? "Earlier proposals" : "What was proposed"}
          />
          <ResolutionHistory entries={earlier} changes={detail.changes} />
        </section>
      ) : null}
    </article>
  );
}

type Pending = NonNullable<ResolutionCase["pending"]>;

function Proposal({ pending: { record }, inForce }: { pending: Pending; inForce: ResolutionCase["inForce"] }) {
  const { outcome, own, proposedBy, proposedAt, knownAt, corrects } = record;
  return (
    <>
      <p className="row mt-3">
        <Stamp kind={verdictStamp(outcome)}>{verdictLabel(record)}</Stamp>
        <span className="body">
          proposed by <b className="m">{own ? "you" : (proposedBy ?? "somebody")}</b>
          {proposedAt ? (
            <>
              , <Time at={proposedAt} show="minute" />
            </>
          ) : null}
        </span>
      </p>
      {corrects !== null && inForce ? (
        <div className="mt-4">
          <Note kind="warn">
            A correction: version {corrects} says <b>{verdictLabel(inForce)}</b>, known <Time at={inForce.knownAt} />.
            It and its scores stand until another person confirms this.
          </Note>
        </div>
      ) : null}
      <dl className="facts body mt-6">
        {outcome === null ? null : (
          <>
            <dt>Known at</dt>
            <dd>
              <Time at={knownAt} show="minute" />
            </dd>
          </>
        )}
        <dt>{corrects === null ? "Evidence" : "Reason"}</dt>
        <dd>
          <Evidence {...record} inPlace />
        </dd>
      </dl>
    </>
  );
}

function ScoringStops({ detail: { opensAt, closesAt }, pending }: { detail: ResolutionCase; pending: Pending }) {
  const { outcome, knownAt } = pending.record;
  if (!saysWhatHappened(outcome)) return null;
  const stops = Math.min(knownAt.getTime(), closesAt.getTime());
  const total = Math.round((closesAt.getTime() - opensAt.getTime()) / DAY);
  const counts = Math.round((stops - opensAt.getTime()) / DAY);
  const late = pending.impact.shown?.late ?? 0;
  return (
    <>
      <dt>Scoring stops</dt>
      <dd>
        <Time at={new Date(stops)} />, {counts} of {counted(total, "day", "days")}.{" "}
        {total > counts ? `The ${counted(total - counts, "day", "days")} left count 0. ` : null}
        {late > 0 ? (
          <span className="muted">
            {counted(late, "forecast", "forecasts")} made after it {late === 1 ? "is" : "are"} kept as late.
          </span>
        ) : null}
      </dd>
    </>
  );
}

function WhoseScores({ pending: { record, impact } }: { pending: Pending }) {
  const correction = record.corrects !== null;
  const scores = saysWhatHappened(record.outcome);
  const { shown, people } = impact;
  return (
    <section className="mt-8">
      <SecHead title="Whose scores move">
        <span className="small muted">
          If {correction ? "this correction" : verdictLabel(record)} is confirmed · preview, not stored
        </span>
      </SecHead>
      {shown === null ? (
        <p className="body mt-3">
          {scores
            ? `At most ${counted(people, "person", "people")}. Whose and by how much shows once the forecasts do: a preview would give them away.`
            : "Nobody is scored."}
        </p>
      ) : shown.rows.length === 0 ? (
        <p className="body mt-3">
          {scores ? "Nobody’s: no forecast counted." : "Nobody’s: this verdict gives no scores."}
        </p>
      ) : (
        <ImpactTable
          rows={shown.rows}
          places={shown.places}
          minimum={shown.minimum}
          asked={shown.asked}
          correction={correction}
        />
      )}
    </section>
  );
}

function Decision({ pending }: { pending: Pending }) {
  const { proposalId, record, impact, conditionals, mayConfirm, singleHanded, others } = pending;
  return (
    <section className="mt-7 border-t border-ink pt-4" aria-label="Decision">
      {record.own && !mayConfirm ? (
        <p className="small muted mb-4">
          {others > 0
            ? "You proposed this, so another lead or an admin has to confirm it."
            : "You proposed this, and nobody else here could confirm it: an admin may do so alone 24 hours after it was proposed."}
        </p>
      ) : null}
      {singleHanded ? (
        <p className="small neg mb-4">
          Nobody else could confirm this: it will be marked single-handed wherever it shows.
        </p>
      ) : null}
      <Decide
        proposalId={proposalId}
        outcome={record.outcome}
        said={record.said}
        correction={record.corrects !== null}
        people={impact.people}
        exact={impact.shown !== null}
        conditionals={conditionals.length}
        own={record.own}
        mayConfirm={mayConfirm}
      />
    </section>
  );
}

function shorten(quote: string): string {
  return quote.length <= 60 ? quote : `${quote.slice(0, 57).trimEnd()}…`;
}
