import type { Relation } from "#core/coherence";
import { scenariosOf } from "#core/possible-worlds";

/**
 * What a relation says, as part of a sentence: "at most one of 1, 2 and 4 comes true".
 *
 * @param nameOf what a scenario is called
 */
export function relationInWords(relation: Relation, nameOf: (id: string) => string): string {
  const names = scenariosOf(relation).map(nameOf);
  switch (relation.kind) {
    case "exclusive":
      return `at most one of ${listed(names)} comes true`;
    case "exhaustive":
      return `at least one of ${listed(names)} comes true`;
    case "implies":
      return `if ${names[0]} comes true, so does ${names[1]}`;
  }
}

/** Why relations are refused: those that cannot hold together. */
export function contradictionInWords(relations: readonly Relation[], nameOf: (id: string) => string): string {
  const said = relations.map((relation) => relationInWords(relation, nameOf));
  return `Together these leave no possible world: ${said.join("; ")}.`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
