import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { RationaleNode } from "#core/rationale";
import { rationaleDiff } from "#core/rationale-diff/rationale-diff";
import { signed } from "#core/rationale-diff/signed";
import { NO_REFERENCES } from "#core/rationale-references";
import { DiffText } from "./diff-text";

const text = (words: string, ...marks: string[]): RationaleNode => ({
  type: "text",
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});
const p = (...content: RationaleNode[]): RationaleNode => ({ type: "paragraph", content });
const doc = (...content: RationaleNode[]): RationaleNode => ({ type: "doc", content });
const row = (...cells: string[]): RationaleNode => ({
  type: "tableRow",
  content: cells.map((words) => ({ type: "tableCell", content: [p(text(words))] })),
});

function drawn(before: RationaleNode, after: RationaleNode): string {
  const hand = { by: "u2", at: Date.UTC(2026, 1, 1, 9) };
  const diff = signed(rationaleDiff(before, after), { added: () => hand, removed: () => hand });
  return renderToStaticMarkup(
    <DiffText diff={diff} people={new Map([["u2", "Analyst 2"]])} references={NO_REFERENCES} zone="UTC" />,
  );
}
/** As a screen reader gets it: without what is hidden from it. */
const heard = (html: string) => {
  const shown = html.replace(/<span class="diff-(?:hand|sign)" aria-hidden="true">[^<]*<\/span>/g, "");
  return shown
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim();
};

describe("a comparison on a page", () => {
  it("says by whom each change is, to the eye, on hover and aloud", () => {
    const html = drawn(doc(p(text("It will pass."))), doc(p(text("It may pass."))));
    expect(heard(html)).toBe("It [removed by Analyst 2: will] [added by Analyst 2: may] pass.");
    expect(html).toContain('<ins title="added by Analyst 2, 1 Feb 2026, 09:00">');
    expect(html).toContain('<del title="removed by Analyst 2, 1 Feb 2026, 09:00">');
    expect(html.match(/<span class="diff-hand"/g)).toHaveLength(1);
  });

  it("tells of moved blocks, of other kinds and of other looks in words", () => {
    const [a, b] = [p(text("The first reason stands.")), p(text("The second one is weak."))];
    expect(heard(drawn(doc(a, b, p(text("End."))), doc(b, p(text("End.")), a)))).toContain(
      "Moved here The first reason",
    );
    const heading: RationaleNode = { type: "heading", content: [text("Against the case")] };
    expect(heard(drawn(doc(p(text("Against the case"))), doc(heading)))).toContain("Was a paragraph");
    expect(heard(drawn(doc(p(text("Sure."))), doc(p(text("Sure.", "bold")))))).toContain("(was plain, is bold)");
  });

  it("keeps a table a table and a list a list", () => {
    const table = (...rows: RationaleNode[]): RationaleNode => ({ type: "table", content: rows });
    const html = drawn(doc(table(row("a", "b"))), doc(table(row("a", "b"), row("c", "d"))));
    expect(html).toContain("<table><tbody><tr><td");
    expect(html).toMatch(/<tr class="diff-added"><td class="diff-added">/);
    const list = (...items: string[]): RationaleNode => ({
      type: "bulletList",
      content: items.map((words) => ({ type: "listItem", content: [p(text(words))] })),
    });
    expect(drawn(doc(list("One")), doc(list("One", "Two")))).toMatch(
      /<ul><li><p>One<\/p><\/li><li class="diff-added">/,
    );
  });
});
