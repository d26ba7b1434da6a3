import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { AsOfFault, AsOfNow } from "#components/as-of/as-of-form";
import { CommentsAround } from "#components/comments/comments-around";
import { CommentsPanel } from "#components/comments/comments-panel";
import { Rationale } from "#components/editor/rationale";
import { RationaleText } from "#components/editor/rationale-text";
import { Instrument } from "#components/forecast/instrument";
import { LiveRefresh } from "#components/live/live-refresh";
import { Discussion } from "#components/question/discussion";
import { PublishQuestion } from "#components/question/publish-question";
import { QuestionStatus } from "#components/question/question-status";
import { WordingChanged } from "#components/question/wording-changed";
import { CoherencePanel } from "#components/relations/coherence-panel";
import { ScenarioRelations } from "#components/relations/scenario-relations";
import { Rounds } from "#components/round/rounds";
import { RunningRound } from "#components/round/running-round";
import { Activity } from "#components/scenario/activity";
import { chainOf } from "#components/scenario/chain-of";
import { Dissents } from "#components/scenario/dissents";
import { EditScenario, RestoreScenario } from "#components/scenario/edit-scenario";
import { Indicators } from "#components/scenario/indicators";
import { ButtonLink } from "#components/ui/button";
import { Chain } from "#components/ui/chain";
import { EmptyState } from "#components/ui/empty-state";
import { Note } from "#components/ui/note";
import { SecHead } from "#components/ui/sec-head";
import { orNotFound, requireActor } from "#server/identity/session";
import { pageId } from "#server/platform/page-id";
import { rationaleOf } from "#server/rationales/rationale-queries";
import { ownCoherence } from "#server/relations/own-coherence";
import { scenarioRelations } from "#server/relations/scenario-relations";
import { roundsShown } from "#server/rounds/rounds-shown";
import { chainOfScenario } from "#server/scenarios/chain";
import { scenarioPage } from "#server/scenarios/scenario-page";
import { asOf } from "../../../as-of";
import { reader } from "../../../reader";
import { PastScenario } from "./past";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Once a request, for the page and its title. */
const load = cache(async (id: string) => {
  const actor = await requireActor();
  const page = await orNotFound(scenarioPage(actor, id));
  return { actor, page, rationale: await orNotFound(rationaleOf(actor, page.chain.scenarioId, page.headline)) };
});

/** A page of the past reads what stood then, and of now no more than what the scenario is called. */
async function chainAt(id: string) {
  return chainOfScenario(await requireActor(), pageId(id), null);
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { id } = await params;
  const { at, on } = await searchParams;
  if (at === undefined && on === undefined) return { title: (await load(id)).page.chain.statement };
  const chain = await orNotFound(chainAt(id));
  return { title: chain.statement };
}

export default async function ScenarioPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { zone } = await reader();
  const path = `/scenarios/${encodeURIComponent(id)}`;
  const { at, fault } = asOf(await searchParams, path, zone);
  if (at !== null) return <PastScenario actor={await requireActor()} id={id} at={at} zone={zone} />;
  const { actor, page, rationale } = await load(id);
  const { chain, headline, discussion, dissents, indicators, may, loadedAt } = page;
  const archived = chain.archivedAt !== null;
  const [coherence, related] = await Promise.all([
    ownCoherence(actor, chain.teamId, [chain.scenarioId]),
    scenarioRelations(chain.teamId, chain.scenarioId),
  ]);
  const questions = headline ? [headline, ...indicators] : indicators;
  const rounds = await roundsShown(actor, chain.teamId, questions);
  return (
    <>
      <LiveRefresh
        viewer={actor.userId}
        topics={[
          chain.scenarioId,
          ...questions.map(({ id }) => id),
          ...rationale.references.questions.keys(),
          ...related.relations.map(({ id }) => id),
        ]}
        since={loadedAt}
      />
      <AsOfFault fault={fault} />
      <Chain links={chainOf(chain)} />
      <header className="row between items-start flex-wrap gap-x-12 gap-y-4 py-6">
        <div className="flex-[1_1_34rem] max-w-[50rem]">
          <h1 className="title">{chain.statement}</h1>
          {headline ? (
            <p className="body ink2 mt-2.5">
              {headline.version.title} <Link href={`/questions/${headline.id}`}>Criteria</Link>
            </p>
          ) : null}
          {may.write && !archived ? (
            <div className="small mt-2">
              <EditScenario scenario={scenarioOf(chain)} />
            </div>
          ) : null}
        </div>
        <div className="stack">
          {headline ? <QuestionStatus question={headline} now={loadedAt} /> : null}
          <AsOfNow path={path} at={loadedAt} zone={zone} />
        </div>
      </header>
      {archived ? (
        <Note kind="warn">
          This scenario is archived: it is kept as it was and takes no forecasts.{" "}
          {may.write ? <RestoreScenario scenario={scenarioOf(chain)} /> : null}
        </Note>
      ) : null}
      {headline?.state === "DRAFT" ? <PublishQuestion questionId={headline.id} scenarioId={chain.scenarioId} /> : null}
      {headline ? <RunningRound teamId={chain.teamId} question={headline} rounds={rounds} now={loadedAt} /> : null}
      {headline ? (
        <>
          <WordingChanged question={headline} mayForecast={may.forecast && !archived} />
          <Instrument question={headline} mayForecast={may.forecast} archived={archived} now={loadedAt} zone={zone} />
        </>
      ) : (
        <EmptyState
          title="Nothing can be forecast here yet."
          action={
            may.write && !archived ? (
              <ButtonLink variant="primary" href={`/scenarios/${chain.scenarioId}/question`}>
                Write the headline question
              </ButtonLink>
            ) : null
          }
        >
          A headline question says what would make this scenario true, by when, and where the answer will be read.
        </EmptyState>
      )}
      <CoherencePanel coherence={coherence} />
      <CommentsAround
        scenarioId={chain.scenarioId}
        comments={rationale.comments}
        mayComment={may.comment && rationale.comments.open && !archived}
      >
        <Rationale
          scenarioId={chain.scenarioId}
          viewer={actor.userId}
          generation={rationale.generation}
          mayEdit={rationale.mayEdit}
          savedAt={rationale.savedAt}
          references={rationale.references}
          blind={questions.some(({ forecasts }) => forecasts.hidden?.until === "round-closes")}
        >
          <RationaleText text={rationale.text} references={rationale.references} />
        </Rationale>
        <aside aria-label="Comments and discussion">
          <CommentsPanel />
          <section aria-labelledby="discussion" className="mt-9">
            <SecHead title="Discussion" id="discussion" />
            {headline ? (
              <Discussion question={headline} remarks={discussion} mayComment={may.comment} />
            ) : (
              <p className="small muted">It opens with the headline question.</p>
            )}
          </section>
        </aside>
        <div className="rail">
          <section aria-labelledby="indicators">
            <SecHead title="Indicators" id="indicators">
              {may.write && !archived ? (
                <Link className="small" href={`/scenarios/${chain.scenarioId}/question?role=indicator`}>
                  Add
                </Link>
              ) : null}
            </SecHead>
            <Indicators indicators={indicators} />
          </section>
          {headline && (rounds.mayOpen || headline.forecasts.rounds.length > 0) ? (
            <section aria-labelledby="rounds">
              <SecHead title="Rounds" id="rounds">
                <Link className="small" href={`/briefs/${chain.briefId}/rounds?scenario=${chain.scenarioId}`}>
                  {rounds.mayOpen && !archived ? "Open or compare" : "All rounds"}
                </Link>
              </SecHead>
              <Rounds
                view={headline.forecasts}
                records={rounds.records.get(headline.id) ?? []}
                memberId={rounds.memberId}
                brief
              />
            </section>
          ) : null}
          <section aria-labelledby="relations">
            <SecHead title="Relations" id="relations">
              <Link className="small" href={`/briefs/${chain.briefId}/relations`}>
                Of the set
              </Link>
            </SecHead>
            <ScenarioRelations {...related} />
          </section>
          <section aria-labelledby="dissent">
            <SecHead title="Dissent" id="dissent" />
            <Dissents
              scenarioId={chain.scenarioId}
              {...dissents}
              asked={headline?.forecasts ?? { type: "binary" }}
              maySign={may.comment && !archived}
            />
          </section>
          <section aria-labelledby="activity">
            <SecHead title="Activity" id="activity" />
            <Activity questions={questions} />
          </section>
        </div>
      </CommentsAround>
    </>
  );
}

function scenarioOf({ scenarioId, number, statement }: { scenarioId: string; number: number; statement: string }) {
  return { id: scenarioId, number, statement };
}
