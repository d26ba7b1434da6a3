import { describe, expect, it } from "vitest";
import { cellAfter, pairState } from "./matrix-cells";

describe("a cell of the matrix", () => {
  const relations = [
    { id: "1", kind: "IMPLIES", state: "stands", scenarioIds: ["a", "b"] },
    { id: "2", kind: "EXCLUSIVE", state: "stands", scenarioIds: ["a", "c", "d"] },
    { id: "3", kind: "EXCLUSIVE", state: "withdrawn", scenarioIds: ["a", "b"] },
    { id: "4", kind: "EXCLUSIVE", state: "stands", scenarioIds: ["b", "c"] },
  ];

  it("says an implication from its row to its column alone", () => {
    expect(pairState(relations, "a", "b")).toEqual({
      mark: "implies",
      own: [{ relationId: "1", kind: "IMPLIES" }],
      larger: false,
    });
    expect(pairState(relations, "b", "a")).toMatchObject({ mark: "none" });
  });

  it("says an exclusion both ways, and of a larger set that the list changes it", () => {
    expect(pairState(relations, "c", "b")).toMatchObject({ mark: "exclusive", larger: false });
    expect(pairState(relations, "d", "a")).toEqual({ mark: "exclusive", own: [], larger: true });
  });
});

describe("the keys of the matrix", () => {
  it("pass over the diagonal and stop at the edges", () => {
    expect(cellAfter("ArrowRight", { row: 1, column: 0 }, 3)).toEqual({ row: 1, column: 2 });
    expect(cellAfter("ArrowRight", { row: 2, column: 1 }, 3)).toEqual({ row: 2, column: 1 });
    expect(cellAfter("ArrowDown", { row: 0, column: 1 }, 3)).toEqual({ row: 2, column: 1 });
    expect(cellAfter("ArrowUp", { row: 0, column: 1 }, 3)).toEqual({ row: 0, column: 1 });
    expect(cellAfter("Home", { row: 0, column: 2 }, 3)).toEqual({ row: 0, column: 1 });
    expect(cellAfter("End", { row: 2, column: 0 }, 3)).toEqual({ row: 2, column: 1 });
    expect(cellAfter("a", { row: 0, column: 1 }, 3)).toBeNull();
  });
});
