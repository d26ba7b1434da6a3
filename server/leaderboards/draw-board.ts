import {
  type LeaderboardRow,
  type LeaderboardRules,
  leaderboard,
  type ScoredRow,
  type UnrankedRow,
} from "#core/ranking/leaderboard";
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
 * first, then question id. People and questions go by short names, since the ranking hashes each row: for a hundred
 * thousand of them that is a third of the time.
 *
 * @param questions in that order
 * @returns `names`: who a short name stands for. Short names sort as the names do, so ties come out the same
 */
function scoredRows(questions: readonly Columns[]): { rows: ScoredRow[]; names: ReadonlyMap<string, string> } {
  const people = [...new Set(questions.flatMap(({ who }) => who))].sort();
  const width = people.length.toString(36).length;
  const short = new Map(people.map((name, i) => [name, i.toString(36).padStart(width, "0")]));
  const rows: ScoredRow[] = [];
  questions.forEach(({ who, score, coverage, attendance }, q) => {
    const question = q.toString(36);
    who.forEach((name, i) => {
      rows.push({
        person: short.get(name) ?? name,
        question,
        score: score[i] ?? Number.NaN,
        coverage: coverage[i] ?? Number.NaN,
        attendance: attendance[i] ?? Number.NaN,
      });
    });
  });
  return { rows, names: new Map(Array.from(short, ([name, key]) => [key, name])) };
}

/** @param questions earliest effective close first, then by id */
export function drawBoard(questions: readonly QuestionColumns[], choice: BoardChoice): DrawnBoard {
  const rules = rulesOf(choice);
  const people = lined(
    questions.map((columns) => columns.people),
    rules,
  );
  const crowd = lined(
    questions.map((columns) => columns.crowd),
    { ...rules, minimumQuestions: 0, minimumAttendance: 0 },
  );
  return { ranked: people.ranked, unranked: people.unranked, crowd: crowd.ranked };
}

/** The lines of a board with their trends, people by their own names again. */
function lined(questions: readonly Columns[], rules: LeaderboardRules) {
  const { rows, names } = scoredRows(questions);
  const { ranked, unranked } = leaderboard(rows, rules);
  const trends = trendsOf(rows, rules.shrinkage);
  const named = <T extends { person: string }>(line: T) => ({
    ...line,
    person: names.get(line.person) ?? line.person,
    trend: trends.get(line.person) ?? [],
  });
  return { ranked: ranked.map(named), unranked: unranked.map(named) };
}

function trendsOf(rows: readonly ScoredRow[], shrinkage: number): Map<string, number[]> {
  const running = new Map<string, { score: number; coverage: number; values: number[] }>();
  for (const { person, score, coverage } of rows) {
    let line = running.get(person);
    if (!line) {
      line = { score: 0, coverage: 0, values: [] };
      running.set(person, line);
    }
    line.score += score;
    line.coverage += coverage;
    line.values.push(line.score / (line.coverage + shrinkage));
  }
  return new Map(Array.from(running, ([person, { values }]) => [person, thinned(values)]));
}

/** Evenly spaced, the last always among them. */
function thinned(values: readonly number[]): number[] {
  if (values.length <= TREND_POINTS) return [...values];
  const step = (values.length - 1) / (TREND_POINTS - 1);
  return Array.from({ length: TREND_POINTS }, (_, i) => values[Math.round(i * step)] ?? 0);
}
