import type { Instant } from "#core/clock";

/** What this file asks of an entry of a log. */
interface Entry {
  readonly person: string;
  readonly at: Instant;
  readonly kind: string;
  readonly version?: number;
}

/** Everybody in a log, in the order of their first entries. */
export function peopleIn(log: readonly Entry[]): string[] {
  const found = new Set<string>();
  for (const { person } of log) found.add(person);
  return [...found];
}

/** The version that each person's latest entry answers, looked for from the end of the log until `people` are found. */
export function latestVersions(log: readonly Entry[], people: number): Map<string, number | undefined> {
  const versions = new Map<string, number | undefined>();
  let holding = 0;
  for (let i = log.length - 1; i >= 0 && holding < people; i -= 1) {
    const event = log[i];
    if (event === undefined || versions.has(event.person)) continue;
    versions.set(event.person, event.version);
    if (event.kind !== "withdrawal") holding += 1;
  }
  return versions;
}

/** @throws {RangeError} for somebody without a name */
export function nameIn(people: ReadonlyMap<string, string>, memberId: string): string {
  const name = people.get(memberId);
  if (name === undefined) throw new RangeError(`people must name everybody in the log, got no name for ${memberId}`);
  return name;
}

/** A list of people by name, for whom recency must not show. */
export function byName<T extends { readonly memberId: string }>(
  list: readonly T[],
  people: ReadonlyMap<string, string>,
): T[] {
  const ranks = ranksOf(people);
  return list.toSorted((a, b) => (ranks.get(a.memberId) ?? 0) - (ranks.get(b.memberId) ?? 0));
}

const NAMES = new Intl.Collator("en", { numeric: true });
/** Comparing names is dear, and the questions of a page share their people. */
const ranked = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, number>>();

/** Everybody's place in the order of names; of those who share one, of ids. */
function ranksOf(people: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const known = ranked.get(people);
  if (known?.size === people.size) return known;
  const order = [...people].sort(([a, one], [b, other]) => NAMES.compare(one, other) || (a < b ? -1 : 1));
  const ranks = new Map(order.map(([id], rank) => [id, rank]));
  ranked.set(people, ranks);
  return ranks;
}
