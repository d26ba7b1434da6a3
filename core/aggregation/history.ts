import type { Instant } from "#core/clock";
import { requireFinite } from "#core/math/require";
import type { ForecastEvent, Standing } from "#core/standing";
import { applyEvent, canonicalOrder } from "#core/standing";

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
