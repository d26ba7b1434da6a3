import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Relation } from "#core/coherence";
import {
  bindingRelations,
  checkCoherence,
  conditionalInterval,
  connectedScenarios,
  contradiction,
  impliedMarginal,
  provedFalse,
} from "#core/coherence";
import { arbitraryProbabilities, arbitraryRelation, IDS, stated, worldsOrNone } from "#core/coherence.arbitrary";

describe("checkCoherence", () => {
  it("takes the excess of an exclusive pair from both alike", () => {
    const check = checkCoherence(stated({ a: 0.7, b: 0.5 }), [{ kind: "exclusive", scenarios: ["a", "b"] }]);
    expect(check.coherent).toBe(false);
    expect(check.violations[0]?.excess).toBeCloseTo(0.2, 12);
    expect(check.nearest.get("a")).toBeCloseTo(0.6, 9);
    expect(check.nearest.get("b")).toBeCloseTo(0.4, 9);
    expect(check.distance).toBeCloseTo(Math.hypot(0.1, 0.1), 9);
  });

  it("sees relations that only bind together: A ⇒ C, B ⇒ C, A and B exclusive", () => {
    const relations: Relation[] = [
      { kind: "implies", from: "a", to: "c" },
      { kind: "implies", from: "b", to: "c" },
      { kind: "exclusive", scenarios: ["a", "b"] },
    ];
    const check = checkCoherence(stated({ a: 0.4, b: 0.4, c: 0.5 }), relations);
    expect(check.violations).toEqual([]);
    expect(check.coherent).toBe(false);
    const [a, b, c] = ["a", "b", "c"].map((id) => check.nearest.get(id) ?? Number.NaN);
    expect((a ?? 0) + (b ?? 0)).toBeCloseTo(c ?? 0, 9);
  });

  it("leaves coherent probabilities bit for bit as they are", () => {
    const probabilities = stated({ a: 0.3, b: 0.6 });
    const check = checkCoherence(probabilities, [{ kind: "implies", from: "a", to: "b" }]);
    expect(check).toEqual({ coherent: true, violations: [], nearest: probabilities, distance: 0 });
  });

  it("judges nothing of a scenario that was not forecast", () => {
    expect(checkCoherence(stated({ a: 0.9 }), [{ kind: "implies", from: "a", to: "b" }]).coherent).toBe(true);
  });

  it("has a summed Brier score no worse in every allowed world", () => {
    fc.assert(
      fc.property(
        arbitraryProbabilities,
        fc.array(arbitraryRelation, { minLength: 1, maxLength: 4 }),
        (stated, relations) => {
          const worlds = worldsOrNone(relations);
          fc.pre(worlds.length > 0);
          const { nearest } = checkCoherence(stated, relations);
          for (const world of worlds) {
            const brier = (p: ReadonlyMap<string, number>) =>
              IDS.reduce((total, id) => total + ((p.get(id) ?? 0) - (world.get(id) ? 1 : 0)) ** 2, 0);
            expect(brier(nearest)).toBeLessThanOrEqual(brier(stated) + 1e-9);
          }
        },
      ),
    );
  });

  it("is the nearest point of the hull: no edge towards a world leads closer, and it is a mixture of worlds", () => {
    fc.assert(
      fc.property(
        arbitraryProbabilities,
        fc.array(arbitraryRelation, { minLength: 1, maxLength: 4 }),
        (stated, relations) => {
          const worlds = worldsOrNone(relations);
          fc.pre(worlds.length > 0);
          const { nearest, coherent } = checkCoherence(stated, relations);
          // The variational inequality ⟨stated − nearest, world − nearest⟩ ≤ 0 for every vertex characterises the projection …
          for (const world of worlds) {
            const inner = IDS.reduce((total, id) => {
              const [x, y] = [stated.get(id) ?? 0, nearest.get(id) ?? 0];
              return total + (x - y) * ((world.get(id) ? 1 : 0) - y);
            }, 0);
            expect(inner).toBeLessThanOrEqual(1e-9);
          }
          // … of a point of the hull, which projects on itself.
          expect(checkCoherence(nearest, relations).distance).toBeLessThan(1e-8);
          if (coherent) expect(nearest).toEqual(stated);
        },
      ),
    );
  });
});
describe("relations", () => {
  it("that leave no world are refused", () => {
    const contradiction: Relation[] = [
      { kind: "exhaustive", scenarios: ["a", "b"] },
      { kind: "implies", from: "a", to: "c" },
      { kind: "implies", from: "b", to: "c" },
      { kind: "exclusive", scenarios: ["a", "c"] },
      { kind: "exclusive", scenarios: ["b", "c"] },
    ];
    expect(() => checkCoherence(stated({ a: 0.5, b: 0.5, c: 0.5 }), contradiction)).toThrow(/leave a world possible/);
  });

  it("connect scenarios through each other, whatever their order", () => {
    const chain = ["a", "b", "c", "d"].map(
      (from, i): Relation => ({ kind: "implies", from, to: ["b", "c", "d", "e"][i] ?? "" }),
    );
    for (const relations of [
      chain,
      chain.toReversed(),
      [chain[0], chain[3], chain[1], chain[2]].flatMap((r) => r ?? []),
    ]) {
      expect(connectedScenarios(relations).map(({ scenarios }) => scenarios)).toEqual([["a", "b", "c", "d", "e"]]);
    }
  });

  it("connect at most twelve", () => {
    const scenarios = Array.from({ length: 13 }, (_, i) => `s${i}`);
    expect(() => connectedScenarios([{ kind: "exclusive", scenarios }])).toThrow(/at most 12 scenarios, got 13/);
  });

  it("name at least two different scenarios", () => {
    expect(() => connectedScenarios([{ kind: "implies", from: "a", to: "a" }])).toThrow(RangeError);
  });
});

describe("conditionals", () => {
  it("bounds P(B|A) by the marginals", () => {
    expect(conditionalInterval(0.5, 0.2)).toEqual({ low: 0, high: 0.4 });
    expect(conditionalInterval(0.8, 0.7).low).toBeCloseTo(0.625, 12);
    expect(conditionalInterval(0.8, 0.7).high).toBeCloseTo(0.875, 12);
    expect(() => conditionalInterval(0, 0.5)).toThrow(/a must lie in \(0, 1\], got 0/);
  });

  it("gives P(B) by total probability, always inside what it was made of", () => {
    expect(impliedMarginal(0.25, 0.8, 0.4)).toBeCloseTo(0.5, 12);
    expect(() => impliedMarginal(0.5, Number.NaN, 0.5)).toThrow(/bGivenA/);
  });
});

describe("scenarios without a number, and those whose truth is known", () => {
  const chain: Relation[] = [
    { kind: "implies", from: "a", to: "c" },
    { kind: "implies", from: "c", to: "b" },
  ];

  it("relations hold through a scenario that has no number", () => {
    const check = checkCoherence(stated({ a: 0.6, b: 0.4 }), chain);
    expect(check.coherent).toBe(false);
    expect([check.nearest.get("a"), check.nearest.get("b")].map((p) => p?.toFixed(9))).toEqual([
      "0.500000000",
      "0.500000000",
    ]);
    const three: Relation[] = [{ kind: "exclusive", scenarios: ["a", "b", "c"] }];
    expect(checkCoherence(stated({ a: 0.7, b: 0.7 }), three).distance).toBeCloseTo(Math.hypot(0.2, 0.2), 9);
  });

  it("only worlds remain in which what is known came out so, and it keeps no number", () => {
    const check = checkCoherence(stated({ a: 0.2, b: 0.4 }), chain, new Map([["c", true]]));
    expect(check.nearest.get("b")).toBeCloseTo(1, 9);
    expect(check.nearest.get("a")).toBeCloseTo(0.2, 9);
    const exclusive: Relation[] = [{ kind: "exclusive", scenarios: ["a", "b"] }];
    const known = checkCoherence(stated({ a: 0.9, b: 0.3 }), exclusive, new Map([["a", true]]));
    expect([known.nearest.get("a"), known.nearest.get("b")]).toEqual([0.9, 0]);
    expect(known.violations).toEqual([]);
  });

  it("keeps the promise in every world cut down to the numbers there are", () => {
    const relations = fc.array(arbitraryRelation, { minLength: 1, maxLength: 4 });
    const some = fc.subarray(IDS, { minLength: 1 });
    fc.assert(
      fc.property(arbitraryProbabilities, relations, some, (all, relations, held) => {
        const worlds = worldsOrNone(relations);
        fc.pre(worlds.length > 0);
        const stated = new Map([...all].filter(([id]) => held.includes(id)));
        const { nearest } = checkCoherence(stated, relations);
        expect([...nearest.keys()]).toEqual([...stated.keys()]);
        for (const world of worlds) {
          const brier = (p: ReadonlyMap<string, number>) =>
            [...p].reduce((total, [id, value]) => total + (value - (world.get(id) ? 1 : 0)) ** 2, 0);
          expect(brier(nearest)).toBeLessThanOrEqual(brier(stated) + 1e-9);
        }
      }),
    );
  });

  it("judges nothing where what is known has proved the relations false, and names those", () => {
    const known = new Map([
      ["a", true],
      ["c", false],
    ]);
    expect(checkCoherence(stated({ b: 0.1 }), chain, known).coherent).toBe(true);
    expect(provedFalse(chain, known)).toEqual([[chain[0]]]);
    expect(provedFalse(chain, new Map([["a", false]]))).toEqual([]);
  });
});

describe("which relations together", () => {
  const relations: Relation[] = [
    { kind: "implies", from: "a", to: "c" },
    { kind: "implies", from: "d", to: "c" },
    { kind: "implies", from: "b", to: "c" },
    { kind: "exclusive", scenarios: ["a", "b"] },
  ];

  it("are named without those that play no part", () => {
    expect(bindingRelations(stated({ a: 0.4, b: 0.4, c: 0.5, d: 0.1 }), relations)).toEqual([
      [relations[0], relations[2], relations[3]],
    ]);
    expect(bindingRelations(stated({ a: 0.2, b: 0.2, c: 0.5, d: 0.1 }), relations)).toEqual([]);
  });

  it("leave no world are named likewise", () => {
    const impossible: Relation[] = [
      ...relations,
      { kind: "exhaustive", scenarios: ["a", "b"] },
      { kind: "exclusive", scenarios: ["a", "c"] },
      { kind: "exclusive", scenarios: ["b", "c"] },
    ];
    const named = contradiction(impossible) ?? [];
    expect(named).not.toContainEqual(relations[1]);
    expect(() => checkCoherence(stated({ a: 0.5 }), named)).toThrow(/leave a world possible/);
    for (const relation of named) {
      const without = named.filter((other) => other !== relation);
      expect(contradiction(without)).toBeNull();
    }
    expect(contradiction(relations)).toBeNull();
  });
});
