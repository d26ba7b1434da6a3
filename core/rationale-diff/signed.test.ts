import { describe, expect, it } from "vitest";
import type { RationaleNode } from "#core/rationale";
import { rationaleDiff } from "./rationale-diff";
import { byOf, type Hand, signed, summary } from "./signed";

const p = (words: string): RationaleNode => ({ type: "paragraph", content: [{ type: "text", text: words }] });
const doc = (...content: RationaleNode[]): RationaleNode => ({ type: "doc", content });
const one: Hand = { by: "one", at: 1 };
const two: Hand = { by: "two", at: 2 };

describe("the hands of a difference", () => {
  it("are told apart between words where several people wrote one run", () => {
    const diff = rationaleDiff(doc(p("It will pass.")), doc(p("It will pass. Surely so, they say.")));
    const from = "It will pass. Surely".length;
    const hands = { added: (place: number) => (place < from ? one : two), removed: () => null };
    const runs = signed(diff, hands).blocks.flatMap((block) => block.runs);
    expect(runs.map(({ change, node, hand }) => [change, node.text, byOf(hand)])).toEqual([
      ["same", "It will pass.", null],
      ["added", " Surely ", "one"],
      ["added", "so, they say.", "two"],
    ]);
    expect(summary(signed(diff, hands)).people).toEqual([
      { by: "two", added: 3, removed: 0 },
      { by: "one", added: 1, removed: 0 },
    ]);
  });

  it("of removed words are looked up by their place in the text before", () => {
    const diff = rationaleDiff(doc(p("Kept."), p("Gone for good.")), doc(p("Kept.")));
    const hands = { added: () => one, removed: (place: number) => (place >= 5 ? two : null) };
    expect(summary(signed(diff, hands)).people).toEqual([{ by: "two", added: 0, removed: 3 }]);
  });

  it("are nobody's where the log does not tell, and of a moved block no words are counted", () => {
    const [a, b, c] = [p("The first reason stands."), p("The second is weak."), p("A third was found.")];
    const diff = rationaleDiff(doc(a, b, c), doc(c, a, b, p("New.")));
    const counted = summary(signed(diff, { added: () => null, removed: () => null }));
    expect(counted).toEqual({
      people: [{ by: null, added: 1, removed: 0 }],
      restyled: 0,
      moved: 1,
      movedWords: 0,
      turned: 0,
      same: false,
    });
  });
});
