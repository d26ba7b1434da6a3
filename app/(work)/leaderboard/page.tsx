import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SCORE_NAME } from "#components/leaderboard/board-line";
import { BoardRules } from "#components/leaderboard/board-rules";
import { BoardTable } from "#components/leaderboard/board-table";
import { BoardReading, boardLead, GroupsNote } from "#components/leaderboard/board-words";
import { CountedQuestions } from "#components/leaderboard/counted-questions";
import { IntervalsComing } from "#components/leaderboard/intervals-coming";
import { LiveRefresh } from "#components/live/live-refresh";
import { PeriodNote, QuestionFilters } from "#components/selection/question-filters";
import { selectionWords } from "#components/selection/selection-words";
import { EmptyState } from "#components/ui/empty-state";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { can } from "#core/permissions";
import { selectionOf, selectionParams } from "#core/question-selection";
import { currentTeam } from "#server/identity/current-team";
import { orNotFound, requireActor } from "#server/identity/session";
import { boardChoice, choiceParams } from "#server/leaderboards/board-choice";
import { type Board, readBoard } from "#server/leaderboards/leaderboard-queries";
import { openSelection } from "#server/scores/question-selection";
import { pageOf } from "../../search-params";

export const metadata: Metadata = { title: "Leaderboard" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** How long a page waits for the intervals of a small board before it shows the scores alone. */
const PATIENCE_MS = 400;
const LISTED = 100;

export default async function LeaderboardPage({ searchParams }: Props) {
  const since = Date.now();
  const actor = await requireActor();
  const team = (await currentTeam(actor)) ?? notFound();
  const params = await searchParams;
  const choice = boardChoice.parse(params);
  const { scope, selection, options } = await orNotFound(openSelection(actor, team.id, selectionOf(params)));
  const board = await orNotFound(readBoard(actor, scope.teamIds, choice, { selection, patience: PATIENCE_MS }));
  const across = scope.chosen === null;
  const asked = { ...selectionParams(selection), ...choiceParams(choice) };
  const href = (more: Record<string, string> = {}) => `/leaderboard?${new URLSearchParams({ ...asked, ...more })}`;
  const listHref = `${href({ list: "1" })}#counted`;
  const hrefOf = (memberId: string | null) =>
    memberId && mayOpen(board, memberId) ? `/people/${memberId}?${new URLSearchParams(asked)}` : listHref;
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={scope.teamIds} since={since} />
      <PageHead title="Leaderboard" lead={boardLead(factsOf(board))}>
        {board.questions.length > 0 ? (
          <a className="btn" href={`/leaderboard/file?${new URLSearchParams(asked)}`} download>
            Export CSV
          </a>
        ) : null}
      </PageHead>
      <QuestionFilters action="/leaderboard" choices={{ ...scope, ...options }} selection={selection}>
        <BoardRules choice={choice} />
      </QuestionFilters>
      <p className="print-only small">
        {SCORE_NAME[choice.score]}, k = {choice.k}, at least {counted(choice.questions, "question", "questions")} and{" "}
        {choice.attendance}
        {"\u202f%"} attendance. Counted: {selectionWords(selection, { ...scope, ...options })}.
      </p>
      <div className="row between small mt-3">
        <p className="muted">
          <Link href={listHref}>{counted(board.questions.length, "question counts", "questions count")}</Link>
        </p>
        <p className="row muted">
          <Link href={`/tags?team=${scope.chosen?.id ?? team.id}`}>Tags</Link>
          {scope.chosen && can(actor, "member.manage", { teamId: scope.chosen.id }) ? (
            <Link href={`/admin/teams/${scope.chosen.id}#leaderboard`}>What members see</Link>
          ) : null}
        </p>
      </div>
      {selection.from || selection.to ? <PeriodNote /> : null}
      {board.questions.length === 0 ? (
        <EmptyState title="No question is scored here yet">
          The board fills when a question resolves to yes or no: <Link href="/briefs">forecast</Link>, and{" "}
          <Link href="/how-you-are-scored">see how you are scored</Link>. Filters may hide some:{" "}
          <Link href="/leaderboard">show all of the team</Link>.
        </EmptyState>
      ) : (
        <>
          <GroupsNote groups={board.told?.groups ?? 1} across={across} />
          {board.shown === "own" ? (
            <p className="small muted mt-3">This team shows everybody only their own line, and the crowd’s.</p>
          ) : null}
          {board.people === 0 ? <p className="body muted mt-5">Nobody reaches the minimums yet.</p> : null}
          <BoardTable
            ranked={board.ranked}
            crowd={board.crowd}
            apart={board.unranked}
            people={board.people}
            score={choice.score}
            minimums={{ questions: choice.questions, attendance: choice.attendance }}
            teams={across}
            groups={(board.told?.groups ?? 1) > 1}
            hrefOf={hrefOf}
          />
          {board.intervals === "coming" ? <IntervalsComing /> : null}
          <BoardReading score={choice.score} k={choice.k} resamples={board.told?.resamples ?? null} />
          {params.list === undefined ? null : (
            <CountedQuestions
              {...pageOfQuestions(board, pageOf(params.page))}
              total={board.questions.length}
              score={choice.score}
              hrefOf={(page) => `${href({ list: "1", page: String(page) })}#counted`}
              closeHref={href()}
            />
          )}
        </>
      )}
    </>
  );
}

function mayOpen({ ranked, unranked }: Board, memberId: string): boolean {
  return [...ranked, ...unranked].some((line) => line.memberId === memberId && line.open);
}

function factsOf({ questions, people, intervals, told, ranked, shown }: Board) {
  const maybeFirst = ranked.filter(({ ranks }) => ranks?.best === 1).length;
  return {
    questions: questions.length,
    people,
    intervals,
    told,
    maybeFirst: intervals === "there" && shown !== "own" ? maybeFirst : null,
  };
}

function pageOfQuestions({ questions }: Board, wanted: number) {
  const pages = Math.max(1, Math.ceil(questions.length / LISTED));
  const page = Math.min(wanted, pages);
  return { page, pages, questions: questions.slice((page - 1) * LISTED, page * LISTED) };
}
