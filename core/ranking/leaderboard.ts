import { requireFinite, requireInteger, requireNotNegative, requireProbability } from "#core/math/require";
import { mean, sum } from "#core/math/sum";

/** One scored question of one forecaster, as the leaderboard counts it. */
export interface ScoredRow {
  readonly person: string;
  readonly question: string;
  /** A score weighted by 1/T: peer points, or relative Brier. */
  readonly score: number;
  /** Counted time / T, in (0, 1]: the weight inside the score. */
  readonly coverage: number;
  /** Counted time / (A − S), in (0, 1]: what minimums use. */
  readonly attendance: number;
}

/** Which way a score is better. */
export type Orientation = "higher" | "lower";

/** How a board is drawn up. */
export interface LeaderboardRules {
  readonly orientation: Orientation;
  /** k of Σ score / (Σ coverage + k): pulls short records towards 0. */
  readonly shrinkage: number;
  /** Scored questions below which a person is listed apart. */
  readonly minimumQuestions: number;
  /** Mean attendance below which a person is listed apart. */
  readonly minimumAttendance: number;
}

/** Shown beside the board, where people can change them. */
export const DEFAULT_RULES: LeaderboardRules = {
  orientation: "higher",
  shrinkage: 10,
  minimumQuestions: 0,
  minimumAttendance: 0,
};

/** One person's line. */
export interface LeaderboardRow {
  readonly person: string;
  /** Number of scored questions. */
  readonly questions: number;
  /** Σ coverage. */
  readonly coverage: number;
  /** Mean attendance over the scored questions, in (0, 1]. */
  readonly attendance: number;
  /** Σ score / (Σ coverage + k), by which the board ranks. */
  readonly score: number;
  /** Σ score / Σ coverage, of which intervals are drawn. */
  readonly unshrunk: number;
  /** 1 is best; equal scores share a rank and the next one is skipped. */
  readonly rank: number;
}

/** A line below a minimum: listed apart, never hidden. */
export interface UnrankedRow extends Omit<LeaderboardRow, "rank"> {
  readonly short: readonly ("questions" | "attendance")[];
}

/** The whole board. */
export interface Leaderboard {
  readonly ranked: readonly LeaderboardRow[];
  readonly unranked: readonly UnrankedRow[];
}

/** Scores closer than this are equal: rounding must not part people who did the same. */
const TIE = 1e-9;

/**
 * The leaderboard of a set of scored questions. A score of exactly 0 is a score.
 *
 * @param rows at most one per person and question
 * @param rules those given; {@link DEFAULT_RULES} for the rest
 * @returns ranked best first, unranked by the same score; ties in the order of the names
 * @throws {RangeError} for a score that is not finite, coverage or attendance outside (0, 1], a person twice on a question,
 *   or rules out of range
 */
export function leaderboard(rows: readonly ScoredRow[], rules: Partial<LeaderboardRules> = {}): Leaderboard {
  const { orientation, shrinkage, minimumQuestions, minimumAttendance } = { ...DEFAULT_RULES, ...rules };
  requireNotNegative("shrinkage", shrinkage);
  requireInteger("minimumQuestions", minimumQuestions, 0);
  requireProbability("minimumAttendance", minimumAttendance);
  const lines = Array.from(recordsOf(rows), ([person, record]) => {
    const score = sum(record.map((row) => row.score));
    const coverage = sum(record.map((row) => row.coverage));
    const attendance = mean(record.map((row) => row.attendance));
    const totals = { questions: record.length, coverage, attendance };
    return { person, ...totals, score: score / (coverage + shrinkage), unshrunk: score / coverage };
  });
  const sign = orientation === "higher" ? -1 : 1;
  lines.sort((a, b) => {
    const difference = a.score - b.score;
    return Math.abs(difference) > TIE ? sign * difference : a.person < b.person ? -1 : 1;
  });

  const ranked: LeaderboardRow[] = [];
  const unranked: UnrankedRow[] = [];
  for (const line of lines) {
    const short: ("questions" | "attendance")[] = [];
    if (line.questions < minimumQuestions) short.push("questions");
    if (line.attendance < minimumAttendance) short.push("attendance");
    if (short.length > 0) {
      unranked.push({ ...line, short });
      continue;
    }
    const above = ranked.at(-1);
    const tied = above !== undefined && Math.abs(above.score - line.score) <= TIE;
    ranked.push({ ...line, rank: tied ? above.rank : ranked.length + 1 });
  }
  return { ranked, unranked };
}

/**
 * Rows by person, checked.
 *
 * @throws {RangeError} as {@link leaderboard}
 */
export function recordsOf<R extends ScoredRow>(rows: readonly R[]): Map<string, R[]> {
  const answered = new Map<string, Set<string>>();
  const records = new Map<string, R[]>();
  for (const row of rows) {
    const { person, question, score, coverage, attendance } = row;
    requireFinite("score", score);
    requireShare("coverage", coverage);
    requireShare("attendance", attendance);
    const questions = answered.get(person);
    const record = records.get(person);
    if (questions === undefined || record === undefined) {
      answered.set(person, new Set([question]));
      records.set(person, [row]);
      continue;
    }
    if (questions.has(question)) {
      const key = JSON.stringify([person, question]);
      throw new RangeError(`rows must hold a person once per question, got ${key} twice`);
    }
    questions.add(question);
    record.push(row);
  }
  return records;
}

function requireShare(name: string, value: number): void {
  // A share below the spacing of numbers is no time at all: a microsecond of a century is more.
  if (!(value >= Number.EPSILON && value <= 1 + 1e-12))
    throw new RangeError(`${name} must lie in (0, 1], got ${value}`);
}
