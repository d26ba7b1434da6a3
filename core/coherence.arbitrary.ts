import fc from "fast-check";
import type { Relation } from "#core/coherence";
import { allowedWorlds } from "#core/coherence";
import { arbitraryProbability } from "#core/scoring/log.arbitrary";

/** Four scenarios and what relations and numbers there can be among them. */
export const IDS = ["a", "b", "c", "d"];

export const arbitraryRelation: fc.Arbitrary<Relation> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("exclusive" as const, "exhaustive" as const),
      fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 2 }),
    )
    .map(([kind, scenarios]): Relation => ({ kind, scenarios })),
  fc
    .uniqueArray(fc.constantFrom(...IDS), { minLength: 2, maxLength: 2 })
    .map(([from = "a", to = "b"]): Relation => ({ kind: "implies", from, to })),
);
export const arbitraryProbabilities = fc
  .tuple(arbitraryProbability, arbitraryProbability, arbitraryProbability, arbitraryProbability)
  .map((values) => new Map(IDS.map((id, k) => [id, values[k] ?? 0.5])));

export const stated = (values: Record<string, number>) => new Map(Object.entries(values));

/** All worlds of the four scenarios; none where the relations contradict each other. */
export function worldsOrNone(relations: Relation[]) {
  try {
    return allowedWorlds(IDS, relations);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
