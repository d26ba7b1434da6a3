import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connectedSets, levelDifficulty } from "#core/ranking/difficulty";
import type { ScoredRow } from "#core/ranking/leaderboard";
import { leaderboard } from "#core/ranking/leaderboard";

const row = (person: string, question: string, score: number, coverage = 1, attendance = coverage): ScoredRow => ({
  person,
  question,
  score,
  coverage,
  attendance,
});

describe("leaderboard", () => {
  const rows = [row("ada", "q1", 20), row("ada", "q2", 10), row("bo", "q1", 40, 0.5), row("cy", "q2", 0, 0.5, 0.9)];

  it("ranks by Σ score / (Σ coverage + k)", () => {
    const { ranked } = leaderboard(rows);
    expect(ranked.map(({ person, rank }) => [person, rank])).toEqual([
      ["bo", 1],
      ["ada", 2],
      ["cy", 3],
    ]);
    expect(ranked[1]).toMatchObject({ questions: 2, coverage: 2, attendance: 1, score: 30 / 12, unshrunk: 15 });
  });

  it("k can be changed, and changes who leads", () => {
    expect(leaderboard(rows, { shrinkage: 0 }).ranked[0]).toMatchObject({ person: "bo", score: 80 });
    const long = Array.from({ length: 20 }, (_, q) => row("eve", `q${q}`, 30));
    expect(leaderboard([...rows, ...long]).ranked[0]?.person).toBe("eve");
  });

  it("a perfect 0 is a score, not a gap", () => {
    expect(leaderboard(rows).ranked.at(-1)).toMatchObject({ person: "cy", score: 0, questions: 1 });
  });

  it("lower is better for relative Brier", () => {
    const { ranked } = leaderboard(rows, { orientation: "lower" });
    expect(ranked.map(({ person }) => person)).toEqual(["cy", "ada", "bo"]);
  });

  it("equal scores share a rank, and the next one is skipped", () => {
    const tied = [row("ada", "q1", 0.1 + 0.2), row("bo", "q1", 0.3), row("cy", "q1", 0)];
    expect(leaderboard(tied).ranked.map(({ rank }) => rank)).toEqual([1, 1, 3]);
  });

  it("within a rank people stand in the order of their names, however the rows came", () => {
    const tied = ["dee", "ada", "cy", "bo"].map((person) => row(person, "q1", 5));
    for (const rows of [tied, tied.toReversed()]) {
      expect(leaderboard(rows).ranked.map(({ person }) => person)).toEqual(["ada", "bo", "cy", "dee"]);
    }
  });

  it("scores are equal up to 1e-9 and no further", () => {
    const board = (gap: number) => leaderboard([row("ada", "q1", 0), row("bo", "q1", gap)], { shrinkage: 0 });
    expect(board(0.9e-9).ranked.map(({ person, rank }) => [person, rank])).toEqual([
      ["ada", 1],
      ["bo", 1],
    ]);
    expect(board(1.1e-9).ranked.map(({ person, rank }) => [person, rank])).toEqual([
      ["bo", 1],
      ["ada", 2],
    ]);
  });

  it("who just meets a minimum is ranked", () => {
    const just = [row("ada", "q1", 1, 0.5, 0.8), row("ada", "q2", 1, 0.5, 0.8)];
    expect(leaderboard(just, { minimumQuestions: 2, minimumAttendance: 0.8 }).ranked).toHaveLength(1);
  });

  it("who falls short is listed apart with the reason, not hidden", () => {
    const { ranked, unranked } = leaderboard(rows, { minimumQuestions: 2, minimumAttendance: 0.8 });
    expect(ranked.map(({ person }) => person)).toEqual(["ada"]);
    expect(unranked.map(({ person, short }) => [person, short])).toEqual([
      ["bo", ["questions", "attendance"]],
      ["cy", ["questions"]],
    ]);
  });

  it.each([
    [[row("ada", "q1", Number.NaN)], {}, /score must be a finite number/],
    [[row("ada", "q1", 1, 0)], {}, /coverage must lie in \(0, 1\], got 0/],
    [[row("ada", "q1", 1, 1, 1.5)], {}, /attendance must lie in \(0, 1\], got 1.5/],
    [[row("ada", "q1", 1), row("ada", "q1", 2)], {}, /once per question/],
    [rows, { shrinkage: Number.NaN }, /shrinkage must be finite and ≥ 0, got NaN/],
    [[row("ada", "q1", 1, 1.1)], {}, /coverage must lie in \(0, 1\], got 1.1/],
    [rows, { shrinkage: -1 }, /shrinkage must be finite and ≥ 0, got -1/],
    [rows, { minimumQuestions: 0.5 }, /minimumQuestions/],
    [rows, { minimumAttendance: 2 }, /minimumAttendance/],
  ])("refuses wrong input (%#)", (some, rules, message) => {
    expect(() => leaderboard(some, rules)).toThrow(RangeError);
    expect(() => leaderboard(some, rules)).toThrow(message);
  });
});

describe("question difficulty", () => {
  it("solves the normal equations: the weighted residuals of each person and each question sum to 0", () => {
    const cells = fc.uniqueArray(
      fc.record({
        person: fc.constantFrom("a", "b", "c", "d", "e"),
        question: fc.constantFrom("q1", "q2", "q3", "q4", "q5", "q6"),
        value: fc.integer({ min: -50, max: 50 }),
        coverage: fc.constantFrom(0.25, 0.5, 0.75, 1),
      }),
      { minLength: 1, selector: ({ person, question }) => `${person} ${question}` },
    );
    fc.assert(
      fc.property(cells, (some) => {
        const groups = levelDifficulty(
          some.map(({ person, question, value, coverage }) => row(person, question, value * coverage, coverage)),
        );
        expect(groups.flatMap(({ people }) => [...people.keys()]).sort()).toEqual(
          [...new Set(some.map(({ person }) => person))].sort(),
        );
        expect(groups.map(({ people }) => people.size)).toEqual(
          groups.map(({ people }) => people.size).sort((x, y) => y - x),
        );
        for (const { people, questions } of groups) {
          const inside = some.filter(({ person }) => people.has(person));
          const residual = ({ person, question, value, coverage }: (typeof some)[number]) =>
            coverage * (value - (people.get(person) ?? Number.NaN) - (questions.get(question) ?? Number.NaN));
          const sumOf = (part: typeof some) => part.reduce((total, cell) => total + residual(cell), 0);
          for (const person of people.keys())
            expect(sumOf(inside.filter((cell) => cell.person === person))).toBeCloseTo(0, 8);
          for (const question of questions.keys()) {
            expect(sumOf(inside.filter((cell) => cell.question === question))).toBeCloseTo(0, 8);
          }
          const level = inside.reduce(
            (total, { question, coverage }) => total + coverage * (questions.get(question) ?? 0),
            0,
          );
          expect(level).toBeCloseTo(0, 8);
        }
      }),
    );
  });

  it("by hand: Bo is 10 better on the one question they share, which yields 20 less", () => {
    const [group] = levelDifficulty([row("ada", "q1", 10), row("ada", "q2", 30), row("bo", "q1", 20)]);
    // a − b differences are exact here: ada − bo = −10, q2 − q1 = 20; the questions' weighted mean (2·q1 + q2)/3 is 0.
    expect(group?.questions.get("q1")).toBeCloseTo(-20 / 3, 12);
    expect(group?.questions.get("q2")).toBeCloseTo(40 / 3, 12);
    expect(group?.people.get("ada")).toBeCloseTo(50 / 3, 12);
    expect(group?.people.get("bo")).toBeCloseTo(80 / 3, 12);
  });

  it("refuses a person twice on a question, and levels beyond numbers", () => {
    expect(() => connectedSets([row("ada", "q1", 1), row("ada", "q1", 2)])).toThrow(/once per question/);
    expect(() => levelDifficulty([row("ada", "q1", 1.7e308, 0.5)])).toThrow(
      /level of a person must be a finite number/,
    );
    expect(() => levelDifficulty([row("ada", "q1", Number.NaN)])).toThrow("score must be a finite number, got NaN");
  });

  it("recovers people and questions that add up", () => {
    const rows = ["ada", "bo", "cy"].flatMap((person, i) =>
      ["q1", "q2", "q3"].map((question, j) => row(person, question, 0.5 * (10 * i - 20 * j + 20), 0.5)),
    );
    const [group] = levelDifficulty(rows.filter((_, k) => k !== 2 && k !== 3));
    expect((group?.people.get("cy") ?? 0) - (group?.people.get("ada") ?? 0)).toBeCloseTo(20, 9);
    expect((group?.questions.get("q1") ?? 0) - (group?.questions.get("q3") ?? 0)).toBeCloseTo(40, 9);
  });

  it("a constant added to one question moves that question alone", () => {
    const board = fc.uniqueArray(
      fc.record({
        person: fc.constantFrom("a", "b", "c", "d"),
        question: fc.constantFrom("q1", "q2", "q3", "q4", "q5"),
        score: fc.integer({ min: -50, max: 50 }),
        coverage: fc.constantFrom(0.25, 0.5, 1),
      }),
      { minLength: 6, selector: ({ person, question }) => `${person} ${question}` },
    );
    fc.assert(
      fc.property(board, (cells) => {
        const rows = cells.map(({ person, question, score, coverage }) => row(person, question, score, coverage));
        const moved = rows.map((one) =>
          one.question === "q1" ? { ...one, score: one.score + 30 * one.coverage } : one,
        );
        const differences = (some: ScoredRow[]) =>
          levelDifficulty(some).flatMap(({ people }) => {
            const least = Math.min(...people.values());
            return [...people].map(([person, a]) => [person, a - least] as const);
          });
        const [before, after] = [new Map(differences(rows)), new Map(differences(moved))];
        for (const [person, a] of before) expect(after.get(person)).toBeCloseTo(a, 7);
      }),
    );
  });

  it("people without shared questions are not compared", () => {
    const rows = [row("ada", "q1", 1), row("bo", "q1", 2), row("cy", "q9", 3)];
    expect(connectedSets(rows).map((set) => set.length)).toEqual([2, 1]);
    expect(levelDifficulty(rows).map(({ people }) => [...people.keys()])).toEqual([["ada", "bo"], ["cy"]]);
  });

  it("questions have a mean difficulty of 0", () => {
    const [group] = levelDifficulty([row("ada", "q1", 10), row("ada", "q2", 30), row("bo", "q1", 20)]);
    const values = [...(group?.questions ?? [])];
    const total = values.reduce((sum, [question, b]) => sum + b * (question === "q1" ? 2 : 1), 0);
    expect(total).toBeCloseTo(0, 9);
  });
});
