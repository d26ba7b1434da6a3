import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RationaleNode } from "#core/rationale";
import { normalised } from "#core/rationale-diff/pieces";
import { type DiffBlock, rationaleDiff, sideOf } from "#core/rationale-diff/rationale-diff";
import { documentArbitrary } from "#server/rationales/exports/document.arbitrary";

/** Two texts of which the second keeps some blocks of the first, perhaps elsewhere. */
const kindred = fc
  .tuple(documentArbitrary, documentArbitrary, fc.infiniteStream(fc.nat(9)))
  .map(([before, other, draws]): [RationaleNode, RationaleNode] => {
    const mixed = [...(before.content ?? []), ...(other.content ?? [])]
      .map((block) => ({ block, draw: draws.next().value ?? 0 }))
      .filter(({ draw }) => draw < 7)
      .toSorted((a, b) => (a.draw > 4 || b.draw > 4 ? a.draw - b.draw : 0));
    return [before, { type: "doc", content: mixed.map(({ block }) => block) }];
  });

const changes = ({ change, blocks, runs }: DiffBlock): string[] => [
  change,
  ...runs.map((run) => run.change),
  ...blocks.flatMap(changes),
];

describe("a difference of any two rationales", () => {
  it("holds the one text and the other, and nothing else", () => {
    fc.assert(
      fc.property(kindred, ([before, after]) => {
        const diff = rationaleDiff(before, after);
        expect(sideOf(diff, "before")).toEqual(normalised(before));
        expect(sideOf(diff, "after")).toEqual(normalised(after));
      }),
    );
  });

  it("of a text and itself is that nothing changed", () => {
    fc.assert(
      fc.property(documentArbitrary, (text) => {
        expect(new Set(changes(rationaleDiff(text, structuredClone(text))))).toEqual(new Set(["same"]));
      }),
    );
  });
});
