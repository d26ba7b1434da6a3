import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answeredIn, blindnessAt, placeInRounds, type RoundSpan, requireRounds } from "#core/round";
import type { ForecastEvent } from "#core/standing";

const FIRST: RoundSpan = { number: 1, opensAt: 100, endsAt: 200 };
const SECOND: RoundSpan = { number: 2, opensAt: 300, endsAt: 400 };
const BOTH = [FIRST, SECOND];

describe("what a round hides", () => {
  it.each([
    [100, FIRST, null],
    [199.999, FIRST, null],
  ])("the first hides everything of others at %d", (now, round, shownBefore) => {
    expect(blindnessAt([FIRST], now)).toEqual({ round, shownBefore });
  });

  it.each([200, 250, 1e9])("its end is an instant, not an act: nothing is hidden at %d", (now) => {
    expect(blindnessAt([FIRST], now)).toBeNull();
  });

  it("a later one hides what is said in it; what was said before its opening stays shown", () => {
    expect(blindnessAt(BOTH, 300)).toEqual({ round: SECOND, shownBefore: 300 });
    expect(blindnessAt(BOTH, 400)).toBeNull();
  });

  it("a clock that is behind the one that opened the round hides rather than shows", () => {
    expect(blindnessAt(BOTH, 250)).toEqual({ round: SECOND, shownBefore: 300 });
  });

  it("a question without rounds is hidden by none", () => {
    expect(blindnessAt([], 0)).toBeNull();
  });
});

describe("where an entry lies", () => {
  it.each([
    [99, null],
    [100, { number: 1, late: false }],
    [199, { number: 1, late: false }],
    [200, { number: 1, late: true }],
    [299, { number: 1, late: true }],
    [300, { number: 2, late: false }],
    [400, { number: 2, late: true }],
  ])("at %d", (at, place) => {
    expect(placeInRounds(BOTH, at)).toEqual(place);
  });

  it("every instant lies in at most one round, and in none of those late for it", () => {
    fc.assert(
      fc.property(rounds(), fc.integer({ min: 0, max: 4000 }), (drawn, at) => {
        const inside = drawn.filter(({ opensAt, endsAt }) => opensAt <= at && at < endsAt);
        const place = placeInRounds(drawn, at);
        expect(inside.length).toBeLessThanOrEqual(1);
        expect(place !== null && !place.late ? place.number : undefined).toBe(inside[0]?.number);
      }),
    );
  });
});

it("who has answered stated or reaffirmed something in the round; withdrawing it since does not undo that", () => {
  const event = (person: string, at: number, kind: ForecastEvent<number>["kind"]): ForecastEvent<number> =>
    kind === "forecast" ? { person, at, sequence: 1, kind, value: 0.5 } : { person, at, sequence: 1, kind };
  const log = [
    event("early", 99, "forecast"),
    event("first", 100, "forecast"),
    event("keeps", 150, "reaffirmation"),
    event("leaves", 160, "withdrawal"),
    event("regrets", 120, "forecast"),
    event("regrets", 130, "withdrawal"),
    event("late", 200, "forecast"),
  ];
  expect([...answeredIn(log, FIRST)].toSorted()).toEqual(["first", "keeps", "regrets"]);
});

describe("malformed rounds are refused", () => {
  it.each<[string, RoundSpan[]]>([
    ["numbered", [SECOND]],
    ["numbered", [FIRST, FIRST]],
    ["after opensAt", [{ ...FIRST, endsAt: 100 }]],
    ["must not be before", [FIRST, { ...SECOND, opensAt: 199 }]],
    ["opensAt", [{ ...FIRST, opensAt: Number.NaN }]],
  ])("%s", (message, drawn) => {
    expect(() => requireRounds(drawn)).toThrow(message);
  });
});

/** Up to four rounds, some of them back to back. */
function rounds(): fc.Arbitrary<RoundSpan[]> {
  const stretch = fc.record({ pause: fc.nat(200), length: fc.integer({ min: 1, max: 500 }) });
  return fc.array(stretch, { maxLength: 4 }).map((stretches) => {
    let at = 100;
    return stretches.map(({ pause, length }, index) => {
      const opensAt = at + pause;
      at = opensAt + length;
      return { number: index + 1, opensAt, endsAt: at };
    });
  });
}
