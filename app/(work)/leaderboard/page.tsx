import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { BoardRules } from "#components/leaderboard/board-rules";
import { BoardTable } from "#components/leaderboard/board-table";
import { ShortList } from "#components/leaderboard/short-list";
import { LiveRefresh } from "#components/live/live-refresh";
import { PeriodNote, QuestionFilters } from "#components/selection/question-filters";
import { EmptyState } from "#components/ui/empty-state";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { Stamp } from "#components/ui/stamp";
import { Time } from "#components/ui/time";
import { selectionOf } from "#core/question-selection";
import { currentTeam } from "#server/identity/current-team";
import { orNotFound, requireActor } from "#server/identity/session";
import { type Board, type BoardChoice, boardChoice, readBoard } from "#server/leaderboards/leaderboard-queries";
import { openSelection } from "#server/scores/question-selection";

export const metadata: Metadata = { title: "Leaderboard" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function LeaderboardPage({ searchParams }: Props) {
  const since = Date.now();
  const actor = await requireActor();
  const team = (await currentTeam(actor)) ?? notFound();
  const params = await searchParams;
  const choice = boardChoice.parse(params);
  const { scope, selection, options } = await orNotFound(openSelection(actor, team.id, selectionOf(params)));
  const board = await orNotFound(readBoard(actor, scope.teamIds, choice, { selection }));
  const across = scope.chosen === null;
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={scope.teamIds} since={since} />
      <PageHead title="Leaderboard" lead={leadOf(board)} />
      <QuestionFilters action="/leaderboard" choices={{ ...scope, ...options }} selection={selection}>
        <BoardRules choice={choice} />
      </QuestionFilters>
      {selection.from || selection.to ? <PeriodNote /> : null}
      {board.questions.length === 0 ? (
        <EmptyState title="No question is scored yet">
          The board fills when a question resolves to yes or no: <Link href="/briefs">forecast</Link>, and{" "}
          <Link href="/how-you-are-scored">see how you are scored</Link>.
        </EmptyState>
      ) : (
        <>
          {board.ranked.length > 0 ? (
            <BoardTable lines={board.ranked} score={choice.score} teams={across} />
          ) : (
            <p className="body muted mt-5">Nobody reaches the minimums yet.</p>
          )}
          <ShortList lines={board.unranked} teams={across} />
          <Reading choice={choice} />
          <CountedQuestions board={board} />
        </>
      )}
    </>
  );
}

function leadOf({ questions, ranked }: Board): string {
  if (questions.length === 0) return "Who gave what happened more probability than the others did.";
  const few = `${counted(questions.length, "question is", "questions are")} too few to rank ${counted(ranked.length, "person", "people")} one by one`;
  return questions.length < 30
    ? `${few}: small differences here are luck. Look at the intervals before the ranks.`
    : "People whose intervals overlap cannot be told apart. Look at the intervals before the ranks.";
}

function Reading({ choice: { score, k } }: { choice: BoardChoice }) {
  const way = {
    peer: "Higher is better; 0 is the average of the others.",
    baseline: "Higher is better; 0 is always saying 50 %.",
    relative_brier: "Lower is better; 0 is the median forecast.",
  }[score];
  return (
    <div className="small ink2 mt-6 max-w-measure">
      <p>
        {way} The shrunk score is Σ score / (Σ coverage + {k}): as if everyone had{" "}
        {counted(k, "more question", "more questions")} at 0, so a short record stays near it. The dot is the mean
        without that. An interval (90 %, from resampling the questions) and a range of ranks appear from ten questions
        on. Attendance is the share of the time in which a forecast could count.{" "}
        <Link href="/how-you-are-scored">How you are scored</Link>
      </p>
    </div>
  );
}

function CountedQuestions({ board }: { board: Board }) {
  return (
    <details className="data mt-6">
      <summary>{counted(board.questions.length, "question counts", "questions count")}</summary>
      <ul className="stack mt-3">
        {board.questions.map(({ id, title, outcome, knownAt, people }) => (
          <li key={id} className="row between body">
            <Link className="serif" href={`/questions/${id}`}>
              {title}
            </Link>
            <span className="row small muted">
              <Stamp kind={outcome === "YES" ? "yes" : "no"}>{outcome === "YES" ? "Yes" : "No"}</Stamp>
              <Time at={knownAt} /> · {counted(people, "person", "people")}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
