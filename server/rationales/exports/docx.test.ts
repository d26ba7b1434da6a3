import fc from "fast-check";
import { parseHTML } from "linkedom";
import mammoth from "mammoth";
import { expect, it } from "vitest";
import type { RationaleNode } from "#core/rationale";
import { documentArbitrary, REFERENCES } from "#server/rationales/exports/document.arbitrary";
import { rationaleDocx } from "#server/rationales/exports/docx";
import { chipLabel, mentionLabel } from "#server/rationales/exports/labels";

const ADDRESS = "https://desk.example";

/** What an independent reader of Word's format finds in the exported document. */
async function read(text: RationaleNode) {
  const buffer = await rationaleDocx({
    title: "It happens",
    text,
    references: REFERENCES,
    address: ADDRESS,
    at: "now",
  });
  let items = 0;
  // Counted where they are marked: in HTML a second paragraph of an item makes another item around it.
  const transformDocument = (document: unknown) => {
    items = numbered(document);
    return document;
  };
  const { value } = await mammoth.convertToHtml(
    { buffer },
    {
      styleMap: ["p[style-name='Title'] => h6:fresh", "br[type='line'] => br:fresh"],
      ignoreEmptyParagraphs: false,
      transformDocument,
    },
  );
  const { document } = parseHTML(`<html><body>${value}</body></html>`);
  const count = (selector: string) => document.querySelectorAll(selector).length;
  return { words: document.body.textContent ?? "", count, items, html: value };
}

function numbered(element: unknown): number {
  if (typeof element !== "object" || element === null) return 0;
  const children = "children" in element && Array.isArray(element.children) ? element.children : [];
  const own = "numbering" in element && element.numbering ? 1 : 0;
  return children.reduce((sum: number, child) => sum + numbered(child), own);
}

const all = (node: RationaleNode): RationaleNode[] => [node, ...(node.content ?? []).flatMap(all)];

it("loses no node and no word of any text", async () => {
  await fc.assert(
    fc.asyncProperty(documentArbitrary, async (text) => {
      const { words, count, items, html } = await read(text);
      const nodes = all(text);
      const of = (...types: string[]) => nodes.filter(({ type }) => types.includes(type));
      expect(count("table"), html).toBe(of("table").length);
      expect(count("tr")).toBe(of("tableRow").length);
      expect(count("td, th")).toBe(of("tableCell", "tableHeader").length);
      expect(count("br")).toBe(of("hardBreak").length);
      expect(count("sup a")).toBe(of("citation").length);
      expect(count("h2")).toBe(of("heading").length);
      expect(items).toBe(of("listItem").length);
      const said = nodes.map((node) => {
        if (node.type === "mention") return mentionLabel(node, REFERENCES);
        return node.type === "chip" ? chipLabel(node, REFERENCES) : (node.text ?? "");
      });
      // Footnote marks stand among the words: the words without digits and space are in order.
      const bare = (all: string) => all.replace(/[\s\d[\]↑]/gu, "");
      expect(bare(words)).toContain(bare(`It happens${said.join("")}As of now`));
    }),
    { numRuns: 25 },
  );
});

it("keeps emphasis and links, and no script", async () => {
  const link = (href: string) => ({ type: "link", attrs: { href } });
  const { html } = await read({
    type: "doc",
    content: [
      {
        type: "paragraph",
        content: [
          { type: "text", text: "strong", marks: [{ type: "bold" }] },
          { type: "text", text: "slanted", marks: [{ type: "italic" }] },
          { type: "text", text: "there", marks: [link("https://a.example/")] },
          { type: "text", text: "nowhere", marks: [link("javascript:alert(1)")] },
          { type: "text", text: "\u0000\ud800odd" },
        ],
      },
    ],
  });
  expect(html).toContain("<strong>strong</strong><em>slanted</em>");
  expect(html).toContain('<a href="https://a.example/">there</a>nowhere');
  expect(html).toContain("odd");
});
