import type { Relation, World } from "#core/coherence";
import { nearestInHull } from "#core/math/hull";

/** The scenarios that a relation is about; of an implication the one that implies comes first. */
export function scenariosOf(relation: Relation): readonly string[] {
  return relation.kind === "implies" ? [relation.from, relation.to] : relation.scenarios;
}

/** Every combination of true and false that breaks no relation; none where they contradict each other. */
export function worldsOf(scenarios: readonly string[], relations: readonly Relation[]): World[] {
  return Array.from(
    { length: 2 ** scenarios.length },
    (_, mask): World => new Map(scenarios.map((id, k) => [id, (mask & (1 << k)) !== 0])),
  ).filter((world) => relations.every((relation) => holdsIn(relation, world)));
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

/** Worlds cut down to some scenarios: the corners of a hull. */
export interface Corners {
  /** Those that have a number and whose truth is not known, in the order of the coordinates. */
  readonly scenarios: readonly string[];
  readonly vertices: readonly (readonly number[])[];
}

/**
 * The corners of what is coherent for the scenarios that have a number.
 *
 * @param relations of one connected set
 * @returns null where what is known leaves no world
 */
export function cornersOf(
  relations: readonly Relation[],
  numbered: ReadonlyMap<string, number>,
  known: ReadonlyMap<string, boolean>,
): Corners | null {
  const all = [...new Set(relations.flatMap(scenariosOf))].sort();
  const worlds = worldsOf(all, relations).filter((world) =>
    all.every((id) => !known.has(id) || known.get(id) === world.get(id)),
  );
  if (worlds.length === 0) return null;
  const scenarios = all.filter((id) => numbered.has(id) && !known.has(id));
  const corners = new Map(
    worlds.map((world) => {
      const corner = scenarios.map((id) => (world.get(id) ? 1 : 0));
      return [corner.join(""), corner];
    }),
  );
  return { scenarios, vertices: [...corners.values()] };
}

/** A point and how far it lies from the one that it was found for. */
export interface Projected {
  readonly point: readonly number[];
  readonly distance: number;
}

/** The Euclidean projection on the hull of the corners. */
export function projectOn({ vertices }: Corners, target: readonly number[]): Projected {
  const { point } = nearestInHull(vertices, target);
  return { point, distance: Math.hypot(...point.map((x, k) => x - (target[k] ?? 0))) };
}

/** A point that lies so near to the hull lies on it; so many steps are taken at most. */
const ON_HULL = 1e-10;
const STEPS = 5000;

/**
 * The point nearest to a target that lies both in the hull and between two bounds, by Dykstra's alternating projections. A
 * coordinate that is the same at every corner has no choice: it is taken to the bound next to it. All others have one.
 *
 * @see Boyle & Dykstra (1986), “A method for finding projections onto the intersection of convex sets in Hilbert spaces”
 */
export function projectWithin(
  corners: Corners,
  target: readonly number[],
  [low, high]: readonly [number, number],
): readonly number[] {
  const free = target.map((_, k) => corners.vertices.some((vertex) => vertex[k] !== corners.vertices[0]?.[k]));
  const bounded = (x: number) => Math.min(high, Math.max(low, x));
  let point = [...target];
  let offHull = target.map(() => 0);
  let offBox = target.map(() => 0);
  for (let step = 0; step < STEPS; step++) {
    const from = point.map((x, k) => x + (offHull[k] ?? 0));
    const onHull = projectOn(corners, from).point;
    offHull = from.map((x, k) => x - (onHull[k] ?? 0));
    const out = onHull.map((x, k) => x + (offBox[k] ?? 0));
    const next = out.map((x, k) => (free[k] ? bounded(x) : x));
    offBox = out.map((x, k) => x - (next[k] ?? 0));
    const apart = Math.hypot(...next.map((x, k) => x - (onHull[k] ?? 0)));
    point = next;
    if (apart < ON_HULL) break;
  }
  return point.map(bounded);
}
