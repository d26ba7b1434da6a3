import { type LeaderboardRow, leaderboard, type ScoredRow, type UnrankedRow } from "#core/ranking/leaderboard";
import { type BoardChoice, rulesOf } from "#server/leaderboards/board-choice";
import type { Columns, QuestionColumns } from "#server/leaderboards/score-store";

/** The board as it follows from scores alone, people by member id, aggregates by method. */
export interface DrawnBoard {
  readonly ranked: readonly (LeaderboardRow & Trend)[];
  readonly unranked: readonly (UnrankedRow & Trend)[];
  readonly crowd: readonly (LeaderboardRow & Trend)[];
}

interface Trend {
  /** The board's score after each question, earliest closed first, at most {@link TREND_POINTS} of them. */
  readonly trend: readonly number[];
}

/** A line as wide as a word shows no more. */
const TREND_POINTS = 48;

/**
 * Rows as the ranking takes them. Sums depend on their order in the last bits, so it is fixed: earliest effective close
 * first, then question id.
 *
 * @param questions in that order
 */
export function scoredRows(questions: readonly { id: string; columns: Columns }[]): ScoredRow[] {
  return questions.flatMap(({ id, columns: { who, score, coverage, attendance } }) =>
    who.map((person, i) => ({
      person,
      question: id,
      score: score[i] ?? Number.NaN,
      coverage: coverage[i] ?? Number.NaN,
      attendance: attendance[i] ?? Number.NaN,
    })),
  );
}

/** @param questions earliest effective close first, then by id */
export function drawBoard(
  questions: readonly { id: string; columns: QuestionColumns }[],
  choice: BoardChoice,
): DrawnBoard {
  const people = scoredRows(questions.map(({ id, columns }) => ({ id, columns: columns.people })));
  const crowd = scoredRows(questions.map(({ id, columns }) => ({ id, columns: columns.crowd })));
  const rules = rulesOf(choice);
  const board = leaderboard(people, rules);
  const trends = trendsOf(people, choice.k);
  const crowdTrends = trendsOf(crowd, choice.k);
  const lined = <T extends { person: string }>(line: T, of: typeof trends) => ({
    ...line,
    trend: of.get(line.person) ?? [],
  });
  return {
    ranked: board.ranked.map((line) => lined(line, trends)),
    unranked: board.unranked.map((line) => lined(line, trends)),
    crowd: leaderboard(crowd, { ...rules, minimumQuestions: 0, minimumAttendance: 0 }).ranked.map((line) =>
      lined(line, crowdTrends),
    ),
  };
}

function trendsOf(rows: readonly ScoredRow[], shrinkage: number): Map<string, number[]> {
  const running = new Map<string, { score: number; coverage: number; values: number[] }>();
  for (const { person, score, coverage } of rows) {
    const line = running.get(person) ?? { score: 0, coverage: 0, values: [] };
    line.score += score;
    line.coverage += coverage;
    line.values.push(line.score / (line.coverage + shrinkage));
    running.set(person, line);
  }
  return new Map(Array.from(running, ([person, { values }]) => [person, thinned(values)]));
}

/** Evenly spaced, the last always among them. */
function thinned(values: readonly number[]): number[] {
  if (values.length <= TREND_POINTS) return [...values];
  const step = (values.length - 1) / (TREND_POINTS - 1);
  return Array.from({ length: TREND_POINTS }, (_, i) => values[Math.round(i * step)] ?? 0);
}
