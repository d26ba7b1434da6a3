import { requireProbability } from "#core/math/require";
import { cornersOf, projectOn, projectWithin, scenariosOf, worldsOf } from "#core/possible-worlds";

/** What a team declares of its scenarios, by the ids of their headline questions (binary ones). */
export type Relation =
  /** At most one of them comes true. */
  | { readonly kind: "exclusive"; readonly scenarios: readonly string[] }
  /** At least one of them comes true. */
  | { readonly kind: "exhaustive"; readonly scenarios: readonly string[] }
  /** If `from` comes true, so does `to`. */
  | { readonly kind: "implies"; readonly from: string; readonly to: string };

/** More scenarios than this in one connected set are not projected: their worlds are enumerated. */
export const CONNECTED_LIMIT = 12;

/** Which scenarios come true in one way the world can turn out. */
export type World = ReadonlyMap<string, boolean>;

/**
 * Scenarios that relations connect, each set with its own relations.
 *
 * @throws {RangeError} for a relation that names fewer than two different scenarios, or a set above {@link CONNECTED_LIMIT}
 */
export function connectedScenarios(
  relations: readonly Relation[],
): { readonly scenarios: readonly string[]; readonly relations: readonly Relation[] }[] {
  const sets: { scenarios: Set<string>; relations: Relation[] }[] = [];
  for (const relation of relations) {
    const named = new Set(scenariosOf(relation));
    if (named.size < 2 || named.size !== scenariosOf(relation).length) {
      throw new RangeError(
        `${relation.kind} must name at least two different scenarios, got ${[...scenariosOf(relation)]}`,
      );
    }
    const joined = { scenarios: named, relations: [relation] };
    for (const set of sets.filter(({ scenarios }) => [...named].some((id) => scenarios.has(id)))) {
      for (const id of set.scenarios) joined.scenarios.add(id);
      joined.relations.unshift(...set.relations);
      sets.splice(sets.indexOf(set), 1);
    }
    if (joined.scenarios.size > CONNECTED_LIMIT) {
      throw new RangeError(
        `a connected set must hold at most ${CONNECTED_LIMIT} scenarios, got ${joined.scenarios.size}`,
      );
    }
    sets.push(joined);
  }
  return sets.map(({ scenarios, relations }) => ({ scenarios: [...scenarios].sort(), relations }));
}

/**
 * The worlds that relations allow: every combination of true and false that breaks none of them.
 *
 * @param scenarios at most {@link CONNECTED_LIMIT} different ids, all that the relations name among them
 * @throws {RangeError} for more, for a relation that names another, or when no world is left
 */
export function allowedWorlds(scenarios: readonly string[], relations: readonly Relation[]): World[] {
  if (new Set(scenarios).size !== scenarios.length || scenarios.length > CONNECTED_LIMIT) {
    throw new RangeError(`scenarios must be at most ${CONNECTED_LIMIT} different ones, got ${scenarios.length}`);
  }
  for (const id of relations.flatMap(scenariosOf)) {
    if (!scenarios.includes(id)) throw new RangeError(`relations must name scenarios of the set, got ${id}`);
  }
  const worlds = worldsOf(scenarios, relations);
  if (worlds.length === 0) throw new RangeError("relations must leave a world possible, got none");
  return worlds;
}

/**
 * Relations that together leave no possible world, none of which could be left out: the reason why the whole set leaves none.
 *
 * @returns null where a world is left
 * @throws {RangeError} as {@link connectedScenarios}
 */
export function contradiction(relations: readonly Relation[]): readonly Relation[] | null {
  const impossible = (some: readonly Relation[]) =>
    connectedScenarios(some).some((set) => worldsOf(set.scenarios, set.relations).length === 0);
  return impossible(relations) ? leastThat(impossible, relations) : null;
}

/** Leaves out, one after the other, what is not needed for the whole to be so. */
function leastThat(holds: (some: readonly Relation[]) => boolean, relations: readonly Relation[]): Relation[] {
  let needed = [...relations];
  for (const relation of relations) {
    const without = needed.filter((other) => other !== relation);
    if (holds(without)) needed = without;
  }
  return needed;
}

/** A relation that probabilities break, and by how much. */
export interface Violation {
  readonly relation: Relation;
  /** How far beyond the relation's bound, in probability, above 0. */
  readonly excess: number;
}

/** How a set of probabilities fares against the declared relations. */
export interface CoherenceCheck {
  readonly coherent: boolean;
  /** Relations broken one by one. It can be empty where the set is incoherent: relations also bind together. */
  readonly violations: readonly Violation[];
  /** The nearest coherent set, of the scenarios given: offered, never entered. */
  readonly nearest: ReadonlyMap<string, number>;
  /** Euclidean distance to it, 0 when coherent. */
  readonly distance: number;
}

/** Probabilities nearer than this to the coherent set are coherent. */
const COHERENT = 1e-9;

/**
 * Holds probabilities against the declared relations. Coherent means: in the convex hull of the allowed worlds. The nearest
 * coherent set is the Euclidean projection on that hull; its summed Brier score is no worse in every allowed world. Nothing is
 * promised for one scenario, for other scores, or if a relation proves false.
 *
 * A scenario without a probability is left out, and what relations say through it stays: the worlds are cut down to the
 * scenarios that have one, which keeps the promise. What is known allows only the worlds in which it came out that way and takes
 * no probability any more; a set that it leaves no world is not judged (see {@link provedFalse}).
 *
 * @param probabilities of each scenario, in [0, 1]
 * @param known scenarios whose truth is known
 * @throws {RangeError} for a probability outside [0, 1], relations that leave no world, or a connected set above the limit
 * @see de Finetti (1974); Predd et al. (2009), “Probabilistic coherence and proper scoring rules”
 */
export function checkCoherence(
  probabilities: ReadonlyMap<string, number>,
  relations: readonly Relation[],
  known: ReadonlyMap<string, boolean> = new Map(),
): CoherenceCheck {
  for (const p of probabilities.values()) requireProbability("probability", p);
  const nearest = new Map(probabilities);
  const judged: Relation[] = [];
  let squares = 0;
  for (const set of connectedScenarios(relations)) {
    allowedWorlds(set.scenarios, set.relations);
    const corners = cornersOf(set.relations, probabilities, known);
    if (corners === null) continue;
    judged.push(...set.relations);
    const target = corners.scenarios.map((id) => probabilities.get(id) ?? Number.NaN);
    const { point, distance } = projectOn(corners, target);
    if (distance <= COHERENT) continue;
    squares += distance * distance;
    for (const [k, id] of corners.scenarios.entries())
      nearest.set(id, Math.min(1, Math.max(0, point[k] ?? Number.NaN)));
  }
  return {
    coherent: squares === 0,
    violations: judged
      .filter((relation) => scenariosOf(relation).every((id) => probabilities.has(id) && !known.has(id)))
      .map((relation) => ({ relation, excess: excessOf(relation, probabilities) }))
      .filter(({ excess }) => excess > COHERENT),
    nearest,
    distance: Math.sqrt(squares),
  };
}

/**
 * The nearest coherent set that can be recorded: every number between two bounds as well. Where relations or what is known
 * force a number beyond them, the nearest to coherent that can be.
 *
 * @param bounds lowest and highest number that can be recorded, in [0, 1]
 * @throws {RangeError} as {@link checkCoherence}, or for bounds that leave nothing between them
 */
export function nearestRecordable(
  probabilities: ReadonlyMap<string, number>,
  relations: readonly Relation[],
  known: ReadonlyMap<string, boolean>,
  bounds: readonly [low: number, high: number],
): ReadonlyMap<string, number> {
  const [low, high] = bounds;
  requireProbability("low", low);
  requireProbability("high", high);
  if (low >= high) throw new RangeError(`bounds must leave numbers between them, got ${low} and ${high}`);
  const { nearest } = checkCoherence(probabilities, relations, known);
  const found = new Map(nearest);
  for (const set of connectedScenarios(relations)) {
    const corners = cornersOf(set.relations, probabilities, known);
    if (!corners?.scenarios.some((id) => !between(nearest.get(id), low, high))) continue;
    const target = corners.scenarios.map((id) => probabilities.get(id) ?? Number.NaN);
    const point = projectWithin(corners, target, bounds);
    for (const [k, id] of corners.scenarios.entries()) found.set(id, point[k] ?? Number.NaN);
  }
  return found;
}

const between = (p: number | undefined, low: number, high: number) => p !== undefined && p >= low && p <= high;

/**
 * For each connected set that probabilities make incoherent: relations that do so together, none of which could be left out.
 *
 * @throws {RangeError} as {@link checkCoherence}
 */
export function bindingRelations(
  probabilities: ReadonlyMap<string, number>,
  relations: readonly Relation[],
  known: ReadonlyMap<string, boolean> = new Map(),
): Relation[][] {
  for (const p of probabilities.values()) requireProbability("probability", p);
  const broken = (some: readonly Relation[]) => {
    const corners = cornersOf(some, probabilities, known);
    const target = corners?.scenarios.map((id) => probabilities.get(id) ?? Number.NaN) ?? [];
    return corners !== null && projectOn(corners, target).distance > COHERENT;
  };
  return connectedScenarios(relations).flatMap((set) =>
    broken(set.relations) ? [leastThat(broken, set.relations)] : [],
  );
}

/**
 * For each connected set that what is known leaves no world: relations that it has proved false together.
 *
 * @throws {RangeError} as {@link connectedScenarios}
 */
export function provedFalse(relations: readonly Relation[], known: ReadonlyMap<string, boolean>): Relation[][] {
  const nothing = new Map<string, number>();
  const refuted = (some: readonly Relation[]) => cornersOf(some, nothing, known) === null;
  return connectedScenarios(relations).flatMap((set) =>
    refuted(set.relations) ? [leastThat(refuted, set.relations)] : [],
  );
}

function excessOf(relation: Relation, probabilities: ReadonlyMap<string, number>): number {
  const p = (id: string) => probabilities.get(id) ?? Number.NaN;
  switch (relation.kind) {
    case "exclusive":
      return relation.scenarios.reduce((total, id) => total + p(id), 0) - 1;
    case "exhaustive":
      return 1 - relation.scenarios.reduce((total, id) => total + p(id), 0);
    case "implies":
      return p(relation.from) - p(relation.to);
  }
}

/**
 * The interval that stated marginals leave for P(B given A): [max(0, (P(A) + P(B) − 1)/P(A)), min(1, P(B)/P(A))].
 *
 * @param a P(A), in (0, 1]
 * @param b P(B), in [0, 1]
 * @throws {RangeError} outside those ranges: nothing is conditional on what has no chance
 */
export function conditionalInterval(a: number, b: number): { readonly low: number; readonly high: number } {
  if (!(a > 0 && a <= 1)) throw new RangeError(`a must lie in (0, 1], got ${a}`);
  requireProbability("b", b);
  return { low: Math.max(0, (a + b - 1) / a), high: Math.min(1, b / a) };
}

/**
 * P(B) by total probability: P(B|A) · P(A) + P(B|not A) · (1 − P(A)).
 *
 * @throws {RangeError} for anything outside [0, 1]
 */
export function impliedMarginal(a: number, bGivenA: number, bGivenNotA: number): number {
  requireProbability("a", a);
  return requireProbability("bGivenA", bGivenA) * a + requireProbability("bGivenNotA", bGivenNotA) * (1 - a);
}
