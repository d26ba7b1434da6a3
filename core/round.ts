import type { Instant } from "#core/clock";
import { requireFinite, requireInteger } from "#core/math/require";
import type { ForecastEvent } from "#core/standing";

/**
 * A blind round of the IDEA protocol: half open, [opensAt, endsAt). It runs by definition of time: no act begins its end.
 *
 * @see Hemming et al. 2018, “A practical guide to structured expert elicitation using the IDEA protocol”
 */
export interface RoundSpan {
  /** 1, 2, … within the question. */
  readonly number: number;
  readonly opensAt: Instant;
  /** The end in force: the announced one, or the earlier one that a lead gave it. */
  readonly endsAt: Instant;
}

/** @throws {RangeError} unless numbered 1, 2, …, each of some length and not before the end of the one before */
export function requireRounds(rounds: readonly RoundSpan[]): readonly RoundSpan[] {
  let previousEnd = Number.NEGATIVE_INFINITY;
  for (const [index, { number, opensAt, endsAt }] of rounds.entries()) {
    requireInteger("number", number, 1);
    requireFinite("opensAt", opensAt);
    requireFinite("endsAt", endsAt);
    if (number !== index + 1) throw new RangeError(`rounds must be numbered 1, 2, …, got ${number} at ${index + 1}`);
    if (!(opensAt < endsAt)) throw new RangeError(`endsAt must be after opensAt (${opensAt}), got ${endsAt}`);
    if (opensAt < previousEnd) throw new RangeError(`opensAt must not be before ${previousEnd}, got ${opensAt}`);
    previousEnd = endsAt;
  }
  return rounds;
}

/** What a running round hides: everything of others in the first, what they say in it in a later one. */
export interface Blindness {
  readonly round: RoundSpan;
  /** What others stated before this instant stays shown; null in the first round. */
  readonly shownBefore: Instant | null;
}

/**
 * What is hidden at an instant because of rounds; null while none runs.
 *
 * @param rounds of the question, in order
 * @throws {RangeError} on malformed rounds or an instant that is not finite
 */
export function blindnessAt(rounds: readonly RoundSpan[], now: Instant): Blindness | null {
  requireFinite("now", now);
  const last = requireRounds(rounds).at(-1);
  // A clock that is behind sees a round that opens later: it is hidden as if it ran.
  if (last === undefined || now >= last.endsAt) return null;
  return { round: last, shownBefore: last.number === 1 ? null : last.opensAt };
}

/** Where an event lies: in a round, or late for it. Null before the first round. */
export interface Place {
  readonly number: number;
  /** Made after this round's end: an ordinary forecast. */
  readonly late: boolean;
}

/** @param rounds of the question, in order */
export function placeInRounds(rounds: readonly RoundSpan[], at: Instant): Place | null {
  const round = rounds.findLast(({ opensAt }) => opensAt <= at);
  return round === undefined ? null : { number: round.number, late: at >= round.endsAt };
}

/** Who answered in a round: whoever stated or reaffirmed something in it, withdrawn since or not. */
export function answeredIn(log: readonly ForecastEvent<unknown>[], round: RoundSpan): Set<string> {
  return new Set(
    log
      .filter(({ kind, at }) => kind !== "withdrawal" && at >= round.opensAt && at < round.endsAt)
      .map(({ person }) => person),
  );
}

/** What a probability may be at least and at most, around the best estimate that is recorded and scored. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** How sure its maker is that it holds, in [0.5, 1]; null where they did not say. */
  readonly confidence: number | null;
}
