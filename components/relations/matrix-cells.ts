/** What the matrix says of an ordered pair of scenarios, A in the row and B in the column. */
export interface PairState {
  mark: "implies" | "exclusive" | "both" | "none";
  /** Relations of exactly this pair, which a choice in its cell takes the place of. */
  own: { relationId: string; kind: "IMPLIES" | "EXCLUSIVE" }[];
  /** Whether it is part of a larger exclusive set, which the list alone changes. */
  larger: boolean;
}

interface Declared {
  id: string;
  kind: string;
  state: string;
  scenarioIds: readonly string[];
}

/** The relations that hold of a pair; a larger set excludes each of its pairs too. */
export function pairState(relations: readonly Declared[], a: string, b: string): PairState {
  const standing = relations.filter(({ state }) => state === "stands");
  const own = standing.flatMap(({ id, kind, scenarioIds }): PairState["own"] => {
    if (scenarioIds.length !== 2 || !scenarioIds.includes(a) || !scenarioIds.includes(b)) return [];
    if (kind === "EXCLUSIVE") return [{ relationId: id, kind }];
    return kind === "IMPLIES" && scenarioIds[0] === a ? [{ relationId: id, kind }] : [];
  });
  const larger = standing.some(
    ({ kind, scenarioIds }) =>
      kind === "EXCLUSIVE" && scenarioIds.length > 2 && scenarioIds.includes(a) && scenarioIds.includes(b),
  );
  const implies = own.some(({ kind }) => kind === "IMPLIES");
  const exclusive = larger || own.some(({ kind }) => kind === "EXCLUSIVE");
  const mark = implies && exclusive ? "both" : implies ? "implies" : exclusive ? "exclusive" : "none";
  return { mark, own, larger };
}

/** Where a key leads in a square of some size: the next cell that is not on the diagonal, within the edges. */
export function cellAfter(key: string, at: { row: number; column: number }, size: number) {
  const step = STEPS[key];
  if (!step) return null;
  let { row, column } = at;
  do {
    row = key === "Home" || key === "End" ? row : row + step.row;
    column = key === "Home" ? 0 : key === "End" ? size - 1 : column + step.column;
    if (row < 0 || column < 0 || row >= size || column >= size) return at;
    if (row === column && (key === "Home" || key === "End")) return { row, column: column + (key === "Home" ? 1 : -1) };
  } while (row === column);
  return { row, column };
}

const STEPS: Readonly<Record<string, { row: number; column: number }>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  Home: { row: 0, column: 0 },
  End: { row: 0, column: 0 },
};
