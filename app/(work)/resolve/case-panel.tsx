import Link from "next/link";
import { Decide } from "#components/resolution/decide";
import { EvidenceLink, ResolutionHistory } from "#components/resolution/history";
import { OUTCOME } from "#components/resolution/outcome";
import { ProposeForm } from "#components/resolution/propose-form";
import { Chain } from "#components/ui/chain";
import { counted } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";
import { Stamp } from "#components/ui/stamp";
import { Time } from "#components/ui/time";
import type { ResolutionCase } from "#server/resolution/case-queries";

const DAY = 86_400_000;

/** One question of the queue: its chain, what is proposed with the facts, and the decision. */
export function CasePanel({ detail }: { detail: ResolutionCase }) {
  const { questionId, title, criteria, source, brief, scenario, quote, pending, history } = detail;
  const earlier = history.filter(({ id }) => id !== pending?.record.id);
  return (
    <article aria-label={title}>
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
      {pending ? <Proposal detail={detail} pending={pending} /> : null}
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
        {pending ? <ScoringStops detail={detail} knownAt={pending.record.knownAt} /> : null}
      </dl>
      {pending ? <Verdict pending={pending} /> : null}
      {detail.state === "OPEN" || detail.state === "CLOSED" ? (
        <section className="mt-8">
          <SecHead title={detail.state === "CLOSED" ? "Closed without a proposal" : "Still open"} />
          <ProposeForm questionId={questionId} open={detail.state === "OPEN"} />
        </section>
      ) : null}
      {earlier.length > 0 ? (
        <section className="mt-8">
          <SecHead title={pending ? "Earlier proposals" : "What was proposed"} />
          <ResolutionHistory entries={earlier} />
        </section>
      ) : null}
    </article>
  );
}

type Pending = NonNullable<ResolutionCase["pending"]>;

function Proposal({ pending: { record } }: { detail: ResolutionCase; pending: Pending }) {
  return (
    <>
      <p className="row mt-3">
        <Stamp kind={OUTCOME[record.outcome].stamp}>{OUTCOME[record.outcome].label}</Stamp>
        <span className="body">
          proposed by <b className="m">{record.own ? "you" : (record.proposedBy ?? "somebody")}</b>
          {record.proposedAt ? (
            <>
              , <Time at={record.proposedAt} show="minute" />
            </>
          ) : null}
        </span>
      </p>
      <dl className="facts body mt-6">
        <dt>Known at</dt>
        <dd>
          <Time at={record.knownAt} show="minute" />
        </dd>
        <dt>Evidence</dt>
        <dd>
          {record.note ? <p className="serif">{record.note}</p> : null}
          {record.evidenceUrl ? <EvidenceLink url={record.evidenceUrl} /> : null}
        </dd>
      </dl>
    </>
  );
}

function ScoringStops({ detail: { opensAt, closesAt }, knownAt }: { detail: ResolutionCase; knownAt: Date }) {
  const total = (closesAt.getTime() - opensAt.getTime()) / DAY;
  const counted = (Math.min(knownAt.getTime(), closesAt.getTime()) - opensAt.getTime()) / DAY;
  if (counted < 0) return null;
  const left = Math.round(total) - Math.round(counted);
  return (
    <>
      <dt>Scoring stops</dt>
      <dd>
        <Time at={new Date(Math.min(knownAt.getTime(), closesAt.getTime()))} />, {Math.round(counted)} of{" "}
        {Math.round(total)} days. {left > 0 ? `The ${left} days left count 0.` : null}
      </dd>
    </>
  );
}

function Verdict({ pending: { proposalId, record, scored, mayConfirm, singleHanded } }: { pending: Pending }) {
  const people = counted(scored.people, "person", "people");
  const effect = scored.people === 0 ? "score nobody" : `score ${scored.exact ? "" : "up to "}${people}`;
  const outcome = OUTCOME[record.outcome].label;
  return (
    <section className="mt-7 border-t border-ink pt-4" aria-label="Decision">
      <p className="body mb-4">
        {scored.people === 0
          ? `Confirming ${outcome} closes the question and writes no scores.`
          : `Confirming ${outcome} closes the question and writes the scores of ${scored.exact ? people : `at most ${people}`}, shown to everyone on the desk.`}{" "}
        <span className="muted">
          It enters the ledger; a later correction makes a new version and this one stays readable.
        </span>
      </p>
      {record.own && !mayConfirm ? (
        <p className="small muted mb-4">You proposed this, so another lead or an admin has to confirm it.</p>
      ) : null}
      {singleHanded ? (
        <p className="small neg mb-4">
          Nobody else could confirm this: it will be marked single-handed wherever it shows.
        </p>
      ) : null}
      <Decide proposalId={proposalId} effect={`${outcome}, ${effect}`} own={record.own} mayConfirm={mayConfirm} />
    </section>
  );
}

function shorten(quote: string): string {
  return quote.length <= 60 ? quote : `${quote.slice(0, 57).trimEnd()}…`;
}
