import type { DiffSummary } from "#core/rationale-diff/signed";

const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/**
 * What changed between two texts, in sentences: “Analyst 2 added 34 words and removed 2. Analyst 1 removed 5 words.”
 *
 * @param nameOf the name of a user; null where it is not known
 */
export function summaryWords(summary: DiffSummary, nameOf: (userId: string) => string | null): string[] {
  const { people, restyled, moved, movedWords, turned, same } = summary;
  if (same) return ["The two texts are the same."];
  const said = people.map(({ by, added, removed }) => {
    const name = (by === null ? null : nameOf(by)) ?? "Somebody the log does not name";
    if (removed === 0) return `${name} added ${several(added, "word", "words")}.`;
    if (added === 0) return `${name} removed ${several(removed, "word", "words")}.`;
    return `${name} added ${several(added, "word", "words")} and removed ${removed}.`;
  });
  if (moved > 0) said.push(several(moved, "block was moved.", "blocks were moved."));
  if (movedWords > 0) said.push(several(movedWords, "word stands elsewhere.", "words stand elsewhere."));
  if (turned > 0) said.push(several(turned, "block became another kind.", "blocks became another kind."));
  if (restyled > 0) said.push(several(restyled, "stretch changed its look.", "stretches changed their look."));
  return said.length > 0 ? said : ["Only the layout changed."];
}
