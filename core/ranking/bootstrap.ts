import { quantileSorted } from "#core/math/quantile";
import type { Random } from "#core/math/random";
import { randomIndex } from "#core/math/random";
import { requireInteger, requireNotNegative, requireOpenProbability } from "#core/math/require";
import type { Orientation, ScoredRow } from "#core/ranking/leaderboard";
import { recordsOf } from "#core/ranking/leaderboard";

/** Below this many questions there is no interval and no comparison. */
export const INTERVAL_QUESTIONS = 10;

/** What resampling says about a board. */
export interface Uncertainty {
  /** Interval of each person's unshrunk mean; null below ten questions or where their results do not vary. */
  readonly intervals: ReadonlyMap<string, { readonly low: number; readonly high: number } | null>;
  /** Best and worst rank that each person can surely be given: [1 + surely better, n − surely worse]. */
  readonly ranks: ReadonlyMap<string, { readonly best: number; readonly worst: number }>;
  /** Pairs that can be told apart, better one first, all of them at once at the confidence asked for. */
  readonly separated: readonly (readonly [better: string, worse: string])[];
  /** Share of resampled boards on which each person's shrunk score came first; ties split it. */
  readonly chanceOfFirst: ReadonlyMap<string, number>;
}

/** How the uncertainty is found. */
export interface BootstrapOptions {
  readonly orientation?: Orientation;
  /** k of the shrunk score, for the chance of first. */
  readonly shrinkage?: number;
  /** Number of resamples. */
  readonly resamples?: number;
  /** Of each interval, and of all pairs together. */
  readonly confidence?: number;
}

/**
 * Intervals, separated pairs and rank intervals by a seeded, studentised bootstrap over *questions*.
 *
 * A question is drawn with everybody's results on it, since what made it easy or hard was shared. A person's mean is
 * r = Σ score / Σ coverage with the linearised error of a ratio; the interval inverts the resampled (r* − r)/se*. Pairs are
 * compared by their difference on the same terms, all at once: the bound is the quantile of the largest |t*| of any pair.
 *
 * @param rows at most one per person and question
 * @param random seeded, passed in: the same seed gives the same board
 * @param options default: higher is better, k = 10, 1,000 resamples, 90 %
 * @throws {RangeError} as the leaderboard, or options out of range
 * @see Efron & Tibshirani (1993), ch. 12; Romano & Wolf (2005) on the max-|t| bound; Mogstad et al. (2024) on rank intervals
 */
export function bootstrapBoard(
  rows: readonly ScoredRow[],
  random: Random,
  options: BootstrapOptions = {},
): Uncertainty {
  const { orientation = "higher", shrinkage = 10, resamples = 1000, confidence = 0.9 } = options;
  requireInteger("resamples", resamples, 1);
  requireNotNegative("shrinkage", shrinkage);
  requireOpenProbability("confidence", confidence);
  const table = tabulate(rows);
  const { people, questions } = table;
  const n = people.length;
  const sign = orientation === "higher" ? 1 : -1;
  const once = new Float64Array(questions).fill(1);
  const observed = statistics(table, once);
  const eligible = people.map((_, i) => (table.answered[i] ?? 0) >= INTERVAL_QUESTIONS);
  const moved = influences(table, observed, once);
  const pairs: Pair[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      if (!eligible[i] || !eligible[j]) continue;
      const error = pairError(moved, i, j);
      const difference = (observed.mean[i] ?? 0) - (observed.mean[j] ?? 0);
      if (error > NO_SPREAD) pairs.push({ i, j, difference, error });
    }
  }

  const ratios = people.map(() => [] as number[]);
  const largest: number[] = [];
  const first = new Float64Array(n);
  const counts = new Float64Array(questions);
  for (let run = 0; run < resamples; run++) {
    counts.fill(0);
    for (let q = 0; q < questions; q++) {
      const drawn = randomIndex(random, questions);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    const sample = statistics(table, counts);
    people.forEach((_, i) => {
      const error = sample.error[i] ?? 0;
      if (eligible[i] && error > NO_SPREAD) ratios[i]?.push(((sample.mean[i] ?? 0) - (observed.mean[i] ?? 0)) / error);
    });
    const shifted = influences(table, sample, counts);
    let most = 0;
    for (const { i, j, difference } of pairs) {
      const error = pairError(shifted, i, j);
      if (!(error > NO_SPREAD && (sample.total[i] ?? 0) > 0 && (sample.total[j] ?? 0) > 0)) continue;
      const shift = (sample.mean[i] ?? 0) - (sample.mean[j] ?? 0) - difference;
      most = Math.max(most, Math.abs(shift) / error);
    }
    largest.push(most);
    shareFirst(table, sample, first, sign, shrinkage);
  }

  const bound = quantileSorted(largest.sort(ascending), confidence);
  const separated = pairs
    .filter(({ difference, error }) => Math.abs(difference) > bound * error)
    .map(({ i, j, difference }) => (sign * difference > 0 ? [i, j] : [j, i]));
  const tail = (1 - confidence) / 2;
  return {
    intervals: new Map(
      people.map((person, i) => {
        const sorted = (ratios[i] ?? []).sort(ascending);
        const error = observed.error[i] ?? 0;
        if (sorted.length < resamples / 2 || !(error > NO_SPREAD)) return [person, null];
        const mean = observed.mean[i] ?? 0;
        const low = mean - quantileSorted(sorted, 1 - tail) * error;
        return [person, { low, high: mean - quantileSorted(sorted, tail) * error }];
      }),
    ),
    ranks: new Map(
      people.map((person, i) => {
        const better = separated.filter(([, worse]) => worse === i).length;
        const worse = separated.filter(([best]) => best === i).length;
        return [person, { best: 1 + better, worst: n - worse }];
      }),
    ),
    separated: separated.map(([better = 0, worse = 0]) => [people[better] ?? "", people[worse] ?? ""] as const),
    chanceOfFirst: new Map(people.map((person, i) => [person, (first[i] ?? 0) / resamples])),
  };
}

/** An error below this is rounding: the results do not vary. */
const NO_SPREAD = 1e-12;

interface Pair {
  readonly i: number;
  readonly j: number;
  readonly difference: number;
  readonly error: number;
}

/** Scores and coverage, person by question; 0 where there is no row. */
interface Table {
  readonly people: readonly string[];
  readonly questions: number;
  readonly score: readonly Float64Array[];
  readonly coverage: readonly Float64Array[];
  /** Number of scored questions of each person. */
  readonly answered: readonly number[];
}

interface Statistics {
  readonly mean: Float64Array;
  readonly error: Float64Array;
  /** Σ coverage in this sample. */
  readonly total: Float64Array;
}

function tabulate(rows: readonly ScoredRow[]): Table {
  const records = recordsOf(rows);
  const index = new Map([...new Set(rows.map(({ question }) => question))].sort().map((question, q) => [question, q]));
  const people = [...records.keys()].sort();
  const column = (pick: (row: ScoredRow) => number) =>
    people.map((person) => {
      const values = new Float64Array(index.size);
      for (const row of records.get(person) ?? []) values[index.get(row.question) ?? 0] = pick(row);
      return values;
    });
  return {
    people,
    questions: index.size,
    score: column(({ score }) => score),
    coverage: column(({ coverage }) => coverage),
    answered: people.map((person) => records.get(person)?.length ?? 0),
  };
}

/** Mean r = Σ score / Σ coverage of each person and its linearised error, each question counted as often as it was drawn. */
function statistics({ people, questions, score, coverage }: Table, counts: Float64Array): Statistics {
  const n = people.length;
  const mean = new Float64Array(n);
  const error = new Float64Array(n);
  const total = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const s = score[i] ?? EMPTY;
    const c = coverage[i] ?? EMPTY;
    let scores = 0;
    let weights = 0;
    let drawn = 0;
    for (let q = 0; q < questions; q++) {
      const times = counts[q] ?? 0;
      scores += times * (s[q] ?? 0);
      weights += times * (c[q] ?? 0);
      if ((c[q] ?? 0) > 0) drawn += times;
    }
    const ratio = weights > 0 ? scores / weights : 0;
    let squares = 0;
    for (let q = 0; q < questions; q++) squares += (counts[q] ?? 0) * ((s[q] ?? 0) - ratio * (c[q] ?? 0)) ** 2;
    mean[i] = ratio;
    total[i] = weights;
    error[i] = drawn > 1 ? Math.sqrt((squares * drawn) / (drawn - 1)) / weights : 0;
  }
  return { mean, error, total };
}

const EMPTY = new Float64Array(0);

/**
 * What each drawn question moves each person's mean by, to first order, times the root of how often it was drawn:
 * the squares of a person's sum to the variance of the mean, those of a difference to the variance of the difference.
 */
function influences(table: Table, { mean, total }: Statistics, counts: Float64Array): Float64Array[] {
  const drawn = Array.from(counts.keys()).filter((q) => (counts[q] ?? 0) > 0);
  return table.people.map((_, i) => {
    const [s, c] = [table.score[i] ?? EMPTY, table.coverage[i] ?? EMPTY];
    const [r, t] = [mean[i] ?? 0, total[i] ?? 0];
    return Float64Array.from(drawn, (q) =>
      t > 0 ? (Math.sqrt(counts[q] ?? 0) * ((s[q] ?? 0) - r * (c[q] ?? 0))) / t : 0,
    );
  });
}

/**
 * Linearised error of the difference of two means. (The factor n/(n − 1) would be the same in the sample and in every
 * resample, and so cancel.)
 */
function pairError(moved: readonly Float64Array[], i: number, j: number): number {
  const [a, b] = [moved[i] ?? EMPTY, moved[j] ?? EMPTY];
  let squares = 0;
  for (let q = 0; q < a.length; q++) squares += ((a[q] ?? 0) - (b[q] ?? 0)) ** 2;
  return Math.sqrt(squares);
}

function shareFirst(table: Table, sample: Statistics, first: Float64Array, sign: number, shrinkage: number): void {
  let best = Number.NEGATIVE_INFINITY;
  let leaders: number[] = [];
  table.people.forEach((_, i) => {
    const weight = sample.total[i] ?? 0;
    const score = (sign * (sample.mean[i] ?? 0) * weight) / (weight + shrinkage || 1);
    if (score > best + NO_SPREAD) leaders = [];
    if (score >= best - NO_SPREAD) leaders.push(i);
    best = Math.max(best, score);
  });
  for (const i of leaders) first[i] = (first[i] ?? 0) + 1 / leaders.length;
}

function ascending(a: number, b: number): number {
  return a - b;
}
