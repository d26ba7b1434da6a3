import { type RationaleNode, safeHref } from "#core/rationale";
import type { ReadReferences } from "#core/rationale-references";
import { type Footnote, footnoteFor, footnotesOf } from "#server/rationales/exports/footnotes";
import { chipLabel, mentionLabel } from "#server/rationales/exports/labels";

/** What an export is made of. */
export interface ExportedRationale {
  /** The scenario's statement. */
  title: string;
  text: RationaleNode;
  references: ReadReferences;
  /** The app's own address: links inside the brief become absolute. */
  address: string;
  /** When the text was read, ISO 8601. */
  at: string;
}

/** A whole HTML document, without script or style of anybody else's; citations are footnotes. */
export function rationaleHtml(rationale: ExportedRationale): string {
  const notes = footnotesOf(rationale.text, rationale.references, rationale.address);
  const body = blocks(rationale.text, { references: rationale.references, notes });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(rationale.title)}</title></head>
<body>
<h1>${escaped(rationale.title)}</h1>
${body}
${notesHtml([...notes.values()])}<footer><p><small>As of ${escaped(rationale.at)}</small></p></footer>
</body>
</html>
`;
}

interface Context {
  references: ReadReferences;
  notes: ReadonlyMap<string, Footnote>;
}

/** The children of a node as HTML. */
export function blocks(node: RationaleNode, context: Context): string {
  return (node.content ?? []).map((child) => html(child, context)).join("");
}

/** A node as HTML. One that is not known keeps its words. */
export function html(node: RationaleNode, context: Context): string {
  const inside = () => blocks(node, context);
  switch (node.type) {
    case "paragraph":
      return `<p>${inside()}</p>`;
    case "heading":
      return `<h2>${inside()}</h2>`;
    case "blockquote":
      return `<blockquote>${inside()}</blockquote>`;
    case "bulletList":
      return `<ul>${inside()}</ul>`;
    case "orderedList":
      return `<ol${number("start", node.attrs?.start, 1)}>${inside()}</ol>`;
    case "listItem":
      return `<li>${inside()}</li>`;
    case "hardBreak":
      return "<br>";
    case "table":
      return `<table>${inside()}</table>`;
    case "tableRow":
      return `<tr>${inside()}</tr>`;
    case "tableHeader":
      return `<th${spans(node)}>${inside()}</th>`;
    case "tableCell":
      return `<td${spans(node)}>${inside()}</td>`;
    case "citation": {
      const note = footnoteFor(node, context.notes);
      return note ? `<sup><a href="#fn${note.number}">${note.number}</a></sup>` : "";
    }
    case "mention":
      return escaped(mentionLabel(node, context.references));
    case "chip":
      return escaped(chipLabel(node, context.references));
    case "text":
      return (node.marks ?? []).reduce((words, mark) => marked(words, mark), escaped(node.text ?? ""));
    default:
      return node.text === undefined ? inside() : escaped(node.text);
  }
}

function marked(words: string, { type, attrs }: NonNullable<RationaleNode["marks"]>[number]): string {
  if (type === "bold") return `<strong>${words}</strong>`;
  if (type === "italic") return `<em>${words}</em>`;
  const href = type === "link" ? safeHref(attrs?.href) : null;
  return href ? `<a href="${escaped(href)}">${words}</a>` : words;
}

function notesHtml(notes: readonly Footnote[]): string {
  if (notes.length === 0) return "";
  const items = notes.map(({ number: n, words, href }) => {
    const link = href ? ` <a href="${escaped(href)}">${escaped(href)}</a>` : "";
    return `<li id="fn${n}">${escaped(words)}${link}</li>`;
  });
  return `<section><h2>Sources</h2><ol>${items.join("")}</ol></section>\n`;
}

function spans({ attrs }: RationaleNode): string {
  return number("colspan", attrs?.colspan, 1) + number("rowspan", attrs?.rowspan, 1);
}

function number(name: string, value: unknown, usual: number): string {
  return typeof value === "number" && Number.isInteger(value) && value !== usual ? ` ${name}="${value}"` : "";
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
