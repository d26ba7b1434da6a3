import { requireFinite } from "#core/math/require";
import type { ScoredRow } from "#core/ranking/leaderboard";
import { recordsOf } from "#core/ranking/leaderboard";

/** A set of people connected through shared questions, with what is left of their scores once questions are levelled. */
export interface LevelledGroup {
  /** a_i: a person's score per unit of coverage on a question of mean difficulty, in the score's unit. */
  readonly people: ReadonlyMap<string, number>;
  /** b_j: how much more a question yields than the mean question; their coverage-weighted mean is 0. */
  readonly questions: ReadonlyMap<string, number>;
}

interface Cell {
  readonly person: number;
  readonly question: number;
  readonly value: number;
  readonly weight: number;
}

/**
 * Question difficulty as fixed effects: y_ij = a_i + b_j by least squares, y = score / coverage, weights = coverage.
 * People who are not connected through shared questions are not compared: each connected set is a group of its own.
 * Adding a constant to y on one question moves its b_j alone and changes no rank.
 *
 * @param rows at most one per person and question
 * @returns the connected groups, largest first
 * @throws {RangeError} as the leaderboard
 */
export function levelDifficulty(rows: readonly ScoredRow[]): LevelledGroup[] {
  return connectedSets(rows)
    .map(levelGroup)
    .sort((a, b) => b.people.size - a.people.size);
}

/**
 * The rows parted into sets of people that shared questions connect.
 *
 * @throws {RangeError} as the leaderboard
 */
export function connectedSets<R extends ScoredRow>(rows: readonly R[]): R[][] {
  recordsOf(rows);
  const parents = new Map<string, string>();
  const rootOf = (node: string): string => {
    let root = node;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    parents.set(node, root);
    return root;
  };
  for (const { person, question } of rows) parents.set(rootOf(`question ${question}`), rootOf(`person ${person}`));
  return [...Map.groupBy(rows, ({ person }) => rootOf(`person ${person}`)).values()];
}

function levelGroup(rows: readonly ScoredRow[]): LevelledGroup {
  const people = [...new Set(rows.map(({ person }) => person))];
  const questions = [...new Set(rows.map(({ question }) => question))];
  const personIndex = new Map(people.map((person, i) => [person, i]));
  const questionIndex = new Map(questions.map((question, j) => [question, j]));
  const cells = rows.map(
    ({ person, question, score, coverage }): Cell => ({
      person: personIndex.get(person) ?? 0,
      question: questionIndex.get(question) ?? 0,
      value: requireFinite("score", score) / coverage,
      weight: coverage,
    }),
  );
  const abilities = solveAbilities(cells, people.length, questions.length);
  const yields = weightedMeans(cells, questions.length, (cell) => cell.value - (abilities[cell.person] ?? 0));
  const weights = cells.reduce((total, { weight }) => total + weight, 0);
  const level = cells.reduce((total, { question, weight }) => total + weight * (yields[question] ?? 0), 0) / weights;
  return {
    people: new Map(
      people.map((person, i) => [person, requireFinite("level of a person", (abilities[i] ?? 0) + level)]),
    ),
    questions: new Map(questions.map((question, j) => [question, (yields[j] ?? 0) - level])),
  };
}

/**
 * The normal equations with the questions eliminated: L a = r, L the Laplacian of people weighted by what they share.
 * The first person is held at 0, which leaves a positive definite system in a connected group.
 */
function solveAbilities(cells: readonly Cell[], people: number, questions: number): number[] {
  const byQuestion = Array.from({ length: questions }, (): Cell[] => []);
  for (const cell of cells) byQuestion[cell.question]?.push(cell);
  const size = people - 1;
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  const right = new Float64Array(size);
  for (const shared of byQuestion) {
    const weight = shared.reduce((total, cell) => total + cell.weight, 0);
    const centre = shared.reduce((total, cell) => total + cell.weight * cell.value, 0) / weight;
    for (const a of shared) {
      if (a.person === 0) continue;
      right[a.person - 1] = (right[a.person - 1] ?? 0) + a.weight * (a.value - centre);
      const row = matrix[a.person - 1];
      if (row === undefined) continue;
      row[a.person - 1] = (row[a.person - 1] ?? 0) + a.weight;
      for (const b of shared) {
        if (b.person !== 0) row[b.person - 1] = (row[b.person - 1] ?? 0) - (a.weight * b.weight) / weight;
      }
    }
  }
  return [0, ...solvePositiveDefinite(matrix, right)];
}

/** Solves M x = r by Cholesky's decomposition, in place. */
function solvePositiveDefinite(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  const at = (i: number, j: number) => matrix[i]?.[j] ?? 0;
  for (let i = 0; i < n; i++) {
    const row = matrix[i];
    if (row === undefined) break;
    for (let j = 0; j <= i; j++) {
      let rest = at(i, j);
      for (let k = 0; k < j; k++) rest -= at(i, k) * at(j, k);
      row[j] = i === j ? Math.sqrt(rest) : rest / at(j, j);
    }
  }
  const x = Float64Array.from(right);
  for (let i = 0; i < n; i++) {
    let rest = x[i] ?? 0;
    for (let k = 0; k < i; k++) rest -= at(i, k) * (x[k] ?? 0);
    x[i] = rest / at(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    let rest = x[i] ?? 0;
    for (let k = i + 1; k < n; k++) rest -= at(k, i) * (x[k] ?? 0);
    x[i] = rest / at(i, i);
  }
  return x;
}

function weightedMeans(cells: readonly Cell[], questions: number, value: (cell: Cell) => number): Float64Array {
  const totals = new Float64Array(questions);
  const weights = new Float64Array(questions);
  for (const cell of cells) {
    totals[cell.question] = (totals[cell.question] ?? 0) + cell.weight * value(cell);
    weights[cell.question] = (weights[cell.question] ?? 0) + cell.weight;
  }
  return totals.map((total, j) => total / (weights[j] ?? 1));
}
