import type { Metadata } from "next";
import { cache } from "react";
import { AsOfFault, AsOfNow } from "#components/as-of/as-of-form";
import { ForecastsTable } from "#components/forecast/forecasts-table";
import { Instrument } from "#components/forecast/instrument";
import { LiveRefresh } from "#components/live/live-refresh";
import { Amend } from "#components/question/amend";
import { Discussion } from "#components/question/discussion";
import { PublishQuestion } from "#components/question/publish-question";
import { QuestionStatus } from "#components/question/question-status";
import { SuccessorNote } from "#components/question/successor";
import { Versions } from "#components/question/versions";
import { Wording } from "#components/question/wording";
import { WordingChanged } from "#components/question/wording-changed";
import { ConditionNote } from "#components/relations/scenario-relations";
import { ResolutionHistory } from "#components/resolution/history";
import { ProposeForm } from "#components/resolution/propose-form";
import { QuestionRounds } from "#components/round/question-rounds";
import { RunningRound } from "#components/round/running-round";
import { chainOf } from "#components/scenario/chain-of";
import { QuestionTags } from "#components/tag/question-tags";
import { Chain } from "#components/ui/chain";
import { Note } from "#components/ui/note";
import { SecHead } from "#components/ui/sec-head";
import { orNotFound, requireActor } from "#server/identity/session";
import { questionPage } from "#server/questions/question-page";
import { tagNamesOf } from "#server/questions/tags/tag-queries";
import { conditionOf } from "#server/relations/scenario-relations";
import { resolutionHistory } from "#server/resolution/history-queries";
import { scoreChanges } from "#server/resolution/score-changes";
import { roundsShown } from "#server/rounds/rounds-shown";
import { asOf } from "../../../as-of";
import { reader } from "../../../reader";
import { PastQuestion } from "./past";
import { Scores } from "./scores";

const ROLES = {
  HEADLINE: "Headline question",
  INDICATOR: "Indicator",
  CONDITIONAL: "Conditional question",
} as const;

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Once a request, for the page and its title. */
const load = cache(async (id: string) => {
  const actor = await requireActor();
  return { actor, page: await orNotFound(questionPage(actor, id)) };
});

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { page } = await load((await params).id);
  return { title: page.question.version.title };
}

export default async function QuestionPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { actor, page } = await load(id);
  const { state } = page.question;
  const { zone } = await reader();
  const path = `/questions/${page.question.id}`;
  const asked = await searchParams;
  const { at, fault } = asOf(asked, path, zone);
  if (at !== null) return <PastQuestion actor={actor} id={page.question.id} at={at} zone={zone} now={page.chain} />;
  const [rounds, resolutions, changes] = await Promise.all([
    roundsShown(actor, page.question.teamId, [page.question]),
    orNotFound(resolutionHistory(actor, page.question.id)),
    scoreChanges(actor, { ...page.question, state: state === "CLOSED" ? "OPEN" : state }),
  ]);
  const { chain, question, versions, discussion, may, loadedAt } = page;
  const knownTags = may.write ? await tagNamesOf(actor, chain.teamId) : [];
  const archived = chain.archivedAt !== null;
  const condition = question.role === "CONDITIONAL" ? await conditionOf(question.id) : null;
  const memberId = actor.memberships.find(({ teamId }) => teamId === chain.teamId)?.memberId ?? null;
  const close = Math.min(
    question.closesAt.getTime(),
    question.resolution?.knownAt.getTime() ?? Number.POSITIVE_INFINITY,
  );
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={[question.id, chain.scenarioId]} since={loadedAt} />
      <Chain links={chainOf(chain, ROLES[question.role])} />
      <header className="row between items-start flex-wrap gap-x-12 gap-y-4 py-6">
        <div className="flex-[1_1_34rem] max-w-[50rem]">
          <h1 className="title">{question.version.title}</h1>
          <QuestionTags
            questionId={question.id}
            teamId={chain.teamId}
            tags={question.tags}
            known={knownTags}
            mayEdit={may.write}
          />
        </div>
        <div className="stack">
          <QuestionStatus question={question} now={loadedAt} />
          <AsOfNow path={path} at={loadedAt} zone={zone} />
        </div>
      </header>
      <AsOfFault fault={fault} />
      <ConditionNote condition={condition} />
      <SuccessorNote replaces={page.replaces} successor={page.successor} />
      {archived ? <Note kind="warn">The scenario of this question is archived: it takes no forecasts.</Note> : null}
      {question.state === "DRAFT" ? <PublishQuestion questionId={question.id} scenarioId={chain.scenarioId} /> : null}
      <WordingChanged question={question} mayForecast={may.forecast && !archived} />
      <RunningRound teamId={chain.teamId} question={question} rounds={rounds} now={loadedAt} />
      <Instrument question={question} mayForecast={may.forecast} archived={archived} now={loadedAt} zone={zone} />
      <div className="mt-12">
        <section aria-labelledby="wording" id="criteria">
          <SecHead title="What decides it" id="wording" />
          <Wording question={question} />
        </section>
        <section aria-labelledby="forecasts" className="mt-12">
          <SecHead title="Forecasts" id="forecasts" />
          <ForecastsTable view={question.forecasts} memberId={memberId} close={close} version={question.version} />
        </section>
        {question.state === "DRAFT" ? null : (
          <section aria-labelledby="rounds" className="mt-12">
            <SecHead title="Rounds" id="rounds" />
            <QuestionRounds
              teamId={chain.teamId}
              briefId={chain.briefId}
              question={question}
              rounds={rounds}
              archived={archived}
              now={loadedAt}
            />
          </section>
        )}
        <section aria-labelledby="resolution" className="mt-12">
          <SecHead title="Resolution" id="resolution" />
          <ResolutionHistory entries={resolutions} changes={changes} />
          {may.propose && !condition && (question.state === "OPEN" || question.state === "CLOSED") ? (
            <div className="mt-4">
              <ProposeForm
                questionId={question.id}
                spec={question.spec}
                open={question.state === "OPEN"}
                closesAt={question.closesAt}
              />
            </div>
          ) : null}
          {may.propose && !condition && question.resolution && !question.correctionWaits ? (
            <div className="mt-4">
              <ProposeForm
                questionId={question.id}
                spec={question.spec}
                open={false}
                closesAt={question.closesAt}
                correct={{ ...question.resolution, resolutionId: question.resolution.id }}
              />
            </div>
          ) : null}
        </section>
        {question.state === "DRAFT" ? null : <Scores actor={actor} question={question} params={asked} zone={zone} />}
        <section aria-labelledby="discussion" className="mt-12">
          <SecHead title="Discussion" id="discussion" />
          <Discussion question={question} remarks={discussion} mayComment={may.comment} />
        </section>
        <section aria-labelledby="versions" className="mt-12">
          <SecHead title="Versions" id="versions" />
          <Versions versions={versions} />
          {may.write && !archived && (question.state === "OPEN" || question.state === "CLOSED") ? (
            <div className="mt-4">
              <Amend
                question={{
                  id: question.id,
                  scenarioId: question.scenarioId,
                  version: question.version.number,
                  inRound: question.revealPolicy === "AFTER_ROUND",
                  options: question.spec.type === "multiple_choice" ? question.spec.options : null,
                }}
                wording={{ ...question.version, opensAt: question.opensAt, closesAt: question.closesAt }}
                closeMoves={question.state === "OPEN" && resolutions.length === 0}
              />
            </div>
          ) : null}
        </section>
      </div>
    </>
  );
}
