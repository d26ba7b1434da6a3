import { z } from "zod";
import { seededRandom } from "#core/math/random";
import { type Actor, can } from "#core/permissions";
import { type QuestionSelection, WHOLE_SELECTION } from "#core/question-selection";
import { bootstrapBoard } from "#core/ranking/bootstrap";
import { type LeaderboardRow, leaderboard, type ScoredRow, type UnrankedRow } from "#core/ranking/leaderboard";
import { SCORING_VERSION } from "#core/scoring/version";
import { pool } from "#server/platform/db";
import { selectedQuestions } from "#server/scores/question-selection";

/** Scores that rank. The time-averaged Brier never does: it rewards betting on an early yes. */
export const BOARD_RULES = ["peer", "relative_brier", "baseline"] as const;

/** How a board is asked for; every part has a default that the page shows and people can change. */
export const boardChoice = z.object({
  score: z.enum(BOARD_RULES).catch("peer"),
  /** k of Σ score / (Σ coverage + k). */
  k: z.coerce.number().min(0).max(1000).catch(10),
  questions: z.coerce.number().int().min(0).max(1000).catch(3),
  /** In percent. */
  attendance: z.coerce.number().min(0).max(100).catch(0),
});
export type BoardChoice = z.infer<typeof boardChoice>;

export interface BoardPerson {
  memberId: string;
  name: string;
  team: string;
  own: boolean;
  /** Whether the reader may open this person's record. */
  open: boolean;
  /** The board's score as questions became known, one value a question. */
  trend: number[];
  /** Interval of the unshrunk mean and the ranks that are possible; null below ten questions. */
  interval: { low: number; high: number } | null;
  ranks: { best: number; worst: number } | null;
}

export interface Board {
  ranked: (LeaderboardRow & BoardPerson)[];
  unranked: (UnrankedRow & BoardPerson)[];
  /** The questions that count, latest known first. */
  questions: { id: string; title: string; outcome: "YES" | "NO"; knownAt: Date; people: number }[];
}

interface Row extends ScoredRow {
  name: string;
  team: string;
  teamId: string;
  title: string;
  outcome: "YES" | "NO";
  knownAt: Date;
}

const ROWS = `
  SELECT s."memberId" AS person, s."questionId" AS question, s."value" AS score, s."coverage", s."attendance",
    m."name", t."name" AS team, s."teamId", v."title", r."outcome", r."knownAt"
  FROM "Score" s
  JOIN "Member" m ON m."id" = s."memberId"
  JOIN "Team" t ON t."id" = s."teamId"
  JOIN LATERAL (SELECT "id", "outcome", "knownAt" FROM "Resolution" WHERE "questionId" = s."questionId"
    ORDER BY "version" DESC LIMIT 1) r ON r."id" = s."resolutionId"
  JOIN LATERAL (SELECT "title" FROM "QuestionVersion" WHERE "questionId" = s."questionId"
    ORDER BY "number" DESC LIMIT 1) v ON true
  WHERE s."teamId" = ANY ($1::uuid[]) AND s."rule" = $2::"ScoreRule" AND s."scoringVersion" = $3
    AND s."questionId" = ANY ($4::uuid[])
  ORDER BY r."knownAt", s."questionId", s."memberId"`;

/** Resamples of the questions behind each interval: enough for whole ranks, and quick. */
const RESAMPLES = 400;
const SEED = 1;

/**
 * The board of some teams over the questions of a selection: two queries, however many people and questions.
 *
 * @param options `intervals: false` leaves the resampling out where only the lines are shown
 * @throws NOT_FOUND for a board that the actor may not read
 */
export async function readBoard(
  actor: Actor,
  teamIds: readonly string[],
  choice: BoardChoice,
  { intervals = true, selection = WHOLE_SELECTION }: { intervals?: boolean; selection?: QuestionSelection } = {},
): Promise<Board> {
  const questions = await selectedQuestions(actor, teamIds, selection);
  const { rows } = await pool.query<Row>(ROWS, [
    teamIds,
    choice.score.toUpperCase(),
    SCORING_VERSION,
    questions.map(({ id }) => id),
  ]);
  const orientation = choice.score === "relative_brier" ? "lower" : "higher";
  const board = leaderboard(rows, {
    orientation,
    shrinkage: choice.k,
    minimumQuestions: choice.questions,
    minimumAttendance: choice.attendance / 100,
  });
  const ranked = new Set(board.ranked.map(({ person }) => person));
  const counted = rows.filter(({ person }) => ranked.has(person));
  const uncertainty =
    intervals && counted.length > 0
      ? bootstrapBoard(counted, seededRandom(SEED), { orientation, shrinkage: choice.k, resamples: RESAMPLES })
      : null;
  const records = Map.groupBy(rows, ({ person }) => person);
  const withPerson = <T extends { person: string }>(line: T): T & BoardPerson => {
    const record = records.get(line.person) ?? [];
    const [first] = record;
    if (!first) throw new RangeError(`a line of the board has scores, got none for ${line.person}`);
    const interval = uncertainty?.intervals.get(line.person) ?? null;
    return {
      ...line,
      memberId: line.person,
      name: first.name,
      team: first.team,
      own: actor.memberships.some(({ memberId }) => memberId === line.person),
      open: can(actor, "person.read", { teamId: first.teamId, memberId: line.person }),
      trend: trendOf(record, choice.k),
      interval,
      ranks: interval ? (uncertainty?.ranks.get(line.person) ?? null) : null,
    };
  };
  return {
    ranked: board.ranked.map(withPerson),
    unranked: board.unranked.map(withPerson),
    questions: questionsOf(rows),
  };
}

function trendOf(record: readonly ScoredRow[], shrinkage: number): number[] {
  let score = 0;
  let coverage = 0;
  return record.map((row) => {
    score += row.score;
    coverage += row.coverage;
    return score / (coverage + shrinkage);
  });
}

function questionsOf(rows: readonly Row[]): Board["questions"] {
  return Array.from(Map.groupBy(rows, ({ question }) => question).values(), (group) => group)
    .flatMap(([first, ...others]) =>
      first
        ? [
            {
              id: first.question,
              title: first.title,
              outcome: first.outcome,
              knownAt: first.knownAt,
              people: 1 + others.length,
            },
          ]
        : [],
    )
    .reverse();
}
