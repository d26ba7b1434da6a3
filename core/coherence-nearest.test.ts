import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Relation } from "#core/coherence";
import { checkCoherence, nearestRecordable } from "#core/coherence";
import { arbitraryProbabilities, arbitraryRelation, IDS, stated, worldsOrNone } from "#core/coherence.arbitrary";
import { looks } from "#core/scoring/log.arbitrary";

it("is the nearest point of any face of the hull, all faces tried", () => {
  fc.assert(
    fc.property(
      arbitraryProbabilities,
      fc.array(arbitraryRelation, { minLength: 1, maxLength: 3 }),
      (stated, relations) => {
        const worlds = worldsOrNone(relations);
        fc.pre(worlds.length > 0);
        const vertices = worlds.map((world) => IDS.map((id) => (world.get(id) ? 1 : 0)));
        const target = IDS.map((id) => stated.get(id) ?? 0);
        const { distance } = checkCoherence(stated, relations);
        expect(distance).toBeCloseTo(nearestByFaces(vertices, target), 8);
      },
    ),
    looks(0.15),
  );
});
describe("the nearest coherent set that can be recorded", () => {
  const BOUNDS = [0.001, 0.999] as const;
  const none = new Map<string, boolean>();

  it("is the nearest one where that can be, bit for bit", () => {
    const relations: Relation[] = [{ kind: "exclusive", scenarios: ["a", "b"] }];
    const numbers = stated({ a: 0.7, b: 0.5 });
    expect(nearestRecordable(numbers, relations, none, BOUNDS)).toEqual(checkCoherence(numbers, relations).nearest);
  });

  it("gives up the others where a number stops at its bound", () => {
    const relations: Relation[] = [{ kind: "exclusive", scenarios: ["a", "b", "c"] }];
    const found = nearestRecordable(stated({ a: 0.9, b: 0.9, c: 0.002 }), relations, none, BOUNDS);
    expect(found.get("c")).toBeCloseTo(0.001, 9);
    expect(found.get("a")).toBeCloseTo(0.4995, 9);
  });

  it("is as near as can be where relations force what cannot be recorded", () => {
    const relations: Relation[] = [
      { kind: "implies", from: "a", to: "b" },
      { kind: "exclusive", scenarios: ["a", "b"] },
    ];
    const found = nearestRecordable(stated({ a: 0.4, b: 0.6 }), relations, none, BOUNDS);
    expect(found.get("a")).toBeCloseTo(0.001, 9);
    expect(found.get("b")).toBeCloseTo(0.6, 6);
  });

  it("is coherent, lies within the bounds, and no such point found by search is nearer", () => {
    const relations = fc.array(arbitraryRelation, { minLength: 1, maxLength: 3 });
    const weights = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(arbitraryProbabilities, relations, weights, (numbers, relations, weights) => {
        const worlds = worldsOrNone(relations);
        const forced = IDS.some((id) => new Set(worlds.map((world) => world.get(id))).size < 2);
        fc.pre(worlds.length > 0 && !forced);
        const found = nearestRecordable(numbers, relations, none, BOUNDS);
        expect(checkCoherence(found, relations).distance).toBeLessThan(1e-6);
        for (const p of found.values()) expect(p >= 0.001 && p <= 0.999).toBe(true);
        const total = worlds.reduce((sum, _, i) => sum + (weights[i] ?? 0), 0);
        const mixture = IDS.map((id) =>
          worlds.reduce((sum, world, i) => sum + (world.get(id) ? (weights[i] ?? 0) / total : 0), 0),
        );
        fc.pre(mixture.every((p) => p >= 0.001 && p <= 0.999));
        const far = (point: readonly number[]) =>
          Math.hypot(...IDS.map((id, k) => (numbers.get(id) ?? 0) - (point[k] ?? 0)));
        expect(far(IDS.map((id) => found.get(id) ?? 0))).toBeLessThanOrEqual(far(mixture) + 1e-6);
      }),
    );
  });
});

/**
 * Distance to a hull by trying the foot on the plane through every set of up to five vertices, those outside their set left
 * out: the nearest point of the hull is the foot on one of its faces, and a face of four dimensions has a set of at most five.
 */
function nearestByFaces(vertices: readonly number[][], target: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  const visit = (from: number, chosen: readonly number[][]) => {
    if (chosen.length > 0) least = Math.min(least, distanceToFoot(chosen, target));
    if (chosen.length === 5) return;
    for (let i = from; i < vertices.length; i++) visit(i + 1, [...chosen, vertices[i] ?? []]);
  };
  visit(0, []);
  return least;
}

/** By Gram and Schmidt; infinite where the vertices are dependent or the foot lies outside them. */
function distanceToFoot([origin = [], ...others]: readonly number[][], target: readonly number[]): number {
  const minus = (a: readonly number[], b: readonly number[]) => a.map((x, k) => x - (b[k] ?? 0));
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((total, x, k) => total + x * (b[k] ?? 0), 0);
  const edges = others.map((vertex) => minus(vertex, origin));
  // Orthogonal directions, and each edge's coordinates in them, which are triangular.
  const axes: number[][] = [];
  const coordinates: number[][] = [];
  for (const edge of edges) {
    let rest = edge;
    const along = axes.map((axis) => {
      const share = dot(rest, axis) / dot(axis, axis);
      rest = rest.map((x, k) => x - share * (axis[k] ?? 0));
      return share;
    });
    if (dot(rest, rest) < 1e-9) return Number.POSITIVE_INFINITY;
    axes.push(rest);
    coordinates.push(along);
  }
  const wanted = minus(target, origin);
  const foot = axes.map((axis) => dot(wanted, axis) / dot(axis, axis));
  const weights = [...foot];
  for (let i = weights.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < weights.length; j++)
      weights[i] = (weights[i] ?? 0) - (weights[j] ?? 0) * (coordinates[j]?.[i] ?? 0);
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (weights.some((weight) => weight < -1e-12) || sum > 1 + 1e-12) return Number.POSITIVE_INFINITY;
  const off = wanted.map((x, k) => x - axes.reduce((total, axis, i) => total + (foot[i] ?? 0) * (axis[k] ?? 0), 0));
  return Math.sqrt(dot(off, off));
}
