import { nearestInHull } from "#core/math/hull";
import { requireProbability } from "#core/math/require";

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

function scenariosOf(relation: Relation): readonly string[] {
  return relation.kind === "implies" ? [relation.from, relation.to] : relation.scenarios;
}

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
  const worlds = Array.from(
    { length: 2 ** scenarios.length },
    (_, mask): World => new Map(scenarios.map((id, k) => [id, (mask & (1 << k)) !== 0])),
  ).filter((world) => relations.every((relation) => holdsIn(relation, world)));
  if (worlds.length === 0) throw new RangeError("relations must leave a world possible, got none");
  return worlds;
}

function holdsIn(relation: Relation, world: World): boolean {
  switch (relation.kind) {
    case "exclusive":
      return relation.scenarios.filter((id) => world.get(id)).length <= 1;
    case "exhaustive":
      return relation.scenarios.some((id) => world.get(id));
    case "implies":
      return !world.get(relation.from) || world.get(relation.to) === true;
  }
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
 * @param probabilities of each scenario, in [0, 1]; relations that name a scenario without one are left out (they cannot be judged)
 * @throws {RangeError} for a probability outside [0, 1], relations that leave no world, or a connected set above the limit
 * @see de Finetti (1974); Predd et al. (2009), “Probabilistic coherence and proper scoring rules”
 */
export function checkCoherence(
  probabilities: ReadonlyMap<string, number>,
  relations: readonly Relation[],
): CoherenceCheck {
  for (const p of probabilities.values()) requireProbability("probability", p);
  const judged = relations.filter((relation) => scenariosOf(relation).every((id) => probabilities.has(id)));
  const nearest = new Map(probabilities);
  let squares = 0;
  for (const set of connectedScenarios(judged)) {
    const worlds = allowedWorlds(set.scenarios, set.relations);
    const vertices = worlds.map((world) => set.scenarios.map((id) => (world.get(id) ? 1 : 0)));
    const target = set.scenarios.map((id) => probabilities.get(id) ?? Number.NaN);
    const { point } = nearestInHull(vertices, target);
    const distance = Math.hypot(...point.map((x, k) => x - (target[k] ?? 0)));
    if (distance <= COHERENT) continue;
    squares += distance * distance;
    set.scenarios.forEach((id, k) => {
      nearest.set(id, Math.min(1, Math.max(0, point[k] ?? Number.NaN)));
    });
  }
  return {
    coherent: squares === 0,
    violations: judged
      .map((relation) => ({ relation, excess: excessOf(relation, probabilities) }))
      .filter(({ excess }) => excess > COHERENT),
    nearest,
    distance: Math.sqrt(squares),
  };
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
