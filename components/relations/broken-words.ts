import { bare, percent } from "#components/ui/format";
import type { Relation, Violation } from "#core/coherence";
import { scenariosOf } from "#core/possible-worlds";
import { relationInWords } from "#core/relation-words";

/** What scenarios are called, by id. */
export type Names = Readonly<Record<string, { number: number; statement: string }>>;

export const numberOf = (names: Names) => (id: string) => String(names[id]?.number ?? "?");

/** "At most one of 1 and 3 comes true." */
export function relationSentence(relation: Relation, names: Names): string {
  const said = relationInWords(relation, numberOf(names));
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

/** What numbers do to a relation that they break: "… but these add up to 120 %, 20 points too much." */
export function brokenSentence(
  { relation, excess }: Violation,
  numbers: ReadonlyMap<string, number>,
  names: Names,
): string {
  const said = relationSentence(relation, names).replace(/\.$/, "");
  const of = (id: string) => percent(numbers.get(id) ?? 0);
  if (relation.kind === "implies") {
    const [from, to] = [relation.from, relation.to];
    return `${said}, but ${of(from)} for ${numberOf(names)(from)} is more than ${of(to)} for ${numberOf(names)(to)}.`;
  }
  const total = scenariosOf(relation).reduce((sum, id) => sum + (numbers.get(id) ?? 0), 0);
  const off = `${bare(excess)} points too ${relation.kind === "exclusive" ? "much" : "little"}`;
  return `${said}, but the numbers add up to ${percent(total)}: ${off}.`;
}
