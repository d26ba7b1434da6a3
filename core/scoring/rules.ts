import { requirePositiveProbability } from "#core/math/require";
import type { BinaryOutcome } from "#core/question";
import { baselinePoints } from "#core/scoring/baseline";
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
  /** CRPS in the unit of the question's scale, in [0, max − min]; null where the rule has none (categories). */
  readonly crps: number | null;
}

/** How the forecasts of one question are judged under its outcome. */
export interface ScoringRule<V> {
  /** @throws {RangeError} for a value that the rule cannot score */
  readonly judge: (value: V) => Judged;
  /** Points per nat of the peer score. */
  readonly peerScale: number;
  /** Width of the scale on which the CRPS is measured, in its unit; absent where there is none. */
  readonly scaleWidth?: number;
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
      return { log, baseline: baselinePoints(log, 2), brier, crps: null };
    },
  };
}

/**
 * A multiple choice question; a forecast is one probability per option.
 *
 * Options may appear later: a forecast holds null for one that was not yet on offer. What happened is then read from the
 * last option (“Other”), which stood for it; baseline and Brier score count the options on offer.
 *
 * @param outcome index of the option that happened, among all that were ever offered
 * @param ordered whether the options have an order, so that a near miss beats a far one; all are then offered from the start
 * @throws {RangeError} as its judge: for anything but probabilities of two options or more that sum to 1, an outcome that is
 *   none of them, no probability of what happened, a null for the last option, or one among ordered options
 * @see Metaculus, scoring/score_math.py, on options that appear later
 */
export function multipleChoiceRule(outcome: number, ordered = false): ScoringRule<readonly (number | null)[]> {
  return {
    peerScale: PEER_SCALE.categorical,
    judge(probabilities) {
      requireIndex(outcome, probabilities.length);
      const offered = probabilities.filter((p) => p !== null);
      const absent = probabilities.length - offered.length;
      if (ordered && absent > 0)
        throw new RangeError(`ordered options must all be offered, got ${absent} that are not`);
      const last = probabilities.length - 1;
      if (probabilities[last] === null) throw new RangeError("the last option must be on offer, got null");
      const stoodFor = probabilities[outcome] === null ? last : outcome;
      const place = probabilities.slice(0, stoodFor).filter((p) => p !== null).length;
      const brier = (ordered ? orderedBrierScore : multipleChoiceBrierScore)(offered, place);
      const log = Math.log(requirePositiveProbability("probability of the outcome", offered[place] ?? Number.NaN));
      return { log, baseline: baselinePoints(log, offered.length), brier, crps: null };
    },
  };
}
