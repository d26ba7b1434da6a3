import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RoundSpan } from "#core/round";
import { type RoundEvent, summariseRounds } from "#core/round-summary";

const FIRST: RoundSpan = { number: 1, opensAt: 100, endsAt: 200 };
const SECOND: RoundSpan = { number: 2, opensAt: 300, endsAt: 400 };

function log(...rows: readonly (readonly [person: string, at: number, value: number | "affirms" | "withdraws"])[]) {
  const sequences = new Map<string, number>();
  return rows.map(([person, at, value]): RoundEvent => {
    const sequence = (sequences.get(person) ?? 0) + 1;
    sequences.set(person, sequence);
    const row = { person, at, sequence, reason: `${person} at ${at}` };
    if (value === "affirms") return { ...row, interval: null, kind: "reaffirmation" };
    if (value === "withdraws") return { ...row, interval: null, kind: "withdrawal" };
    return { ...row, interval: { low: value - 0.1, high: value + 0.2, confidence: 0.8 }, kind: "forecast", value };
  });
}

describe("worked by hand", () => {
  const held = log(
    ["a", 110, 0.2],
    ["b", 120, 0.4],
    ["c", 130, 0.8],
    ["a", 310, 0.3],
    ["b", 320, "affirms"],
    ["c", 330, 0.5],
  );
  const [first, second] = summariseRounds(held, [FIRST, SECOND]);

  it("the spread before and after", () => {
    expect(first?.spread).toEqual({
      count: 3,
      median: 0.4,
      lower: 0.2,
      upper: 0.8,
      deviation: expect.closeTo(Math.sqrt(0.28 / 3), 12),
      width: expect.closeTo(0.3, 12),
    });
    expect(second?.spread).toMatchObject({ count: 3, median: 0.4, lower: 0.3, upper: 0.5 });
    expect(second?.spread?.deviation).toBeCloseTo(0.1, 12);
  });

  it("who moved, by how much and why, the largest move first; who stayed is counted", () => {
    expect(second?.moves).toEqual([
      { person: "c", from: 0.8, to: 0.5, reason: "c at 330" },
      { person: "a", from: 0.2, to: 0.3, reason: "a at 310" },
    ]);
    expect(second?.stayed).toBe(1);
    expect(first?.moves).toEqual([]);
  });
});

it("who did not answer again is counted with what still stands; who withdrew is not", () => {
  const rows = log(["a", 110, 0.2], ["b", 120, 0.4], ["c", 130, 0.6], ["a", 310, 0.3], ["c", 320, "withdraws"]);
  const second = summariseRounds(rows, [FIRST, SECOND])[1];
  expect(second?.estimates.map(({ person, value, answered }) => [person, value, answered])).toEqual([
    ["a", 0.3, true],
    ["b", 0.4, false],
  ]);
  expect(second?.estimates.find(({ person }) => person === "b")?.reason).toBeNull();
});

it("what is stated at the end or later is late: an ordinary forecast that the round does not count", () => {
  const [only] = summariseRounds(log(["a", 199, 0.2], ["b", 200, 0.9], ["a", 250, 0.5], ["b", 260, 0.8]), [FIRST]);
  expect(only?.estimates.map(({ person, value }) => [person, value])).toEqual([["a", 0.2]]);
  expect(only?.late).toBe(2);
});

it("who forecast before the first round and not in it takes no part", () => {
  const [only] = summariseRounds(log(["early", 50, 0.9], ["a", 150, 0.2]), [FIRST]);
  expect(only?.spread).toMatchObject({ count: 1, deviation: null });
});

it("a round that nobody answered has no spread", () => {
  expect(summariseRounds([], [FIRST])[0]).toMatchObject({ estimates: [], spread: null, moves: [], late: 0 });
});

it("the order of the log does not matter, nor what comes after a round's end to its own numbers", () => {
  const event = fc.record({
    person: fc.constantFrom("a", "b", "c", "d"),
    at: fc.integer({ min: 50, max: 450 }),
    value: fc.double({ min: 0.2, max: 0.7, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (drawn, keys) => {
      const rows = log(
        ...drawn.toSorted((a, b) => a.at - b.at).map(({ person, at, value }) => [person, at, value] as const),
      );
      const shuffled = rows
        .map((row) => ({ row, key: keys.next().value }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ row }) => row);
      const [first, second] = summariseRounds(rows, [FIRST, SECOND]);
      expect(summariseRounds(shuffled, [FIRST, SECOND])).toEqual([first, second]);
      const known = summariseRounds(
        rows.filter(({ at }) => at < 200),
        [FIRST],
      )[0];
      expect(first && { ...first, late: 0 }).toEqual(known && { ...known, late: 0 });
      // An oracle of its own for who takes part with what: the last thing said before the end by whoever answered.
      const answerers = new Set(rows.filter(({ at }) => at >= 100 && at < 200).map(({ person }) => person));
      for (const { person, value } of first?.estimates ?? []) {
        const said = rows.filter((row) => row.person === person && row.at < 200).at(-1);
        expect(said?.kind === "forecast" && said.value).toBe(value);
        expect(answerers.delete(person)).toBe(true);
      }
      expect(answerers.size).toBe(0);
    }),
  );
});
