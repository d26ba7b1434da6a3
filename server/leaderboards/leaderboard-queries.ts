import { createHash } from "node:crypto";
import type { Actor } from "#core/permissions";
import { type QuestionSelection, WHOLE_SELECTION } from "#core/question-selection";
import { INTERVAL_QUESTIONS } from "#core/ranking/bootstrap";
import type { LeaderboardRow, UnrankedRow } from "#core/ranking/leaderboard";
import { SCORING_VERSION } from "#core/scoring/version";
import { type BoardChoice, rulesOf } from "#server/leaderboards/board-choice";
import { type BoardPerson, boardPeople, type Shown } from "#server/leaderboards/board-people";
import { type DrawnBoard, drawBoard } from "#server/leaderboards/draw-board";
import { packRows } from "#server/leaderboards/pack-rows";
import { type QuestionColumns, scoreColumns } from "#server/leaderboards/score-store";
import { boardUncertainty } from "#server/leaderboards/uncertainty";
import { type BoardUncertainty, workOf } from "#server/leaderboards/uncertainty-job";
import { AppError } from "#server/platform/errors";
import type { CrowdMethod } from "#server/scores/crowd-scores";
import { type SelectedQuestion, selectedQuestions } from "#server/scores/question-selection";

/** What every line shows besides its score. */
interface Around {
  /** Tells lines apart on a page, and says nothing of the person. */
  key: string;
  /** The board's score after each question, earliest closed first; thinned where there are many. */
  trend: readonly number[];
  /** 90 % interval of the unshrunk mean; null below ten questions, and while it is being worked out. */
  interval: { low: number; high: number } | null;
}

interface Luck {
  /** Best and worst rank that this person can surely be given; null as the interval. */
  ranks: { best: number; worst: number } | null;
  chanceOfFirst: number | null;
  /** Which set of people connected by shared questions, from 0; null while unknown. */
  group: number | null;
}

export type RankedLine = Omit<LeaderboardRow, "person"> & BoardPerson & Around & Luck;
export type UnrankedLine = Omit<UnrankedRow, "person"> & BoardPerson & Around;
/** An aggregate of the forecasters: scored against them, never ranked. */
export type CrowdLine = Omit<LeaderboardRow, "person" | "rank"> & Around & { method: CrowdMethod };

export interface BoardQuestion extends SelectedQuestion {
  /** How many people have a score on it under the rule. */
  people: number;
  /** What the team's crowd, the median, scored on it; null where nobody did. */
  crowd: number | null;
}

export interface Board {
  ranked: RankedLine[];
  unranked: UnrankedLine[];
  crowd: CrowdLine[];
  /** The questions that count, latest closed first. */
  questions: BoardQuestion[];
  /** How many people are ranked, those included whose lines the reader is not shown. */
  people: number;
  shown: Shown;
  /** few: too few questions for any interval. coming: being worked out, ask again. */
  intervals: "few" | "coming" | "there";
  /** How many pairs of people can be told apart, and of how many; null unless intervals are there. */
  told: { pairs: number; separated: number; resamples: number; groups: number } | null;
}

interface ReadOptions {
  selection?: QuestionSelection;
  /** Whether intervals are wanted at all. */
  intervals?: boolean;
  /** Milliseconds to wait for the intervals of a small board; those of a large one follow. "all": wait for either. */
  patience?: number | "all";
}

/**
 * The board of some teams over the questions of a selection, as the reader may see it. Scores are those of this instant:
 * two queries, and a third for the questions whose scores have changed since somebody last asked. Intervals may follow.
 *
 * @throws NOT_FOUND for a board that the actor may not read
 */
export async function readBoard(
  actor: Actor,
  teamIds: readonly string[],
  choice: BoardChoice,
  { selection = WHOLE_SELECTION, intervals = true, patience = 0 }: ReadOptions = {},
): Promise<Board> {
  const [{ questions, columns }, { people, shown }] = await Promise.all([
    readScores(actor, teamIds, choice, selection),
    boardPeople(actor, teamIds),
  ]);
  const counted = questions.toReversed().flatMap(({ id }) => {
    const found = columns.get(id);
    return found ? [{ id, columns: found }] : [];
  });
  const key = keyOf(questions, choice);
  const board = remembered(key, () =>
    drawBoard(
      counted.map(({ columns }) => columns),
      choice,
    ),
  );
  const enough = board.ranked.some(({ questions }) => questions >= INTERVAL_QUESTIONS);
  const { quick } = workOf(board.ranked.length, counted.length);
  const job = () => jobOf(board, counted, choice);
  const luck = intervals && enough ? await boardUncertainty(key, quick, job, patience) : null;
  return {
    ...linesOf(board, luck, people),
    questions: questions.map((question) => ({ ...question, ...sumUp(columns.get(question.id)) })),
    people: board.ranked.length,
    shown,
    intervals: luck ? "there" : enough ? "coming" : "few",
    told: luck && {
      pairs: luck.pairs,
      separated: luck.separated,
      resamples: luck.resamples,
      groups: luck.groups.length,
    },
  };
}

/** How often a board is read again because a verdict came in between. */
const ATTEMPTS = 10;

async function readScores(
  actor: Actor,
  teamIds: readonly string[],
  { score }: BoardChoice,
  selection: QuestionSelection,
) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const questions = await selectedQuestions(actor, teamIds, selection);
    const columns = await scoreColumns(questions, score);
    if (columns) return { questions, columns };
  }
  throw new AppError("UNAVAILABLE", "Verdicts are being written just now. Try again in a moment.");
}

/** What a board follows from: the verdicts in force and when their scores were last written, the rule and how it is drawn. */
function keyOf(
  questions: readonly SelectedQuestion[],
  { score, k, questions: least, attendance }: BoardChoice,
): string {
  const verdicts = questions.map(({ resolutionId, scoreMark }) => `${resolutionId} ${scoreMark}`).join();
  const rules = [SCORING_VERSION, score, k, least, attendance].join();
  return createHash("sha256").update(`${rules}|${verdicts}`).digest("base64");
}

/** Boards are small once drawn: a line of fifty numbers for each person. */
const MOST_BOARDS = 64;
declare global {
  var bellwetherBoards: Map<string, DrawnBoard> | undefined;
}
const boards = globalThis.bellwetherBoards ?? new Map<string, DrawnBoard>();
globalThis.bellwetherBoards = boards;

function remembered(key: string, draw: () => DrawnBoard): DrawnBoard {
  const board = boards.get(key) ?? draw();
  boards.delete(key); // the map's order is the order of use
  boards.set(key, board);
  const [oldest] = boards.keys();
  if (boards.size > MOST_BOARDS && oldest !== undefined) boards.delete(oldest);
  return board;
}

function jobOf(
  { ranked, crowd }: DrawnBoard,
  counted: readonly { id: string; columns: QuestionColumns }[],
  choice: BoardChoice,
) {
  const part = (of: "people" | "crowd", who: readonly { person: string }[]) =>
    packRows(
      counted.map(({ id, columns }) => ({ id, columns: columns[of] })),
      who.map(({ person }) => person),
    );
  const { orientation, shrinkage } = rulesOf(choice);
  return { people: part("people", ranked), crowd: part("crowd", crowd), orientation, shrinkage };
}

function linesOf(
  { ranked, unranked, crowd }: DrawnBoard,
  luck: BoardUncertainty | null,
  people: ReadonlyMap<string, BoardPerson | null>,
): Pick<Board, "ranked" | "unranked" | "crowd"> {
  const groups = new Map(luck?.groups.flatMap((group, i) => group.map((person) => [person, i] as const)));
  return {
    ranked: ranked.flatMap(({ person, ...line }, i) => {
      const who = people.get(person);
      if (!who) return [];
      const interval = luck?.intervals.get(person) ?? null;
      const ranks = interval ? (luck?.ranks.get(person) ?? null) : null;
      const chanceOfFirst = interval ? (luck?.chanceOfFirst.get(person) ?? null) : null;
      return [
        { ...line, ...who, key: `ranked ${i}`, interval, ranks, chanceOfFirst, group: groups.get(person) ?? null },
      ];
    }),
    unranked: unranked.flatMap(({ person, ...line }, i) => {
      const who = people.get(person);
      return who ? [{ ...line, ...who, key: `apart ${i}`, interval: null }] : [];
    }),
    crowd: crowd.flatMap(({ person, rank: _, ...line }) => {
      const method = METHODS.get(person);
      return method ? [{ ...line, method, key: person, interval: luck?.intervals.get(person) ?? null }] : [];
    }),
  };
}

const METHODS = new Map<string, CrowdMethod>([
  ["median", "median"],
  ["mean", "mean"],
  ["geometric_mean_of_odds", "geometric_mean_of_odds"],
]);

function sumUp(columns: QuestionColumns | undefined): Pick<BoardQuestion, "people" | "crowd"> {
  const median = columns?.crowd.who.indexOf("median") ?? -1;
  return { people: columns?.people.who.length ?? 0, crowd: columns?.crowd.score[median] ?? null };
}
