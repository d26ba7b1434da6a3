import { seededRandom } from "#core/math/random";
import { bootstrapBoard, INTERVAL_QUESTIONS } from "#core/ranking/bootstrap";
import { connectedSets } from "#core/ranking/difficulty";
import type { Orientation, ScoredRow } from "#core/ranking/leaderboard";

/** Rows in columns, so that a hundred thousand of them go to another thread in no time. */
export interface PackedRows {
  readonly people: readonly string[];
  readonly questions: readonly string[];
  /** Indices into the two lists, then what each row holds. */
  readonly person: Uint32Array;
  readonly question: Uint32Array;
  readonly score: Float64Array;
  readonly coverage: Float64Array;
  readonly attendance: Float64Array;
}

/** What a worker is asked: the rows of whoever is ranked, and of the crowd's aggregates. */
export interface UncertaintyJob {
  readonly people: PackedRows;
  readonly crowd: PackedRows;
  readonly orientation: Orientation;
  readonly shrinkage: number;
}

/** What luck could have done to a board. */
export interface BoardUncertainty {
  readonly resamples: number;
  /** By person, and by method for the aggregates: 90 % interval of the unshrunk mean; null below ten questions. */
  readonly intervals: ReadonlyMap<string, { readonly low: number; readonly high: number } | null>;
  readonly ranks: ReadonlyMap<string, { readonly best: number; readonly worst: number }>;
  readonly chanceOfFirst: ReadonlyMap<string, number>;
  /** Pairs of people who both have enough questions, and how many of those can be told apart. */
  readonly pairs: number;
  readonly separated: number;
  /** Sets of people whom no shared question connects, the largest first. One where everybody is comparable. */
  readonly groups: readonly (readonly string[])[];
}

const SEED = 1;
const MOST_RESAMPLES = 1000;
const LEAST_RESAMPLES = 200;
/** Steps of the bootstrap that take about a tenth of a second. */
const QUICK = 4_000_000;

/**
 * How much work a board is: one resample costs about people² × questions steps. Large ones take fewer resamples, since
 * more questions make each of them steadier.
 */
export function workOf(people: number, questions: number): { resamples: number; quick: boolean } {
  const steps = Math.max(1, people ** 2 * questions);
  const resamples = Math.round(Math.min(MOST_RESAMPLES, Math.max(LEAST_RESAMPLES, (10 * QUICK) / steps)));
  return { resamples, quick: resamples * steps <= QUICK };
}

/** The same rows give the same answer: the seed is fixed. */
export function uncertaintyOf(job: UncertaintyJob): BoardUncertainty {
  const { orientation, shrinkage } = job;
  const [people, crowd] = [unpack(job.people), unpack(job.crowd)];
  const { resamples } = workOf(job.people.people.length, job.people.questions.length);
  const options = { orientation, shrinkage, resamples };
  const board = bootstrapBoard(people, seededRandom(SEED), options);
  const aside = bootstrapBoard(crowd, seededRandom(SEED), options);
  const answered = new Map<string, number>();
  for (const { person } of people) answered.set(person, (answered.get(person) ?? 0) + 1);
  const comparable = [...answered.values()].filter((questions) => questions >= INTERVAL_QUESTIONS).length;
  return {
    resamples,
    intervals: new Map([...board.intervals, ...aside.intervals]),
    ranks: board.ranks,
    chanceOfFirst: board.chanceOfFirst,
    pairs: (comparable * (comparable - 1)) / 2,
    separated: board.separated.length,
    groups: connectedSets(people)
      .map((rows) => [...new Set(rows.map(({ person }) => person))])
      .toSorted((a, b) => b.length - a.length),
  };
}

function unpack({ people, questions, person, question, score, coverage, attendance }: PackedRows): ScoredRow[] {
  return Array.from(person, (who, i) => ({
    person: people[who] ?? "",
    question: questions[question[i] ?? 0] ?? "",
    score: score[i] ?? Number.NaN,
    coverage: coverage[i] ?? Number.NaN,
    attendance: attendance[i] ?? Number.NaN,
  }));
}
