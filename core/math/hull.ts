import { requireFinite, requireSome } from "#core/math/require";

/** A point of a convex hull and the weights on the vertices it is made of (only those above 0). */
export interface HullPoint {
  readonly point: readonly number[];
  readonly weights: ReadonlyMap<number, number>;
}

/** Below this a step, a weight or a distance is rounding. */
const EPSILON = 1e-12;

/**
 * The point of the convex hull of some vertices that lies nearest to a target: Wolfe's algorithm, which ends after finitely
 * many steps in an affinely independent set of vertices.
 *
 * @param vertices at least one, all of the target's dimension, finite
 * @throws {RangeError} for none, a dimension that differs, or numbers that are not finite
 * @see Wolfe (1976), “Finding the nearest point in a polytope”
 */
export function nearestInHull(vertices: readonly (readonly number[])[], target: readonly number[]): HullPoint {
  requireSome("vertices", vertices);
  for (const x of target) requireFinite("target", x);
  const shifted = vertices.map((vertex) => {
    if (vertex.length !== target.length) {
      throw new RangeError(`vertices must have ${target.length} coordinates, got ${vertex.length}`);
    }
    return vertex.map((x, k) => requireFinite("vertex", x) - (target[k] ?? 0));
  });
  const at = (index: number) => shifted[index] ?? [];
  let active = [indexOfLeast(shifted, (vertex) => dot(vertex, vertex))];
  let weights = [1];
  let point = combine(active.map(at), weights);

  for (let major = 0; major < 50 * (vertices.length + 10); major++) {
    const next = indexOfLeast(shifted, (vertex) => dot(vertex, point));
    if (active.includes(next) || dot(point, point) - dot(at(next), point) <= EPSILON) break;
    active.push(next);
    weights.push(0);
    for (;;) {
      const affine = affineMinimum(active.map(at));
      if (affine.every((weight) => weight > EPSILON)) {
        weights = affine;
        break;
      }
      // Move towards the affine minimum until a weight reaches 0, and let that vertex go.
      let step = 1;
      affine.forEach((weight, i) => {
        const held = weights[i] ?? 0;
        if (weight <= EPSILON && held - weight > 0) step = Math.min(step, held / (held - weight));
      });
      const moved = weights.map((weight, i) => weight + step * ((affine[i] ?? 0) - weight));
      const kept = moved.map((weight) => weight > EPSILON);
      if (kept.every(Boolean)) {
        weights = affine;
        break;
      }
      active = active.filter((_, i) => kept[i]);
      weights = moved.filter((_, i) => kept[i]);
    }
    point = combine(active.map(at), weights);
  }
  return {
    point: combine(
      active.map((index) => vertices[index] ?? []),
      weights,
    ),
    weights: new Map(active.map((index, i) => [index, weights[i] ?? 0])),
  };
}

/** Weights, summing to 1 but of any sign, of the point nearest to the origin in the affine hull of the vertices. */
function affineMinimum(vertices: readonly (readonly number[])[]): number[] {
  // [0 1ᵀ; 1 G] [−λ; w] = [1; 0], with G the inner products.
  const n = vertices.length;
  const system = Array.from({ length: n + 1 }, (_, i) =>
    Array.from({ length: n + 2 }, (_, j) => {
      if (i === 0) return j === 0 ? 0 : 1;
      if (j === 0) return 1;
      return j === n + 1 ? 0 : dot(vertices[i - 1] ?? [], vertices[j - 1] ?? []);
    }),
  );
  return solve(system).slice(1);
}

/** Gaussian elimination with partial pivoting of an augmented square system. */
function solve(rows: number[][]): number[] {
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++) {
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = i;
    }
    const chosen = rows[pivot] ?? [];
    rows[pivot] = rows[column] ?? [];
    rows[column] = chosen;
    const head = chosen[column] ?? 0;
    if (head === 0) continue;
    for (let i = 0; i < n; i++) {
      const row = rows[i];
      if (i === column || row === undefined) continue;
      const factor = (row[column] ?? 0) / head;
      if (factor === 0) continue;
      for (let j = column; j <= n; j++) row[j] = (row[j] ?? 0) - factor * (chosen[j] ?? 0);
    }
  }
  return rows.map((row, i) => ((row[i] ?? 0) === 0 ? 0 : (row[n] ?? 0) / (row[i] ?? 1)));
}

function combine(points: readonly (readonly number[])[], weights: readonly number[]): number[] {
  return (points[0] ?? []).map((_, k) =>
    points.reduce((total, point, i) => total + (weights[i] ?? 0) * (point[k] ?? 0), 0),
  );
}

function dot(a: readonly number[], b: readonly number[]): number {
  let total = 0;
  for (let k = 0; k < a.length; k++) total += (a[k] ?? 0) * (b[k] ?? 0);
  return total;
}

function indexOfLeast(points: readonly (readonly number[])[], value: (point: readonly number[]) => number): number {
  let least = 0;
  let lowest = Number.POSITIVE_INFINITY;
  points.forEach((point, i) => {
    const candidate = value(point);
    if (candidate < lowest) {
      lowest = candidate;
      least = i;
    }
  });
  return least;
}
