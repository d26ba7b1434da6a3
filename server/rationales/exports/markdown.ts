import { type RationaleNode, safeHref } from "#core/rationale";
import type { ReadReferences } from "#core/rationale-references";
import { type Footnote, footnoteFor, footnotesOf } from "#server/rationales/exports/footnotes";
import { type ExportedRationale, html } from "#server/rationales/exports/html";
import { chipLabel, mentionLabel } from "#server/rationales/exports/labels";

interface Context {
  references: ReadReferences;
  notes: ReadonlyMap<string, Footnote>;
}

/**
 * The text as GitHub-flavoured Markdown, citations as footnotes. What Markdown cannot say is said in HTML, which it allows:
 * tables whose cells hold more than words, and emphasis in the middle of a word.
 */
export function rationaleMarkdown({ title, text, references, address, at }: ExportedRationale): string {
  const notes = footnotesOf(text, references, address);
  const body = blocks(text.content ?? [], { references, notes });
  const footnotes = [...notes.values()].map(
    ({ number, words, href }) => `[^${number}]: ${escaped(words)}${href ? ` <${href}>` : ""}`,
  );
  return `${[`# ${escaped(title)}`, ...body, ...footnotes, `*As of ${at}*`].join("\n\n")}\n`;
}

/** Blocks, to be set apart by blank lines. Of two lists in a row the second has another bullet: it is another list. */
function blocks(content: readonly RationaleNode[], context: Context): string[] {
  let turn = 0;
  let last = "";
  const made: string[] = [];
  let run: RationaleNode[] = [];
  const endRun = () => {
    if (run.length > 0) made.push(paragraph(run, context));
    run = [];
  };
  for (const node of content) {
    if (INLINE.has(node.type)) {
      run.push(node);
      continue;
    }
    endRun();
    turn = node.type === last ? turn + 1 : 0;
    last = node.type;
    made.push(...block(node, turn % 2, context));
  }
  endRun();
  return made;
}

const INLINE = new Set(["text", "hardBreak", "citation", "mention", "chip"]);

function block(node: RationaleNode, turn: number, context: Context): string[] {
  const content = node.content ?? [];
  switch (node.type) {
    case "paragraph":
      return [paragraph(content, context)];
    case "heading":
      return [
        `## ${edged(inline(content, context, "<br>")).replace(/(?<!#)#+$/, (end) => end.replaceAll("#", "\\#"))}`.trimEnd(),
      ];
    case "blockquote":
      return [prefixed(blocks(content, context).join("\n\n"), "> ", "> ")];
    case "bulletList":
      return [list(content, context, () => (turn === 0 ? "- " : "* "))];
    case "orderedList": {
      const { start } = node.attrs ?? {};
      const first = typeof start === "number" && Number.isInteger(start) && start >= 0 ? start : 1;
      return [list(content, context, (index) => `${first + index}${turn === 0 ? "." : ")"} `)];
    }
    case "table":
      return [isPlain(node) ? pipes(content, context) : html(node, context)];
    default:
      return blocks(content, context);
  }
}

/** An empty paragraph is a line of its own: a space that is not one keeps it. */
function paragraph(content: readonly RationaleNode[], context: Context): string {
  return guarded(edged(inline(content, context, "\\\n"))) || "&nbsp;";
}

function list(items: readonly RationaleNode[], context: Context, mark: (index: number) => string): string {
  return items
    .map((item, index) => {
      const bullet = mark(index);
      return prefixed(blocks(item.content ?? [], context).join("\n\n"), bullet, " ".repeat(bullet.length));
    })
    .join("\n\n");
}

function prefixed(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, index) => (index === 0 ? first : others) + line)
    .map((line) => (/^[> ]*$/.test(line) ? line.trimEnd() : line))
    .join("\n");
}

function isPlain({ content: rows = [] }: RationaleNode): boolean {
  const width = rows[0]?.content?.length ?? 0;
  return (
    width > 0 &&
    rows.every(
      ({ content: cells = [] }, index) =>
        cells.length === width &&
        cells.every(
          ({ type, attrs, content = [] }) =>
            type === (index === 0 ? "tableHeader" : "tableCell") &&
            (attrs?.colspan ?? 1) === 1 &&
            (attrs?.rowspan ?? 1) === 1 &&
            content.length <= 1 &&
            content.every((child) => child.type === "paragraph"),
        ),
    )
  );
}

function pipes(rows: readonly RationaleNode[], context: Context): string {
  const lines = rows.map(({ content: cells = [] }) => {
    const words = cells.map(({ content = [] }) => edged(inline(content[0]?.content ?? [], context, "<br>")));
    return `| ${words.join(" | ")} |`;
  });
  const columns = rows[0]?.content?.length ?? 0;
  return [lines[0], `|${" --- |".repeat(columns)}`, ...lines.slice(1)].join("\n");
}

/** @param br how a line break is written where this text stands */
function inline(content: readonly RationaleNode[], context: Context, br: string): string {
  let written = "";
  for (const [index, node] of content.entries()) {
    const before = written.at(-1) ?? " ";
    const next = content[index + 1];
    switch (node.type) {
      case "text":
        written += marked(node, before, next);
        break;
      case "hardBreak":
        // At the end of a paragraph a backslash would be a backslash.
        written += next ? br : "<br>";
        break;
      case "citation": {
        const note = footnoteFor(node, context.notes);
        written += note ? `[^${note.number}]` : "";
        break;
      }
      case "mention":
        written += escaped(mentionLabel(node, context.references));
        break;
      case "chip":
        written += escaped(chipLabel(node, context.references));
        break;
      default:
        written += node.text === undefined ? inline(node.content ?? [], context, br) : escaped(node.text);
    }
  }
  return written;
}

/** Emphasis by stars where Markdown reads them for sure, else by HTML. */
function marked(node: RationaleNode, before: string, next: RationaleNode | undefined): string {
  const types = (node.marks ?? []).map(({ type }) => type);
  const link = node.marks?.find(({ type }) => type === "link");
  const href = link ? safeHref(link.attrs?.href) : null;
  const text = (node.text ?? "").replace(/[\r\n]+/g, " ");
  const core = text.trim();
  let written = href ? escaped(text) : words(text);
  const alone =
    core === text &&
    /^[\p{L}\p{N}].*[\p{L}\p{N}]$|^[\p{L}\p{N}]$/u.test(text) &&
    /\s/u.test(before) &&
    (next === undefined || (next.type === "text" && /^\s/u.test(next.text ?? "") && !next.marks?.length));
  if (types.includes("italic")) written = alone && !types.includes("bold") ? `*${written}*` : `<em>${written}</em>`;
  if (types.includes("bold")) written = alone ? `**${written}**` : `<strong>${written}</strong>`;
  return href ? `[${written}](<${href.replace(/[<>\\|]/g, encodeURIComponent)}>)` : written;
}

/** An address standing in the text is written as one: escapes inside it would lead elsewhere. */
function words(text: string): string {
  return text
    .split(/(https?:\/\/[\w.~:/?#@!$&'()*+,;=%-]*[A-Za-z0-9/])/)
    .map((piece, index) => (index % 2 === 1 && URL.canParse(piece) ? `<${piece}>` : escaped(piece)))
    .join("");
}

/** Escapes the characters that mean something to Markdown anywhere in a line. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~&^$!]/g, "\\$&")
    .replace(/www(?=\.)/gi, "$&\\")
    .replace(/\t/g, "&#9;");
}

/** Space at the edge of a line, which Markdown would drop. */
const edged = (text: string): string =>
  text
    .replace(/^ +/gm, (spaces) => "&#32;".repeat(spaces.length))
    // From the beginning of a run alone: begun anew at each of its spaces, a long one would take for ever.
    .replace(/(?<! ) +(?=$|\\\n|<br>)/g, (spaces) => "&#32;".repeat(spaces.length));

/** What would make something else of a line by standing at its beginning. */
function guarded(text: string): string {
  return text
    .split("\n")
    .map((line) =>
      line
        .replace(/^[-+=#:]/, "\\$&")
        .replace(/^(\d{1,9})([.)])/, "$1\\$2")
        // A footnote's mark before a colon would be the footnote itself.
        .replace(/^(\[\^\d+\]):/, "$1\\:"),
    )
    .join("\n");
}
