import { leaderboard, type ScoredRow } from "#core/ranking/leaderboard";
import { sweepBinary } from "#core/scoring/sweep";
import { USUAL_CHOICE } from "#server/leaderboards/board-choice";
import type { Board } from "#server/leaderboards/leaderboard-queries";
import type { LoadQuestion } from "./load";
import { million, UNANSWERED } from "./million";

/** The board as core gives it from the log, without a database between. */
export interface Oracle {
  unanswered: readonly Omit<LoadQuestion, "log">[];
  resolve(questionId: string): void;
  rows: readonly ScoredRow[];
}

export function boardOfCore(shared: string): Oracle {
  const rows: ScoredRow[] = [];
  const waiting = new Map<string, LoadQuestion>();
  const questions = [...million(shared)];
  const count = (question: LoadQuestion) => {
    for (const { person, peer, coverage, attendance } of sweepBinary(question))
      if (peer !== null) rows.push({ person, question: question.id, score: peer, coverage, attendance });
  };
  for (const [i, question] of questions.entries()) {
    if (i < questions.length - UNANSWERED) count(question);
    else waiting.set(question.id, question);
  }
  return {
    rows,
    unanswered: [...waiting.values()].map(({ log: _log, ...question }) => question),
    resolve(questionId) {
      const question = waiting.get(questionId);
      if (question) count(question);
    },
  };
}

/** @throws {Error} where a line of the board is not core's */
export function expectBoard(board: Board, { rows }: Oracle, people: ReadonlyMap<string, string>): void {
  const { k, questions, attendance } = USUAL_CHOICE;
  const rules = { shrinkage: k, minimumQuestions: questions, minimumAttendance: attendance / 100 };
  const expected = leaderboard(rows, rules).ranked;
  if (board.ranked.length !== expected.length)
    throw new Error(`the board ranks ${board.ranked.length} people, core ${expected.length}`);
  for (const [i, { person, score, rank }] of expected.entries()) {
    const line = board.ranked[i];
    const shown = line?.memberId ? people.get(line.memberId) : undefined;
    if (shown !== person || line?.rank !== rank || !(Math.abs((line?.score ?? Number.NaN) - score) <= 1e-9))
      throw new Error(`line ${i + 1} of the board is ${shown} with ${line?.score}, core's ${person} with ${score}`);
  }
}
