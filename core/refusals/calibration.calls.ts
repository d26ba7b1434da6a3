import { binIndex, reliabilityBins } from "#core/calibration/bins";
import { bandOfFits, bandSampler, consistencyBand, corpDecomposition, recalibrated } from "#core/calibration/corp";
import { horizonInstant, pairsAtHorizon, timeWeightedPairs, whyNotCounted } from "#core/calibration/horizon";
import { fittedAt, isotonicFit } from "#core/calibration/isotonic";
import { calibrationSummary, murphyByBins, murphyDecomposition } from "#core/calibration/murphy";
import { requirePairs } from "#core/calibration/pairs";
import { boldShare } from "#core/calibration/reading";
import { tallyOf } from "#core/calibration/tally";
import { wilsonInterval } from "#core/calibration/wilson";
import { seededRandom } from "#core/math/random";
import { bootstrapBoard } from "#core/ranking/bootstrap";
import { connectedSets, levelDifficulty } from "#core/ranking/difficulty";
import { leaderboard, recordsOf } from "#core/ranking/leaderboard";
import type { WildCall } from "#core/refusals/wild";
import { clocksOf, logOf, pairsOf, rowsOf } from "#core/refusals/wild";

const resolved = (a: number[], b: number[]) => ({
  id: "q",
  clocks: clocksOf(b),
  log: logOf(a),
  outcome: "yes" as const,
});
/** What a wild number may ask to be done that often. */
const few = (n: number) => (n > 100 ? Number.NaN : n);

export const CALIBRATION_CALLS: Readonly<Record<string, WildCall>> = {
  binIndex: ([p = 0.5, count = 10]) => binIndex(p, count),
  reliabilityBins: (a, [count = 10, confidence = 0.9]) => reliabilityBins(pairsOf(a), { count, confidence }),
  bandOfFits: (a, [confidence = 0.9]) => bandOfFits(Float64Array.from(a), [], confidence),
  bandSampler: (a, b) => bandSampler(pairsOf(a, b)).draw(seededRandom(1)),
  consistencyBand: (a, [runs = 3, confidence = 0.9, ...weights]) =>
    consistencyBand(pairsOf(a, weights), seededRandom(1), { runs: few(runs), confidence }),
  corpDecomposition: (a, b) => corpDecomposition(pairsOf(a, b)),
  recalibrated: (a, b) => recalibrated(pairsOf(a, b)),
  horizonInstant: (a, [days = 1]) => horizonInstant(clocksOf(a), { kind: "days_before_close", days }),
  pairsAtHorizon: (a, [now = 2, days = 0, ...clocks]) => [
    pairsAtHorizon(resolved(a, clocks), now),
    pairsAtHorizon(resolved(a, clocks), now, { kind: "days_before_close", days }),
  ],
  timeWeightedPairs: (a, [now = 2, ...clocks]) => timeWeightedPairs(resolved(a, clocks), now),
  whyNotCounted: (a, [now = 2, days = 0]) => whyNotCounted(clocksOf(a), { kind: "days_before_close", days }, now),
  boldShare: (a, [edge = 0.2]) => boldShare(tallyOf(pairsOf(a)), edge),
  isotonicFit: (a, b) => [isotonicFit(a, b), isotonicFit(a, a, b)],
  fittedAt: (a, [forecast = 0.5]) => fittedAt(isotonicFit(a, a), forecast),
  calibrationSummary: (a, b) => calibrationSummary(pairsOf(a, b)),
  murphyByBins: (a, [count = 10]) => murphyByBins(pairsOf(a), count),
  murphyDecomposition: (a, b) => murphyDecomposition(pairsOf(a, b)),
  requirePairs: (a, b) => requirePairs(pairsOf(a, b)),
  tallyOf: (a, b) => tallyOf(pairsOf(a, b)),
  wilsonInterval: ([x = 0, n = 1, confidence = 0.9]) => wilsonInterval(x, n, confidence),
  bootstrapBoard: (a, [resamples = 3, confidence = 0.9, shrinkage = 10]) =>
    bootstrapBoard(rowsOf(a), seededRandom(1), { resamples: few(resamples), confidence, shrinkage }),
  connectedSets: (a) => connectedSets(rowsOf(a)),
  levelDifficulty: (a) => levelDifficulty(rowsOf(a)),
  leaderboard: (a, [shrinkage = 10, minimumQuestions = 0, minimumAttendance = 0]) =>
    leaderboard(rowsOf(a), { shrinkage, minimumQuestions, minimumAttendance }),
  recordsOf: (a) => recordsOf(rowsOf(a)),
};
