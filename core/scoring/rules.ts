import { requireCdf } from "#core/distribution";
import { requirePositiveProbability } from "#core/math/require";
import type { BinaryOutcome } from "#core/question";
import { baselinePoints, continuousBaselineScore, flatProbability } from "#core/scoring/baseline";
import { brierScore, multipleChoiceBrierScore, orderedBrierScore, requireIndex } from "#core/scoring/brier";
import { PEER_SCALE } from "#core/scoring/peer";

/** One forecast judged by what happened; the sweep weighs these by time and sets them against the crowd's. */
export interface Judged {
  /** ln of the probability given to what happened, nats. */
  readonly log: number;
  /** Baseline points. */
  readonly baseline: number;
  /** Brier score in [0, 1]; null where the rule has none (continuous questions). */
  readonly brier: number | null;
}

/** How the forecasts of one question are judged under its outcome. */
export interface ScoringRule<V> {
  /** @throws {RangeError} for a value that the rule cannot score */
  readonly judge: (value: V) => Judged;
  /** Points per nat of the peer score. */
  readonly peerScale: number;
}

/**
 * A binary question; a forecast is the probability of yes.
 * Its judge refuses what gives 0 to what happened: the log scores would be −∞.
 */
export function binaryRule(outcome: BinaryOutcome): ScoringRule<number> {
  return {
    peerScale: PEER_SCALE.categorical,
    judge(p) {
      const brier = brierScore(p, outcome);
      const given = requirePositiveProbability("probability of the outcome", outcome === "yes" ? p : 1 - p);
      const log = Math.log(given);
      return { log, baseline: baselinePoints(log, 2), brier };
    },
  };
}

/**
 * A multiple choice question; a forecast is one probability per option.
 *
 * @param outcome index of the option that happened
 * @param ordered whether the options have an order, so that a near miss beats a far one
 */
export function multipleChoiceRule(outcome: number, ordered = false): ScoringRule<readonly number[]> {
  return {
    peerScale: PEER_SCALE.categorical,
    judge(probabilities) {
      const brier = (ordered ? orderedBrierScore : multipleChoiceBrierScore)(probabilities, outcome);
      const given = requirePositiveProbability("probability of the outcome", probabilities[outcome] ?? Number.NaN);
      const log = Math.log(given);
      return { log, baseline: baselinePoints(log, probabilities.length), brier };
    },
  };
}

/**
 * A multiple choice question whose options were not all on offer from the start; null marks one that was not.
 * What happened is then read from the last option (“Other”), and the baseline counts the options on offer.
 *
 * @param outcome index of the option that happened among all that were ever offered
 * @see Metaculus, scoring/score_math.py
 */
export function growingChoiceRule(outcome: number): ScoringRule<readonly (number | null)[]> {
  return {
    peerScale: PEER_SCALE.categorical,
    judge(probabilities) {
      const offered = probabilities.filter((p) => p !== null);
      const given = requirePositiveProbability(
        "probability of the outcome",
        probabilities[outcome] ?? probabilities.at(-1) ?? Number.NaN,
      );
      const log = Math.log(given);
      return { log, baseline: baselinePoints(log, offered.length), brier: null };
    },
  };
}

/** What a continuous question resolved to, and the grid it is scored on. */
export interface ContinuousResolution {
  /** 0 below the range, 1 … N inside it, N + 1 above. */
  readonly bucket: number;
  /** N. */
  readonly buckets: number;
  /** How many bounds of the range are open: 0, 1 or 2. */
  readonly openBounds: number;
}

/**
 * The probability that a continuous forecast gave to what happened, judged.
 *
 * @param log ln p, finite
 * @throws {RangeError} unless the bucket is one of 0 … N + 1
 */
export function judgeBucket(log: number, { bucket, buckets, openBounds }: ContinuousResolution): Judged {
  requireIndex(bucket, buckets + 2);
  const place = bucket === 0 || bucket === buckets + 1 ? "outside" : "inside";
  return { log, baseline: continuousBaselineScore(log, flatProbability(place, buckets, openBounds)), brier: null };
}

/**
 * A continuous question; a forecast is a CDF of N + 1 points at equally spaced locations.
 *
 * @throws {RangeError} as its judge: for anything that is no such CDF, or gives nothing to what happened
 */
export function continuousRule(resolution: ContinuousResolution): ScoringRule<readonly number[]> {
  const { bucket, buckets } = resolution;
  return {
    peerScale: PEER_SCALE.continuous,
    judge(cdf) {
      requireCdf(cdf);
      if (cdf.length !== buckets + 1) throw new RangeError(`cdf must have ${buckets + 1} points, got ${cdf.length}`);
      const given = (cdf[bucket] ?? 1) - (bucket === 0 ? 0 : (cdf[bucket - 1] ?? 0));
      return judgeBucket(Math.log(requirePositiveProbability("probability of the outcome", given)), resolution);
    },
  };
}
