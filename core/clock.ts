import { requireFinite } from "#core/math/require";

/** Milliseconds since 1970-01-01T00:00:00Z, fractions allowed (the database keeps microseconds). */
export type Instant = number;

/** The clocks of a question that scoring knows. The instant a resolution was *entered* is not among them, on purpose. */
export interface Clocks {
  /** S: forecasts count from here; an earlier one counts from S. */
  readonly opensAt: Instant;
  /** E: scheduled close. T = E − S is the scoring horizon. */
  readonly closesAt: Instant;
  /** K: when the answer became publicly knowable; null while unresolved. Never before S. */
  readonly knownAt: Instant | null;
}

/** A half-open stretch of time [start, end). */
export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** @throws {RangeError} unless every clock is finite, S < E, and K is null or ≥ S */
export function requireClocks(clocks: Clocks): Clocks {
  const { opensAt, closesAt, knownAt } = clocks;
  requireFinite("opensAt", opensAt);
  requireFinite("closesAt", closesAt);
  if (!(opensAt < closesAt)) throw new RangeError(`closesAt must be after opensAt (${opensAt}), got ${closesAt}`);
  requireFinite("closesAt − opensAt", closesAt - opensAt);
  if (knownAt !== null && !(requireFinite("knownAt", knownAt) >= opensAt)) {
    throw new RangeError(`knownAt must not be before opensAt (${opensAt}), got ${knownAt}: such a question is void`);
  }
  return clocks;
}

/** T = E − S in milliseconds, > 0: the stretch that every ranking score is divided by. @throws {RangeError} on wrong clocks */
export function scoringHorizon(clocks: Clocks): number {
  requireClocks(clocks);
  return clocks.closesAt - clocks.opensAt;
}

/**
 * A = min(K, E). Forecasts from A on are late: kept, shown, and score nothing. The stretch A..E scores 0 and stays in T,
 * so nobody gains by betting on an early yes. While K is unknown, A = E.
 *
 * @throws {RangeError} on wrong clocks
 */
export function effectiveClose(clocks: Clocks): Instant {
  requireClocks(clocks);
  return clocks.knownAt === null ? clocks.closesAt : Math.min(clocks.knownAt, clocks.closesAt);
}

/**
 * The counted part of a forecast that was made at `madeAt` and stood until the same person's next event:
 * [max(made, S), min(end, A)). Null when nothing of it counts.
 *
 * @param endedAt the next event of the same person; null when there is none
 * @throws {RangeError} on wrong clocks, or an end before the beginning
 */
export function countedSpan(clocks: Clocks, madeAt: Instant, endedAt: Instant | null): Span | null {
  requireFinite("madeAt", madeAt);
  if (endedAt !== null && !(requireFinite("endedAt", endedAt) >= madeAt)) {
    throw new RangeError(`endedAt must not be before madeAt (${madeAt}), got ${endedAt}`);
  }
  const close = effectiveClose(clocks);
  const start = Math.max(madeAt, clocks.opensAt);
  const end = endedAt === null ? close : Math.min(endedAt, close);
  return start < end ? { start, end } : null;
}

/**
 * Counted time / T, in [0, 1]: the weight inside scores.
 *
 * @param spans counted spans of one person, not overlapping
 * @throws {RangeError} on wrong clocks or spans outside [S, A]
 */
export function coverage(clocks: Clocks, spans: readonly Span[]): number {
  return countedTime(clocks, spans) / scoringHorizon(clocks);
}

/**
 * Counted time / (A − S), in [0, 1]: what people are shown and minimums use, so that an early resolution costs no one.
 * 0 when the answer was known at the opening (A = S), where nothing can count.
 *
 * @param spans counted spans of one person, not overlapping
 * @throws {RangeError} on wrong clocks or spans outside [S, A]
 */
export function attendance(clocks: Clocks, spans: readonly Span[]): number {
  const available = effectiveClose(clocks) - clocks.opensAt;
  return available === 0 ? 0 : countedTime(clocks, spans) / available;
}

function countedTime(clocks: Clocks, spans: readonly Span[]): number {
  const close = effectiveClose(clocks);
  let time = 0;
  let previousEnd = clocks.opensAt;
  for (const { start, end } of spans) {
    if (!(start >= previousEnd && end >= start && end <= close)) {
      throw new RangeError(`spans must be ascending, apart and within [S, A], got [${start}, ${end})`);
    }
    time += end - start;
    previousEnd = end;
  }
  return time;
}
