import type { Instant } from "#core/clock";
import { requireFinite } from "#core/math/require";
import type { ForecastEvent, Standing } from "#core/standing";
import { applyEvent, canonicalOrder, nothingStands } from "#core/standing";

/** A stretch of time and what a crowd said in it; `end` is null where it still says it. */
export interface CrowdPeriod<A> {
  readonly start: Instant;
  readonly end: Instant | null;
  readonly crowd: A;
}

/**
 * What a crowd said over time: one entry per stretch between two instants at which something was recorded.
 * A stretch in which nobody stands has no entry.
 *
 * @param log in any order
 * @param pool what stands, oldest first, made into what the crowd says
 * @param from earlier forecasts enter here
 * @param until the history ends here, this instant's own events left out; null: the last entry stays open
 * @throws {RangeError} on a malformed log or instants that are not finite or not in order
 */
export function crowdHistory<V, A>(
  log: readonly ForecastEvent<V>[],
  pool: (standing: V[]) => A,
  { from, until }: { readonly from: Instant; readonly until: Instant | null },
): CrowdPeriod<A>[] {
  const events = eventsUntil(log, { from, until });
  const standing = new Map<string, Standing<V>>();
  const history: CrowdPeriod<A>[] = [];
  events.forEach((event, i) => {
    applyEvent(standing, event);
    const start = Math.max(event.at, from);
    const next = events[i + 1];
    const end = next === undefined ? until : Math.max(next.at, from);
    if (standing.size > 0 && start !== end) history.push({ start, end, crowd: pool(oldestFirst(standing)) });
  });
  return history;
}

/** A crowd that is told of each change and can say at any time what it holds. */
export interface FollowedCrowd<V, A> {
  /** Somebody who held nothing states a value. */
  enter(person: string, at: Instant, value: V): void;
  /** Somebody restates what they hold. */
  renew(person: string, at: Instant): void;
  /** Somebody who held a value holds none. */
  leave(person: string): void;
  /** What it says while at least one value stands. */
  say(): A;
}

/**
 * {@link crowdHistory} of a crowd that is kept from event to event instead of being made anew at each.
 *
 * @param events in canonical order, those after the end of the history left out
 * @throws {RangeError} for a reaffirmation where nothing stands
 */
export function followHistory<V, A>(
  events: readonly ForecastEvent<V>[],
  crowd: FollowedCrowd<V, A>,
  { from, until }: { readonly from: Instant; readonly until: Instant | null },
): CrowdPeriod<A>[] {
  const standing = new Set<string>();
  const history: CrowdPeriod<A>[] = [];
  events.forEach((event, i) => {
    const { person, at } = event;
    if (event.kind === "reaffirmation") {
      if (!standing.has(person)) throw nothingStands(event);
      crowd.renew(person, at);
    } else {
      if (standing.delete(person)) crowd.leave(person);
      if (event.kind === "forecast") {
        crowd.enter(person, at, event.value);
        standing.add(person);
      }
    }
    const start = Math.max(at, from);
    const next = events[i + 1];
    const end = next === undefined ? until : Math.max(next.at, from);
    if (standing.size > 0 && start !== end) history.push({ start, end, crowd: crowd.say() });
  });
  return history;
}

/**
 * The events of a log that a history shows, in canonical order.
 *
 * @throws {RangeError} on a malformed log or instants that are not finite or not in order
 */
export function eventsUntil<V>(
  log: readonly ForecastEvent<V>[],
  { from, until }: { readonly from: Instant; readonly until: Instant | null },
): readonly ForecastEvent<V>[] {
  requireFinite("from", from);
  if (until !== null && !(requireFinite("until", until) >= from)) {
    throw new RangeError(`until must not be before from (${from}), got ${until}`);
  }
  return canonicalOrder(log).filter((event) => until === null || event.at < until);
}

/** Standing values by the instant of their latest event; ties by person, so that the result is reproducible. */
export function oldestFirst<V>(standing: ReadonlyMap<string, Standing<V>>): V[] {
  return [...standing.values()]
    .sort((a, b) => a.latestAt - b.latestAt || (a.person < b.person ? -1 : 1))
    .map(({ value }) => value);
}
