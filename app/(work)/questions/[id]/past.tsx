import { HeldThen } from "#components/as-of/held-then";
import { PastBanner } from "#components/as-of/past-banner";
import { RoundThen } from "#components/as-of/round-then";
import { ForecastsTable } from "#components/forecast/forecasts-table";
import { Discussion } from "#components/question/discussion";
import { QuestionStatus } from "#components/question/question-status";
import { SuccessorNote } from "#components/question/successor";
import { Versions } from "#components/question/versions";
import { Wording } from "#components/question/wording";
import { ResolutionHistory } from "#components/resolution/history";
import { Rounds } from "#components/round/rounds";
import { chainOf } from "#components/scenario/chain-of";
import { Chain } from "#components/ui/chain";
import { EmptyState } from "#components/ui/empty-state";
import { SecHead } from "#components/ui/sec-head";
import type { Actor } from "#core/permissions";
import { orNotFound } from "#server/identity/session";
import { AppError } from "#server/platform/errors";
import { questionPage } from "#server/questions/question-page";
import { resolutionHistory } from "#server/resolution/history-queries";
import { roundRecords } from "#server/rounds/round-queries";
import { momentsBeside } from "#server/scenarios/moments";

interface PastQuestionProps {
  actor: Actor;
  id: string;
  at: number;
  zone: string;
  /** Of the question as it is now, for the way back. */
  now: { scenarioId: string; teamId: string };
}

/** The question's page as it stood: the same parts, without anything that changes it. Scores are derived and of now only. */
export async function PastQuestion({ actor, id, at, zone, now }: PastQuestionProps) {
  const path = `/questions/${id}`;
  const moments = await momentsBeside(actor, now, at, id);
  const page = await questionPage(actor, id, at).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  });
  if (page === null)
    return (
      <>
        <PastBanner path={path} at={at} zone={zone} {...moments}>
          The question was not there yet.
        </PastBanner>
        <EmptyState title="This question was made later.">Go to the next change, or back to now.</EmptyState>
      </>
    );
  const { chain, question, versions, discussion, replaces, successor } = page;
  const resolutions = await orNotFound(resolutionHistory(actor, question.id, at));
  const rounds = (await roundRecords([question.id], at)).get(question.id) ?? [];
  const memberId = actor.memberships.find(({ teamId }) => teamId === chain.teamId)?.memberId ?? null;
  const close = Math.min(
    question.closesAt.getTime(),
    question.resolution?.knownAt.getTime() ?? Number.POSITIVE_INFINITY,
  );
  return (
    <>
      <PastBanner path={path} at={at} zone={zone} {...moments}>
        Question version {question.version.number}.
      </PastBanner>
      <Chain links={chainOf(chain, question.role === "HEADLINE" ? "Headline question" : "Indicator")} />
      <header className="row between items-start flex-wrap gap-x-12 gap-y-4 py-6">
        <div className="flex-[1_1_34rem] max-w-[50rem]">
          <h1 className="title">{question.version.title}</h1>
        </div>
        <QuestionStatus question={question} now={at} />
      </header>
      <SuccessorNote replaces={replaces} successor={successor} />
      <RoundThen forecasts={question.forecasts} records={rounds} />
      <HeldThen question={question} at={at} zone={zone} />
      <div className="mt-12">
        <section aria-labelledby="wording" id="criteria">
          <SecHead title="What decides it" id="wording" />
          <Wording question={question} />
        </section>
        <section aria-labelledby="forecasts" className="mt-12">
          <SecHead title="Forecasts" id="forecasts" />
          <ForecastsTable view={question.forecasts} memberId={memberId} close={close} version={question.version} />
        </section>
        {question.forecasts.rounds.length > 0 ? (
          <section aria-labelledby="rounds" className="mt-12">
            <SecHead title="Rounds" id="rounds" />
            <Rounds view={question.forecasts} records={rounds} memberId={memberId} />
          </section>
        ) : null}
        <section aria-labelledby="resolution" className="mt-12">
          <SecHead title="Resolution" id="resolution" />
          <ResolutionHistory entries={resolutions} />
        </section>
        <section aria-labelledby="discussion" className="mt-12">
          <SecHead title="Discussion" id="discussion" />
          <Discussion
            question={question}
            remarks={discussion?.map((remark) => ({ ...remark, own: false })) ?? null}
            mayComment={false}
          />
        </section>
        <section aria-labelledby="versions" className="mt-12">
          <SecHead title="Versions" id="versions" />
          <Versions versions={versions} />
        </section>
      </div>
    </>
  );
}
