import fc from "fast-check";
import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import type { RationaleNode } from "#core/rationale";
import { NO_REFERENCES } from "#core/rationale-references";
import { documentArbitrary, MEMBER, REFERENCES, VERSION } from "#server/rationales/exports/document.arbitrary";
import { footnoteFor, footnotesOf } from "#server/rationales/exports/footnotes";
import { blocks as htmlOf } from "#server/rationales/exports/html";
import { chipLabel, mentionLabel } from "#server/rationales/exports/labels";
import { rationaleMarkdown } from "#server/rationales/exports/markdown";

const ADDRESS = "https://desk.example";
const written = (text: RationaleNode, references = REFERENCES) =>
  rationaleMarkdown({ title: "It happens", text, references, address: ADDRESS, at: "2026-01-01T00:00:00Z" });
const doc = (...content: RationaleNode[]): RationaleNode => ({ type: "doc", content });
const paragraph = (...content: RationaleNode[]): RationaleNode => ({ type: "paragraph", content });
const text = (words: string, ...marks: NonNullable<RationaleNode["marks"]>): RationaleNode => ({
  type: "text",
  text: words,
  marks,
});

/** A block as both sides are compared: what it is, and what is in it. Inline content is one list of marked runs. */
type Shape = [kind: string, ...inside: (Shape | Run)[]];
type Run = { words: string; worn: string };

describe("a rationale in Markdown", () => {
  it("reads well where nothing is odd", () => {
    const markdown = written(
      doc(
        { type: "heading", attrs: { level: 3 }, content: [text("For")] },
        paragraph(
          text("So it "),
          text("will", { type: "bold" }),
          text(" be, says "),
          { type: "mention", attrs: { member: MEMBER } },
          { type: "citation", attrs: { version: VERSION, source: 2 } },
          text("."),
        ),
        { type: "bulletList", content: [{ type: "listItem", content: [paragraph(text("One"))] }] },
      ),
    );
    expect(markdown).toBe(
      [
        "# It happens",
        "## For",
        "So it **will** be, says @Analyst 1[^1].",
        "- One",
        "[^1]: The \\*brief\\*, note 2: A \\[report\\] <https://x.example/a_b>",
        "*As of 2026-01-01T00:00:00Z*\n",
      ].join("\n\n"),
    );
  });

  it("leads nowhere by a script, and says so of a source that is gone", () => {
    const cited = { type: "citation", attrs: { version: VERSION, start: 7, end: 9, exact: "lost" } };
    const markdown = written(
      doc(paragraph(text("here", { type: "link", attrs: { href: "javascript:alert(1)" } }), cited)),
      NO_REFERENCES,
    );
    expect(markdown).not.toContain("javascript");
    expect(markdown).toContain("[^1]: “lost” (source not found)");
  });

  it("a citation before a colon stays a citation", () => {
    const cited = { type: "citation", attrs: { version: VERSION, source: 2 } };
    expect(written(doc(paragraph(cited, text(":a"))))).toContain("\n\n[^1]\\:a\n\n");
  });

  it("takes no longer over a long run of spaces than over other words", () => {
    const began = performance.now();
    const run = `a${" ".repeat(300_000)}b${"#".repeat(300_000)}c`;
    for (const type of ["paragraph", "heading"]) written(doc({ type, content: [text(run)] }));
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("loses no node and no word of any text", () => {
    fc.assert(
      fc.property(documentArbitrary, (document) => {
        const markdown = written(document);
        const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
        const body = tree.children.slice(1, -1).filter(({ type }) => type !== "footnoteDefinition");
        expect(body.map(shapeOfMarkdown), markdown).toEqual((document.content ?? []).map(shapeOf(document)));
        const notes = footnotesOf(document, REFERENCES, ADDRESS);
        expect(tree.children.filter(({ type }) => type === "footnoteDefinition")).toHaveLength(notes.size);
      }),
      { numRuns: 300 },
    );
  });
});

function shapeOf(document: RationaleNode) {
  const notes = footnotesOf(document, REFERENCES, ADDRESS);
  const runs = (content: readonly RationaleNode[] = []) =>
    merged(
      content.map((node): Run => {
        switch (node.type) {
          case "hardBreak":
            return { words: "⏎", worn: "" };
          case "citation":
            return { words: `⟦${footnoteFor(node, notes)?.number}⟧`, worn: "" };
          case "mention":
            return { words: mentionLabel(node, REFERENCES), worn: "" };
          case "chip":
            return { words: chipLabel(node, REFERENCES), worn: "" };
          default: {
            const href = node.marks?.find(({ type }) => type === "link")?.attrs?.href;
            const worn = (node.marks ?? []).map(({ type }) => type).sort();
            return { words: node.text ?? "", worn: href === node.text ? "" : worn.join(" ") };
          }
        }
      }),
    );
  const shape = (node: RationaleNode): Shape => {
    const { type, attrs, content = [] } = node;
    if (type === "paragraph") return ["paragraph", ...orNothing(runs(content))];
    if (type === "heading") return ["heading", ...runs(content)];
    if (type === "orderedList") return [`ordered from ${attrs?.start}`, ...content.map(shape)];
    if (type !== "table") return [type, ...content.map(shape)];
    if (content[0]?.content?.[0]?.type !== "tableHeader")
      return ["html", { words: `<table>${htmlOf(node, { references: REFERENCES, notes })}</table>`, worn: "" }];
    const cells = (row: RationaleNode) =>
      (row.content ?? []).map((cell): Shape => ["cell", ...trimmed(runs(cell.content?.[0]?.content))]);
    return ["table", ...content.map((row): Shape => ["row", ...cells(row)])];
  };
  return shape;
}

function shapeOfMarkdown(node: RootContent): Shape {
  switch (node.type) {
    case "paragraph":
      return ["paragraph", ...runsOfMarkdown(node.children)];
    case "heading":
      return ["heading", ...runsOfMarkdown(node.children)];
    case "blockquote":
      return ["blockquote", ...node.children.map(shapeOfMarkdown)];
    case "list":
      return [node.ordered ? `ordered from ${node.start}` : "bulletList", ...node.children.map(shapeOfMarkdown)];
    case "listItem":
      return ["listItem", ...node.children.map(shapeOfMarkdown)];
    case "table":
      return [
        "table",
        ...node.children.map(
          ({ children }): Shape => [
            "row",
            ...children.map((cell): Shape => ["cell", ...trimmed(runsOfMarkdown(cell.children))]),
          ],
        ),
      ];
    case "html":
      // A paragraph of nothing but a line break.
      return node.value === "<br>"
        ? ["paragraph", { words: "⏎", worn: "" }]
        : ["html", { words: node.value, worn: "" }];
    default:
      return [node.type];
  }
}

function runsOfMarkdown(children: readonly PhrasingContent[]): Run[] {
  const open: string[] = [];
  const runs = (nodes: readonly PhrasingContent[], worn: readonly string[]): Run[] =>
    nodes.flatMap((node): Run[] => {
      const now = [...worn, ...open].sort().join(" ");
      switch (node.type) {
        case "text":
          return [{ words: node.value, worn: now }];
        case "break":
          return [{ words: "⏎", worn: "" }];
        case "footnoteReference":
          return [{ words: `⟦${node.identifier}⟧`, worn: "" }];
        case "strong":
          return runs(node.children, [...worn, "bold"]);
        case "emphasis":
          return runs(node.children, [...worn, "italic"]);
        case "link": {
          const label = plain(node);
          const bare = [label, `http://${label}`, `mailto:${label}`].includes(node.url);
          return runs(node.children, bare ? worn : [...worn, "link"]);
        }
        case "html":
          if (node.value === "<br>") return [{ words: "⏎", worn: "" }];
          if (node.value.startsWith("</")) open.pop();
          else open.push(node.value === "<strong>" ? "bold" : "italic");
          return [];
        default:
          return [{ words: `?${node.type}`, worn: now }];
      }
    });
  return merged(runs(children, []));
}

const plain = (node: Nodes): string =>
  "children" in node ? node.children.map(plain).join("") : "value" in node ? node.value : "";

function merged(runs: readonly Run[]): Run[] {
  const made: Run[] = [];
  for (const run of runs) {
    const last = made.at(-1);
    if (run.words === "") continue;
    if (last?.worn === run.worn) made[made.length - 1] = { ...last, words: last.words + run.words };
    else made.push(run);
  }
  return made;
}

/** An empty paragraph is kept by a space that does not break. */
const orNothing = (runs: Run[]): Run[] => (runs.length === 0 ? [{ words: "\u00a0", worn: "" }] : runs);

/** Space around the words of a table's cell is the table's. */
const trimmed = (runs: Run[]): Run[] => merged(runs);
