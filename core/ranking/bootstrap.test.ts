import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/math/random";
import { bootstrapBoard } from "#core/ranking/bootstrap";
import type { ScoredRow } from "#core/ranking/leaderboard";

const flat = (person: string, questions: number, score: (q: number) => number): ScoredRow[] =>
  Array.from({ length: questions }, (_, q) => ({
    person,
    question: `q${q}`,
    score: score(q),
    coverage: 1,
    attendance: 1,
  }));

describe("bootstrapBoard", () => {
  const wave = (q: number) => 5 * Math.sin(q);
  const rows = [
    ...flat("best", 30, (q) => 40 + wave(q)),
    ...flat("middle", 30, (q) => wave(q + 1)),
    ...flat("worst", 30, (q) => -40 + wave(q + 2)),
    ...flat("new", 5, () => 100),
  ];
  const board = bootstrapBoard(rows, seededRandom(1));

  it("tells apart what is far apart, and gives the others every rank they could have", () => {
    expect(board.separated).toEqual([
      ["best", "middle"],
      ["best", "worst"],
      ["middle", "worst"],
    ]);
    expect(Object.fromEntries(board.ranks)).toEqual({
      best: { best: 1, worst: 2 },
      middle: { best: 2, worst: 3 },
      worst: { best: 3, worst: 4 },
      new: { best: 1, worst: 4 },
    });
  });

  it("has an interval around the unshrunk mean, none below ten questions", () => {
    const interval = board.intervals.get("best");
    expect(interval?.low).toBeLessThan(40);
    expect(interval?.high).toBeGreaterThan(40);
    expect(board.intervals.get("new")).toBeNull();
  });

  it("chances of coming first sum to 1", () => {
    expect([...board.chanceOfFirst.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(board.chanceOfFirst.get("worst")).toBe(0);
  });

  it("the same seed gives the same board, and so does another order of the rows", () => {
    expect(bootstrapBoard(rows.toReversed(), seededRandom(1))).toEqual(board);
  });

  it("lower is better where the score says so", () => {
    const mirrored = rows.map((one) => ({ ...one, score: -one.score }));
    const other = bootstrapBoard(mirrored, seededRandom(1), { orientation: "lower" });
    expect(other.separated).toEqual(board.separated);
    expect(other.chanceOfFirst).toEqual(board.chanceOfFirst);
  });

  it("people who did exactly the same are not told apart", () => {
    const twins = [...flat("ada", 20, wave), ...flat("bo", 20, wave)];
    const { separated, chanceOfFirst } = bootstrapBoard(twins, seededRandom(1));
    expect(separated).toEqual([]);
    expect(chanceOfFirst.get("ada")).toBeCloseTo(0.5, 9);
  });

  it("refuses options out of range", () => {
    expect(() => bootstrapBoard(rows, seededRandom(1), { resamples: 0 })).toThrow(RangeError);
    expect(() => bootstrapBoard(rows, seededRandom(1), { confidence: 1 })).toThrow(RangeError);
  });
});
