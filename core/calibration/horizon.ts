import type { CalibrationPair } from "#core/calibration/pairs";
import type { Clocks, Instant } from "#core/clock";
import { countedSpan, effectiveClose, scoringHorizon } from "#core/clock";
import { requireFinite, requireNotNegative, requireProbability } from "#core/math/require";
import type { BinaryOutcome } from "#core/question";
import type { ForecastEvent } from "#core/standing";
import { heldSpans, standingAt } from "#core/standing";

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/**
 * The instant at which a forecast is taken for calibration, fixed in advance from the *scheduled* clocks.
 * “30 days before it actually closed” would condition on the outcome.
 */
export type Horizon = { readonly kind: "halfway" } | { readonly kind: "days_before_close"; readonly days: number };

export const DEFAULT_HORIZON: Horizon = { kind: "halfway" };

/** A resolved binary question and its forecast log. */
export interface ResolvedQuestion {
  readonly id: string;
  readonly clocks: Clocks;
  readonly log: readonly ForecastEvent<number>[];
  readonly outcome: BinaryOutcome;
}

/** A pair and whose forecast it is. */
export interface PersonalPair extends CalibrationPair {
  readonly person: string;
}

/**
 * S + T/2, or k days before E.
 *
 * @throws {RangeError} on wrong clocks, or days that are not finite and ≥ 0
 */
export function horizonInstant(clocks: Clocks, horizon: Horizon): Instant {
  const length = scoringHorizon(clocks);
  switch (horizon.kind) {
    case "halfway":
      return clocks.opensAt + length / 2;
    case "days_before_close":
      return requireFinite("horizon", clocks.closesAt - requireNotNegative("days", horizon.days) * DAY);
  }
}

/** Why a resolved question gives no pair, whoever forecast it. */
export type NotCounted =
  /** Its scheduled close is still to come. */
  | "close_ahead"
  /** The answer was known by the horizon: a forecast there could be a report of it. */
  | "known_by_then"
  /** The horizon lies before the opening. */
  | "before_opening";

/**
 * Whether a question gives pairs at a horizon; time-weighted (null) it does once its scheduled close has passed.
 *
 * @returns null where it does, else the first reason why not
 * @throws {RangeError} on wrong clocks or an instant that is not finite
 */
export function whyNotCounted(clocks: Clocks, horizon: Horizon | null, now: Instant): NotCounted | null {
  requireFinite("now", now);
  const close = effectiveClose(clocks);
  if (now < clocks.closesAt) return "close_ahead";
  if (horizon === null) return null;
  const at = horizonInstant(clocks, horizon);
  if (at < clocks.opensAt) return "before_opening";
  return close <= at ? "known_by_then" : null;
}

/**
 * One pair per forecaster of the question: what they held at the horizon. None while E has not passed, and none when the
 * answer was known by the horizon (A at or before it) or the horizon lies before the opening.
 *
 * @param now pairs appear once the scheduled close has passed
 * @throws {RangeError} on wrong clocks, a malformed log or an instant that is not finite
 */
export function pairsAtHorizon(
  question: ResolvedQuestion,
  now: Instant,
  horizon: Horizon = DEFAULT_HORIZON,
): PersonalPair[] {
  const { id, clocks, log, outcome } = question;
  if (whyNotCounted(clocks, horizon, now) !== null) return [];
  return Array.from(standingAt(log, horizonInstant(clocks, horizon)).values(), ({ person, value }) => ({
    question: id,
    person,
    forecast: requireProbability("forecast", value),
    outcome,
  }));
}

/**
 * One pair per counted span of each forecaster, weighted by its share of T and never made to sum to 1 per question: what a
 * short-lived question lacks in time it lacks in weight. None while E has not passed.
 *
 * @throws {RangeError} as {@link pairsAtHorizon}
 */
export function timeWeightedPairs({ id, clocks, log, outcome }: ResolvedQuestion, now: Instant): PersonalPair[] {
  if (whyNotCounted(clocks, null, now) !== null) return [];
  const horizon = scoringHorizon(clocks);
  return heldSpans(log).flatMap(({ person, value, start, end }) => {
    const span = countedSpan(clocks, start, end);
    if (span === null) return [];
    const forecast = requireProbability("forecast", value);
    return [{ question: id, person, forecast, outcome, weight: (span.end - span.start) / horizon }];
  });
}
