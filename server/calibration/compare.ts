import { seededRandom } from "#core/math/random";
import { bootstrapBoard, INTERVAL_QUESTIONS } from "#core/ranking/bootstrap";
import type { ScoredRow } from "#core/ranking/leaderboard";
import type { Calibration } from "#server/calibration/calibration-queries";

/** Two records on the questions that both have. */
export interface Comparison {
  readonly questions: number;
  /** Mean Brier score of the first less that of the second, each question counted once; below 0 the first is better. */
  readonly difference: number;
  /** Whether they can be told apart at 90 %, from resampling the questions; null below ten, where nothing can be said. */
  readonly apart: boolean | null;
}

const RESAMPLES = 400;
const SEED = 1;

/** Compares two records question by question, so that neither is better for having had the easier ones; null where they share none. */
export function compareRecords(first: Calibration, second: Calibration): Comparison | null {
  const [a, b] = [meanBriers(first), meanBriers(second)];
  const shared = [...a].flatMap(([question, own]) => {
    const other = b.get(question);
    return other === undefined ? [] : [{ question, own, other }];
  });
  if (shared.length === 0) return null;
  const rows = shared.flatMap(({ question, own, other }): ScoredRow[] => [
    { person: "first", question, score: own, coverage: 1, attendance: 1 },
    { person: "second", question, score: other, coverage: 1, attendance: 1 },
  ]);
  const { separated } = bootstrapBoard(rows, seededRandom(SEED), {
    orientation: "lower",
    shrinkage: 0,
    resamples: RESAMPLES,
  });
  return {
    questions: shared.length,
    difference: shared.reduce((sum, { own, other }) => sum + own - other, 0) / shared.length,
    apart: shared.length < INTERVAL_QUESTIONS ? null : separated.length > 0,
  };
}

/** The mean Brier score of a record on each of its questions, by the weights of its forecasts. */
function meanBriers({ pairs }: Calibration): Map<string, number> {
  const sums = new Map<string, { score: number; weight: number }>();
  for (const { question, forecast, outcome, weight = 1 } of pairs) {
    const sum = sums.get(question) ?? { score: 0, weight: 0 };
    sum.score += weight * (forecast - (outcome === "yes" ? 1 : 0)) ** 2;
    sum.weight += weight;
    sums.set(question, sum);
  }
  return new Map(Array.from(sums, ([question, { score, weight }]) => [question, score / weight]));
}
