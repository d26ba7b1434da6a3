import { describe, expect, it } from "vitest";
import type { RationaleNode } from "#core/rationale";
import { normalised } from "./pieces";
import { type DiffBlock, rationaleDiff, sideOf } from "./rationale-diff";

const text = (words: string, ...marks: string[]): RationaleNode => ({
  type: "text",
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});
const p = (...content: (RationaleNode | string)[]): RationaleNode => ({
  type: "paragraph",
  content: content.map((piece) => (typeof piece === "string" ? text(piece) : piece)),
});
const doc = (...content: RationaleNode[]): RationaleNode => ({ type: "doc", content });
const item = (words: string): RationaleNode => ({ type: "listItem", content: [p(words)] });
const list = (type: string, ...items: string[]): RationaleNode => ({ type, content: items.map(item) });
const row = (...cells: string[]): RationaleNode => ({
  type: "tableRow",
  content: cells.map((words) => ({ type: "tableCell", attrs: { colspan: 1, rowspan: 1 }, content: [p(words)] })),
});

/** A difference as one would read it aloud: `-gone- +come+ ~restyled~`, a block with its change before it. */
function said({ change, blocks, runs }: DiffBlock): string {
  const SIGN = { same: "", added: "+", removed: "-", restyled: "~" };
  const line = runs.map(({ change: of, node }) => `${SIGN[of]}${node.text ?? node.type}${SIGN[of]}`).join("");
  const inner = [...blocks.map(said), ...(line === "" ? [] : [line])].join(" | ");
  return change === "same" || change === "changed" ? inner : `${change}(${inner})`;
}
const between = (before: RationaleNode, after: RationaleNode) => said(rationaleDiff(before, after));

describe("the difference of two rationales", () => {
  it("is told word by word where a sentence was reworked", () => {
    expect(between(doc(p("The vote is likely to pass.")), doc(p("The vote is very unlikely to pass.")))).toBe(
      "The vote is -likely-+very unlikely+ to pass.",
    );
    expect(between(doc(p("one two")), doc(p("three four")))).toBe("removed(-one two-) | added(+three four+)");
  });

  it("does not call the space between two replaced words kept", () => {
    const [before, after] = [
      doc(p("We hold that old reasons count here.")),
      doc(p("We hold that new grounds count here.")),
    ];
    expect(between(before, after)).toBe("We hold that -old reasons-+new grounds+ count here.");
  });

  it("names paragraphs that came, went and moved", () => {
    const [a, b, c] = [p("The first reason stands."), p("The second is weak."), p("A third was found.")];
    expect(between(doc(a, b), doc(a, c, b))).toBe(
      "The first reason stands. | added(+A third was found.+) | The second is weak.",
    );
    expect(between(doc(a, b, c), doc(a, c))).toBe(
      "The first reason stands. | removed(-The second is weak.-) | A third was found.",
    );
    const moved = between(doc(a, b, c), doc(c, a, b));
    expect(moved).toBe(
      "movedHere(A third was found.) | The first reason stands. | The second is weak. | movedAway(A third was found.)",
    );
  });

  it("tells what changed in a paragraph that moved", () => {
    const [a, b] = [p("The first reason stands as it did."), p("The second is weak.")];
    const now = p("The first reason stands as it never did.");
    expect(between(doc(a, b, p("End.")), doc(b, p("End."), now))).toBe(
      "movedAway(The first reason stands as it did.) | The second is weak. | End. | movedHere(The first reason stands as it +never +did.)",
    );
  });

  it("keeps a changed look apart from changed words", () => {
    const diff = rationaleDiff(doc(p("This is certain.")), doc(p("This is ", text("certain", "bold"), ".")));
    expect(said(diff)).toBe("This is ~certain~.");
    expect(diff.blocks[0]?.runs[1]).toMatchObject({ was: [], node: { marks: [{ type: "bold" }] } });
  });

  it("sees references as units", () => {
    const chip: RationaleNode = { type: "chip", attrs: { question: "q" } };
    expect(between(doc(p("We say so.")), doc(p("We say ", chip, " so.")))).toBe("We say +chip++ +so.");
  });

  it("goes into lists and tables", () => {
    expect(
      between(
        doc(list("bulletList", "One reason", "Two reasons")),
        doc(list("bulletList", "One reason", "New", "Two reasons")),
      ),
    ).toBe("One reason | added(added(+New+)) | Two reasons");
    const [before, after] = [
      doc({ type: "table", content: [row("a", "b"), row("c", "d")] }),
      doc({ type: "table", content: [row("a", "b"), row("x", "d")] }),
    ];
    expect(between(before, after)).toBe("a | b | removed(-c-) | added(+x+) | d");
  });

  it("tells a heading or a list that became another kind", () => {
    const diff = rationaleDiff(
      doc(p("Against the case")),
      doc({ ...p("Against the case"), type: "heading", attrs: { level: 3 } }),
    );
    expect(diff.blocks[0]).toMatchObject({
      change: "changed",
      before: { type: "paragraph" },
      after: { type: "heading" },
    });
    const lists = rationaleDiff(doc(list("bulletList", "One reason")), doc(list("orderedList", "One reason")));
    expect(lists.blocks[0]).toMatchObject({
      change: "changed",
      before: { type: "bulletList" },
      after: { type: "orderedList" },
    });
  });

  it("gives back both texts also where lines turned into blocks", () => {
    const [before, after] = [doc(text("loose words")), doc(p("kept words"))];
    const diff = rationaleDiff(before, after);
    expect(sideOf(diff, "before")).toEqual(normalised(before));
    expect(sideOf(diff, "after")).toEqual(normalised(after));
  });
});
