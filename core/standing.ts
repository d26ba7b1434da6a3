import type { Instant } from "#core/clock";
import { requireFinite, requireInteger } from "#core/math/require";

/**
 * One row of a question's forecast log. `V` is what a forecast states: a probability of yes for a binary question,
 * one probability per option for multiple choice, a CDF for a continuous one.
 */
export type ForecastEvent<V> = {
  readonly person: string;
  readonly at: Instant;
  /** 1, 2, … within (question, person): the order of record, since instants can tie. */
  readonly sequence: number;
} & (
  | { readonly kind: "forecast"; readonly value: V }
  /** Repeats what stands: it changes no score and makes the forecast fresh. */
  | { readonly kind: "reaffirmation" }
  | { readonly kind: "withdrawal" }
);

/** What one person holds at an instant. */
export interface Standing<V> {
  readonly person: string;
  readonly value: V;
  /** When this value was first stated without a break. */
  readonly since: Instant;
  /** The latest event that states it, a reaffirmation included: recency weights and staleness use this. */
  readonly latestAt: Instant;
}

/** A stretch of time in which one person held one value; `end` is null while it still stands. */
export interface HeldSpan<V> {
  readonly person: string;
  readonly value: V;
  readonly start: Instant;
  readonly end: Instant | null;
}

/**
 * Canonical order of a log: instant, then sequence, then person (which only makes ties across people reproducible).
 *
 * @returns a sorted copy; the log itself when it is in order already
 * @throws {RangeError} on an instant that is not finite or a sequence that is not a positive integer
 */
export function canonicalOrder<E extends ForecastEvent<unknown>>(log: readonly E[]): readonly E[] {
  let ordered = true;
  let previous: E | undefined;
  for (const event of log) {
    requireFinite("at", event.at);
    requireInteger("sequence", event.sequence, 1);
    if (previous !== undefined && compareEvents(previous, event) > 0) ordered = false;
    previous = event;
  }
  return ordered ? log : [...log].sort(compareEvents);
}

function compareEvents(a: ForecastEvent<unknown>, b: ForecastEvent<unknown>): number {
  return a.at - b.at || a.sequence - b.sequence || (a.person < b.person ? -1 : a.person > b.person ? 1 : 0);
}

/** What a reaffirmation by somebody who holds nothing is refused with. */
export function nothingStands({ person, at }: Pick<ForecastEvent<unknown>, "person" | "at">): RangeError {
  return new RangeError(`reaffirmation by ${person} at ${at} where no forecast stands`);
}

/**
 * Fold one event into what stands.
 *
 * @param standing what each person holds; changed in place
 * @throws {RangeError} for a reaffirmation where nothing stands
 */
export function applyEvent<V>(standing: Map<string, Standing<V>>, event: ForecastEvent<V>): void {
  const { person, at } = event;
  switch (event.kind) {
    case "forecast":
      standing.set(person, { person, value: event.value, since: at, latestAt: at });
      return;
    case "reaffirmation": {
      const held = standing.get(person);
      if (held === undefined) throw nothingStands(event);
      standing.set(person, { ...held, latestAt: at });
      return;
    }
    case "withdrawal":
      standing.delete(person);
      return;
  }
}

/**
 * What stood at an instant: the latest event of each person at or before it, withdrawals taken out.
 *
 * @param log in any order
 * @param at the instant, itself included (a forecast holds from its own instant)
 * @returns one entry per person who held a forecast
 * @throws {RangeError} on a malformed log or an instant that is not finite
 */
export function standingAt<V>(log: readonly ForecastEvent<V>[], at: Instant): Map<string, Standing<V>> {
  requireFinite("at", at);
  const standing = new Map<string, Standing<V>>();
  for (const event of canonicalOrder(log)) {
    if (event.at > at) break;
    applyEvent(standing, event);
  }
  return standing;
}

/**
 * Every stretch in which somebody held a value, in the order in which the stretches began. Reaffirmations split nothing.
 * Stretches of no length (a second forecast at the same instant) are left out.
 *
 * @param log in any order
 * @throws {RangeError} on a malformed log
 */
export function heldSpans<V>(log: readonly ForecastEvent<V>[]): HeldSpan<V>[] {
  const standing = new Map<string, Standing<V>>();
  const ended: { span: HeldSpan<V>; order: number }[] = [];
  const begun = new Map<string, number>();
  const close = (person: string, end: Instant | null) => {
    const held = standing.get(person);
    if (held === undefined || held.since === end) return;
    ended.push({ span: { person, value: held.value, start: held.since, end }, order: begun.get(person) ?? 0 });
  };
  let order = 0;
  for (const event of canonicalOrder(log)) {
    if (event.kind !== "reaffirmation") close(event.person, event.at);
    applyEvent(standing, event);
    if (event.kind === "forecast") begun.set(event.person, order++);
  }
  for (const person of standing.keys()) close(person, null);
  return ended.sort((a, b) => a.order - b.order).map(({ span }) => span);
}
