import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/math/random";
import { bootstrapBoard } from "#core/ranking/bootstrap";
import { boardByDefinition } from "#core/ranking/bootstrap.oracle";
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

describe("agrees with the resampling done by its words", () => {
  /** Up to five people of different skill, with gaps and partial coverage, on twelve to sixteen questions. */
  const season = (seed: number): ScoredRow[] => {
    const random = seededRandom(seed);
    const questions = 12 + Math.floor(5 * random());
    return ["ada", "bo", "cy", "dee", "eli"].flatMap((person, i) =>
      Array.from({ length: questions }, (_, q): ScoredRow[] => {
        const coverage = random() < 0.5 ? 1 : 0.1 + 0.9 * random();
        const score = coverage * (12 * i - 20 + 60 * (random() - 0.5));
        // The last of them answered only a few questions, the one before left some out.
        const left = i === 4 ? q > 6 : i === 3 && random() < 0.2;
        return left ? [] : [{ person, question: `q${q}`, score, coverage, attendance: coverage }];
      }).flat(),
    );
  };

  it.each([
    ["higher", 10, 0.9],
    ["lower", 0, 0.5],
    ["higher", 2, 0.8],
  ] as const)("%s is better, k = %f, %f", (orientation, shrinkage, confidence) => {
    for (const seed of [1, 2, 3, 4]) {
      const rows = season(seed);
      const options = { orientation, shrinkage, confidence, resamples: 60 };
      const board = bootstrapBoard(rows, seededRandom(seed), options);
      const sign = orientation === "higher" ? 1 : -1;
      const right = boardByDefinition(rows, seededRandom(seed), { ...options, sign });
      for (const [person, interval] of right.intervals) {
        const got = board.intervals.get(person) ?? null;
        expect(got === null).toBe(interval === null);
        expect(got?.low ?? 0).toBeCloseTo(interval?.low ?? 0, 9);
        expect(got?.high ?? 0).toBeCloseTo(interval?.high ?? 0, 9);
        expect(board.chanceOfFirst.get(person)).toBeCloseTo(right.chanceOfFirst.get(person) ?? Number.NaN, 9);
        const beaten = right.separated.filter((pair) => pair.startsWith(`${person} >`)).length;
        const beating = right.separated.filter((pair) => pair.endsWith(`> ${person}`)).length;
        expect(board.ranks.get(person)).toEqual({ best: 1 + beating, worst: right.intervals.size - beaten });
      }
      expect(board.separated.map(([better, worse]) => `${better} > ${worse}`)).toEqual(right.separated);
    }
  });

  it("nobody is resampled into a lead by results that do not vary", () => {
    const rows = [...flat("constant", 12, () => 3), ...flat("wave", 12, (q) => 10 * Math.sin(q))];
    const board = bootstrapBoard(rows, seededRandom(3), { resamples: 50 });
    const right = boardByDefinition(rows, seededRandom(3), { sign: 1, shrinkage: 10, resamples: 50, confidence: 0.9 });
    expect(board.intervals.get("constant")).toBeNull();
    expect(board.intervals.get("wave")).not.toBeNull();
    expect(board.separated).toEqual(right.separated);
  });

  it("ten questions are enough for an interval, nine are not", () => {
    const of = (questions: number) =>
      bootstrapBoard(
        flat("ada", questions, (q) => Math.sin(q)),
        seededRandom(1),
        { resamples: 50 },
      ).intervals.get("ada");
    expect(of(10)).not.toBeNull();
    expect(of(9)).toBeNull();
  });

  it("a record that most samples miss has no interval", () => {
    // Ten questions of three hundred: a sample that holds none of them, or one alone, has no error.
    const rows = [...flat("busy", 300, (q) => Math.sin(q)), ...flat("rare", 10, (q) => Math.cos(q))];
    const board = bootstrapBoard(rows, seededRandom(2), { resamples: 40 });
    expect(board.intervals.get("busy")).not.toBeNull();
    for (const share of board.chanceOfFirst.values()) expect(Number.isFinite(share)).toBe(true);
  });
});

it.each([
  ["resamples must be an integer ≥ 1, got 0", { resamples: 0 }],
  ["shrinkage must be finite and ≥ 0, got -1", { shrinkage: -1 }],
  ["confidence must lie in (0, 1), got 0", { confidence: 0 }],
  ["confidence must lie in (0, 1), got 1", { confidence: 1 }],
])("%s", (message, options) => {
  expect(() => bootstrapBoard(flat("ada", 12, Math.sin), seededRandom(1), options)).toThrow(new RangeError(message));
});

it("a board of nobody is empty", () => {
  const { intervals, ranks, separated, chanceOfFirst } = bootstrapBoard([], seededRandom(1));
  expect([intervals.size, ranks.size, separated.length, chanceOfFirst.size]).toEqual([0, 0, 0, 0]);
});
