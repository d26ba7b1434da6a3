import type { Metadata } from "next";
import Link from "next/link";
import { inWords } from "#components/calibration/in-words";
import { ReliabilityChart } from "#components/charts/reliability-chart";
import { LineFacts } from "#components/leaderboard/line-facts";
import { RecordTable } from "#components/leaderboard/record-table";
import { LiveRefresh } from "#components/live/live-refresh";
import { PeriodNote, QuestionFilters } from "#components/selection/question-filters";
import { EmptyState } from "#components/ui/empty-state";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { selectionOf, selectionParams, WHOLE_SELECTION } from "#core/question-selection";
import { calibrationOf } from "#server/calibration/calibration-queries";
import { orNotFound, requireActor } from "#server/identity/session";
import { boardChoice, choiceParams } from "#server/leaderboards/board-choice";
import { readBoard } from "#server/leaderboards/leaderboard-queries";
import { recordOwner, recordQuestions } from "#server/leaderboards/person-queries";
import { openSelection } from "#server/scores/question-selection";

export const metadata: Metadata = { title: "Record" };

const ROLE = { LEAD: "Lead", FORECASTER: "Forecaster", OBSERVER: "Observer" } as const;

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PersonPage({ params, searchParams }: Props) {
  const since = Date.now();
  const actor = await requireActor();
  const asked = await searchParams;
  const owner = await orNotFound(recordOwner(actor, (await params).id));
  const { memberId, teamId } = owner;
  const choice = boardChoice.parse(asked);
  const open = await orNotFound(openSelection(actor, teamId, { ...selectionOf(asked), team: teamId }));
  const { selection, options } = open;
  const [questions, calibration, board] = await Promise.all([
    orNotFound(recordQuestions(actor, owner, selection)),
    orNotFound(calibrationOf(actor, [teamId], { who: { kind: "person", memberId } }, { drawn: true, selection })),
    orNotFound(readBoard(actor, [teamId], choice, { selection, patience: 300 })),
  ]);
  const line = [...board.ranked, ...board.unranked].find((one) => one.memberId === memberId);
  const narrowed = JSON.stringify(selection) !== JSON.stringify({ ...WHOLE_SELECTION, team: teamId });
  const boardHref = `/leaderboard?${new URLSearchParams({ ...selectionParams(selection), ...choiceParams(choice) })}`;
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={[teamId]} since={since} />
      <PageHead
        title={owner.own ? `${owner.name} (you)` : owner.name}
        lead={`${ROLE[owner.role]}, ${owner.team}${owner.left ? ", has left" : ""}.`}
      />
      <QuestionFilters
        action={`/people/${memberId}`}
        choices={{ teams: [{ id: teamId, name: owner.team }], across: false, ...options }}
        selection={selection}
        kept={choiceParams(choice)}
      />
      {selection.from || selection.to ? <PeriodNote /> : null}
      {line ? (
        <LineFacts line={line} score={choice.score} people={board.people} boardHref={boardHref} />
      ) : narrowed ? (
        <EmptyState title="No score among these questions">
          <Link href={`/people/${memberId}`}>Show the whole record</Link>
        </EmptyState>
      ) : (
        <EmptyState title="No score yet">
          The first comes when a question that this person forecast resolves.
        </EmptyState>
      )}
      {questions.length > 0 ? <RecordTable questions={questions} memberId={memberId} score={choice.score} /> : null}
      {calibration.figures ? (
        <section className="mt-8">
          <SecHead title="Calibration">
            <Link
              className="small"
              href={`/calibration?${new URLSearchParams({ ...selectionParams(selection), who: memberId })}`}
            >
              With the questions behind it
            </Link>
          </SecHead>
          <div className="cal-grid">
            <ReliabilityChart
              bins={calibration.bins}
              questions={calibration.questions}
              forecasts={calibration.pairs.length}
              caption="What was held halfway to the scheduled close, in tenths."
            />
            <ul className="stack body">
              {inWords(calibration).map(({ head, text }) => (
                <li key={head}>
                  <span className="b">{head}</span> {text}
                </li>
              ))}
            </ul>
          </div>
        </section>
      ) : null}
    </>
  );
}
