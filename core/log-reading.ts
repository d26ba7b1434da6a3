import type { Instant } from "#core/clock";
import type { LoggedForecast } from "#core/forecast-view";
import { latestVersions, peopleIn } from "#core/log-people";
import type { Crowds } from "#core/shown-crowds";
import { canonicalOrder, type Standing, standingAt } from "#core/standing";

/** A log and what it comes to, each part made when it is first asked for. */
export interface LogReading<V, C, H> {
  /** In canonical order. */
  readonly log: readonly LoggedForecast<V>[];
  /** Everybody in it, in the order of their first entries. */
  readonly people: readonly string[];
  /** When each of them stated something for the first time. */
  readonly began: ReadonlyMap<string, Instant>;
  ownLog(person: string): readonly LoggedForecast<V>[];
  /** What stands after all of it. */
  readonly standing: readonly Standing<V>[];
  /** The version that the latest entry of each who holds something answers. */
  readonly versions: ReadonlyMap<string, number | undefined>;
  /** Null where nothing stands. */
  readonly crowd: C | null;
  /** What the crowd said from an instant on; it says its last until `until`, which comes after all of the log. */
  history(period: { readonly from: Instant; readonly until: Instant }): H[];
  /** The reading of its events up to an instant, or before it. */
  cut(at: Instant, side: "up to" | "before"): LogReading<V, C, H>;
}

interface Stretch {
  readonly start: Instant;
  readonly end: Instant | null;
}

/**
 * Reads logs of one type of question. A log is read once for as long as it is kept: a page asks of ten thousand events what
 * they came to the last time, too. Nothing in a reading depends on who reads or when.
 *
 * @throws {RangeError} on a malformed log
 */
export function logReader<V, C, H extends Stretch, E>(
  crowds: Crowds<V, C, H, E>,
): (log: readonly LoggedForecast<V>[]) => LogReading<V, C, H> {
  const known = new WeakMap<readonly LoggedForecast<V>[], LogReading<V, C, H>>();
  const read = (log: readonly LoggedForecast<V>[]): LogReading<V, C, H> => {
    const before = known.get(log);
    if (before !== undefined) return before;
    const reading = readingOf(crowds, read, canonicalOrder(log));
    known.set(log, reading);
    return reading;
  };
  return read;
}

function readingOf<V, C, H extends Stretch, E>(
  crowds: Crowds<V, C, H, E>,
  read: (log: readonly LoggedForecast<V>[]) => LogReading<V, C, H>,
  log: readonly LoggedForecast<V>[],
): LogReading<V, C, H> {
  const lastAt = log.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const standing = once(() => [...standingAt(log, log.length === 0 ? 0 : lastAt).values()]);
  const byPerson = once(() => Map.groupBy(log, ({ person }) => person));
  const people = once(() => peopleIn(log));
  // Of several entries of a person the first written wins.
  const began = once(() => new Map(log.toReversed().map(({ person, at }) => [person, at])));
  const versions = once(() => latestVersions(log, standing().length));
  const crowd = once(() => (standing().length === 0 ? null : crowds.standing(standing().map(({ value }) => value))));
  const histories = lastOf((from: Instant) => crowds.history(log, { from, until: null }));
  const shorter = lastOf((at: Instant) => read(log.filter((event) => event.at <= at)));
  const earlier = lastOf((at: Instant) => read(log.filter((event) => event.at < at)));
  return {
    log,
    get people() {
      return people();
    },
    get began() {
      return began();
    },
    ownLog: (person) => byPerson().get(person) ?? [],
    get standing() {
      return standing();
    },
    get versions() {
      return versions();
    },
    get crowd() {
      return crowd();
    },
    history: ({ from, until }) =>
      histories(from).flatMap((stretch) =>
        stretch.start < until ? [stretch.end === null ? { ...stretch, end: until } : stretch] : [],
      ),
    cut(at, side) {
      if (lastAt < at || (lastAt === at && side === "up to")) return read(log);
      return side === "up to" ? shorter(at) : earlier(at);
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The last one made is kept: a page of the past is read again at its own instant. */
function lastOf<T>(make: (at: Instant) => T): (at: Instant) => T {
  let last: { at: Instant; value: T } | null = null;
  return (at) => {
    if (last?.at !== at) last = { at, value: make(at) };
    return last.value;
  };
}
