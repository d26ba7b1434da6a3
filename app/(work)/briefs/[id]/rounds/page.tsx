import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { LiveRefresh } from "#components/live/live-refresh";
import { OpenRounds } from "#components/round/open-rounds";
import { Rounds } from "#components/round/rounds";
import { RunningRound } from "#components/round/running-round";
import { suggestedEnd } from "#components/round/shown-round";
import { Chain } from "#components/ui/chain";
import { EmptyState } from "#components/ui/empty-state";
import { SecHead } from "#components/ui/sec-head";
import { orNotFound, requireActor } from "#server/identity/session";
import { briefRounds } from "#server/rounds/brief-rounds";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** How many rounds a question usually goes through: after them it is not ticked by itself. */
const USUAL = 2;

const load = cache(async (id: string) => {
  const actor = await requireActor();
  return { actor, page: await orNotFound(briefRounds(actor, id)) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page } = await load((await params).id);
  return { title: `Rounds: ${page.title}` };
}

export default async function BriefRoundsPage({ params, searchParams }: Props) {
  const { actor, page } = await load((await params).id);
  const { scenario } = await searchParams;
  const { teamId, briefId, title, questions, rounds, loadedAt } = page;
  const running = questions.filter(({ forecasts, state }) => forecasts.round?.running && state === "OPEN");
  const ready = questions.filter(({ forecasts, state }) => state === "OPEN" && !forecasts.round?.running);
  const past = questions.filter(({ forecasts }) => forecasts.rounds.length > 0);
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={[teamId, ...questions.map(({ id }) => id)]} since={loadedAt} />
      <Chain
        links={[
          { label: "Briefs", href: "/briefs" },
          { label: title, href: `/briefs/${briefId}` },
          { label: "Rounds" },
        ]}
      />
      <header className="py-6">
        <h1 className="title">Rounds</h1>
        <p className="body ink2 mt-2.5">
          In a round everybody forecasts alone. At its end the numbers are shown and discussed; a second round shows who
          moved.
        </p>
      </header>
      <section aria-labelledby="running">
        <SecHead title="Running" id="running" />
        {running.length === 0 ? <EmptyState title="No round is running." /> : null}
        <div className="stack-4 mt-3">
          {running.map((question) => (
            <div key={question.id}>
              <h3 className="b mb-2">
                <Link href={`/questions/${question.id}`}>
                  {question.scenarioNumber}. {question.version.title}
                </Link>
              </h3>
              <RunningRound teamId={teamId} question={question} rounds={rounds} now={loadedAt} />
            </div>
          ))}
        </div>
      </section>
      {rounds.mayOpen ? (
        <section aria-labelledby="open" className="mt-12">
          <SecHead title="Open a round" id="open" />
          {ready.length === 0 ? (
            <EmptyState title="No question of this brief can go into a round.">
              A round needs an open question that is in none.
            </EmptyState>
          ) : (
            <OpenRounds
              key={ready.map(({ id }) => id).join(" ")}
              teamId={teamId}
              candidates={ready.map((question) => ({
                questionId: question.id,
                title: `${question.scenarioNumber}. ${question.version.title}`,
                number: (question.forecasts.round?.number ?? 0) + 1,
                chosen:
                  (question.forecasts.round?.number ?? 0) < USUAL &&
                  (scenario === undefined ? question.role === "HEADLINE" : question.scenarioId === scenario),
              }))}
              suggestedEnd={suggestedEnd(
                ready.map(({ closesAt }) => closesAt),
                loadedAt,
              )}
            />
          )}
        </section>
      ) : null}
      <section aria-labelledby="history" className="mt-12">
        <SecHead title="What they came to" id="history" />
        {past.length === 0 ? <EmptyState title="No question of this brief has been in a round yet." /> : null}
        <div className="stack-6 mt-3">
          {past.map((question) => (
            <div key={question.id}>
              <h3 className="b mb-2">
                <Link href={`/questions/${question.id}#rounds`}>
                  {question.scenarioNumber}. {question.version.title}
                </Link>
              </h3>
              <Rounds
                view={question.forecasts}
                records={rounds.records.get(question.id) ?? []}
                memberId={rounds.memberId}
                brief
              />
            </div>
          ))}
        </div>
      </section>
    </>
  );
}
