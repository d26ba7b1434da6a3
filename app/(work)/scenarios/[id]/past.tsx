import Link from "next/link";
import { HeldThen } from "#components/as-of/held-then";
import { PastBanner } from "#components/as-of/past-banner";
import { RelationsThen } from "#components/as-of/relations-then";
import { RoundThen } from "#components/as-of/round-then";
import { ThreadAppendix } from "#components/comments/thread-appendix";
import { RationaleText } from "#components/editor/rationale-text";
import { Discussion } from "#components/question/discussion";
import { QuestionStatus } from "#components/question/question-status";
import { Rounds } from "#components/round/rounds";
import { Activity } from "#components/scenario/activity";
import { chainOf } from "#components/scenario/chain-of";
import { Dissents } from "#components/scenario/dissents";
import { Indicators } from "#components/scenario/indicators";
import { Chain } from "#components/ui/chain";
import { EmptyState } from "#components/ui/empty-state";
import { SecHead } from "#components/ui/sec-head";
import { RemovedText } from "#components/versions/removed-text";
import type { Actor } from "#core/permissions";
import { orNotFound } from "#server/identity/session";
import { rationaleAt } from "#server/rationales/rationale-at";
import { threadsAt } from "#server/rationales/threads/threads-at";
import { roundRecords } from "#server/rounds/round-queries";
import { momentsBeside } from "#server/scenarios/moments";
import { relationsAt } from "#server/scenarios/relations-at";
import { scenarioPage } from "#server/scenarios/scenario-page";

interface PastScenarioProps {
  actor: Actor;
  id: string;
  at: number;
  zone: string;
}

/** The scenario's page as it stood: the same parts, without anything that changes it. */
export async function PastScenario({ actor, id, at, zone }: PastScenarioProps) {
  const page = await orNotFound(scenarioPage(actor, id, at));
  const { chain, headline, indicators, discussion, dissents } = page;
  const [rationale, threads, moments, relations] = await Promise.all([
    orNotFound(rationaleAt(actor, chain, at)),
    threadsAt(actor, chain.scenarioId, at),
    momentsBeside(actor, chain, at),
    orNotFound(relationsAt(actor, chain, at)),
  ]);
  const questions = headline ? [headline, ...indicators] : indicators;
  const rounds = headline ? ((await roundRecords([headline.id], at)).get(headline.id) ?? []) : [];
  const memberId = actor.memberships.find(({ teamId }) => teamId === chain.teamId)?.memberId ?? null;
  return (
    <>
      <PastBanner path={`/scenarios/${chain.scenarioId}`} at={at} zone={zone} {...moments}>
        {versionsOf(chain.briefVersion, headline?.version.number)}
        {at < chain.madeAt.getTime() ? BEFORE[chain.imported ? "imported" : "made"] : null}
        {chain.archivedAt ? " The scenario was archived." : null}
      </PastBanner>
      <Chain links={chainOf(chain)} />
      <header className="row between items-start flex-wrap gap-x-12 gap-y-4 py-6">
        <div className="flex-[1_1_34rem] max-w-[50rem]">
          <h1 className="title">{chain.statement}</h1>
          {headline ? (
            <p className="body ink2 mt-2.5">
              {headline.version.title} <Link href={asOfHref(`/questions/${headline.id}`, at)}>Criteria</Link>
            </p>
          ) : null}
        </div>
        {headline ? <QuestionStatus question={headline} now={at} /> : null}
      </header>
      {headline ? <RoundThen forecasts={headline.forecasts} records={rounds} /> : null}
      {headline ? (
        <HeldThen question={headline} at={at} zone={zone} />
      ) : (
        <EmptyState title="Nothing could be forecast here yet.">The headline question came later.</EmptyState>
      )}
      <div className="lower">
        <section aria-labelledby="rationale">
          <SecHead title="Rationale" id="rationale" />
          <div className="doc reading">
            {rationale === null ? <p className="muted">Nothing had been written yet.</p> : null}
            {rationale?.text ? <RationaleText text={rationale.text} references={rationale.references} /> : null}
            {rationale?.removed ? <RemovedText removed={rationale.removed} /> : null}
          </div>
        </section>
        <aside aria-labelledby="discussion">
          <SecHead title="Discussion" id="discussion" />
          {headline ? (
            <Discussion question={headline} remarks={discussion?.map(notOwn) ?? null} mayComment={false} />
          ) : (
            <p className="small muted">It opened with the headline question.</p>
          )}
          <ThreadAppendix threads={threads} />
        </aside>
        <div className="rail">
          <section aria-labelledby="indicators">
            <SecHead title="Indicators" id="indicators" />
            <Indicators indicators={indicators} />
          </section>
          {headline && headline.forecasts.rounds.length > 0 ? (
            <section aria-labelledby="rounds">
              <SecHead title="Rounds" id="rounds" />
              <Rounds view={headline.forecasts} records={rounds} memberId={memberId} brief />
            </section>
          ) : null}
          <section aria-labelledby="relations">
            <SecHead title="Relations" id="relations" />
            <RelationsThen relations={relations} at={at} />
          </section>
          <section aria-labelledby="dissent">
            <SecHead title="Dissent" id="dissent" />
            <Dissents
              scenarioId={chain.scenarioId}
              {...dissents}
              asked={headline?.forecasts ?? { type: "binary" }}
              maySign={false}
            />
          </section>
          <section aria-labelledby="activity">
            <SecHead title="Activity" id="activity" />
            <Activity questions={questions} />
          </section>
        </div>
      </div>
    </>
  );
}

const BEFORE = {
  made: " The scenario was made later; this is how it began.",
  imported: " The scenario was brought in later, with a log that goes back further.",
} as const;

export function asOfHref(path: string, at: number): string {
  return `${path}?at=${new Date(at).toISOString()}`;
}

/** One's own words cannot be taken back in the past either. */
export const notOwn = <T extends { own: boolean }>(remark: T): T => ({ ...remark, own: false });

function versionsOf(brief: number | null, question: number | undefined): string {
  const said = [
    ...(brief === null ? [] : [`brief version ${brief}`]),
    ...(question === undefined ? ["no question yet"] : [`question version ${question}`]),
  ].join(", ");
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}
