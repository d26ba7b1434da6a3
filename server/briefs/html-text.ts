import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { LINE_BREAK } from "#core/brief/lines";
import { looksLikeName, readByline } from "#core/brief/names";
import type { Hints } from "#core/brief/read-brief";

/** Never shown as text, so never read. Scripts among them are not run either: the document is only parsed. */
const SILENT = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "svg",
  "math",
  "iframe",
  "object",
  "canvas",
  "head",
  "title",
  "select",
  "textarea",
]);
const INLINE = new Set([
  "a",
  "abbr",
  "b",
  "bdi",
  "bdo",
  "cite",
  "code",
  "data",
  "del",
  "dfn",
  "em",
  "font",
  "i",
  "ins",
  "kbd",
  "mark",
  "q",
  "s",
  "samp",
  "small",
  "span",
  "strong",
  "sub",
  "sup",
  "time",
  "u",
  "var",
  "wbr",
]);

interface Line {
  text: string;
  /** Mark of the element that the line was read from. */
  mark: string;
}

/**
 * The text of an HTML page, a block a line, in Markdown for what plain lines cannot say: headings, lists, quotes,
 * links, note markers. Everything that the page shows is there; what a reader view would leave out is named by line.
 */
export function htmlText(html: string): { text: string; hints: Hints } {
  const { document } = parseHTML(/<body[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`);
  let marks = 0;
  for (const element of document.querySelectorAll("body *")) element.setAttribute("data-line", String(marks++));
  const lines = linesOf(document.body);

  const article = new Readability(document as unknown as Document, { charThreshold: 200 }).parse();
  const inside = new Set<string>();
  if (article?.content) {
    const { document: kept } = parseHTML(`<!doctype html><html><body>${article.content}</body></html>`);
    for (const element of kept.querySelectorAll("[data-line]")) inside.add(element.getAttribute("data-line") ?? "");
  }
  const length = (some: readonly Line[]) => some.reduce((sum, { text }) => sum + text.length, 0);
  const found = lines.filter(({ mark }) => inside.has(mark));
  const trusted = length(found) > 250 && length(found) > length(lines) / 4;
  const byline = article?.byline?.trim() ?? "";
  return {
    text: lines.map(({ text }) => text).join("\n\n"),
    hints: {
      title: article?.title?.trim() || null,
      author: readByline(byline) ?? (looksLikeName(byline) ? byline : null),
      publisher: article?.siteName?.trim() || null,
      publishedOn: /^\d{4}-\d{2}-\d{2}/.exec(article?.publishedTime ?? "")?.[0] ?? null,
      outside: trusted ? numbersOutside(lines, inside) : undefined,
    },
  };
}

/** Whether a text is the source of an HTML page rather than words. */
export function isHtml(text: string): boolean {
  const start = text.slice(0, 2_000).trimStart();
  if (/^(<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<\?xml[^>]*\?>\s*<(!doctype html|html))/i.test(start))
    return true;
  const closed = text.match(/<\/(p|div|h[1-6]|li|ul|ol|article|section|blockquote|span|a|script)>/gi)?.length ?? 0;
  return (
    /^<(article|section|div|p|h[1-6]|main|ul|ol|blockquote|script|header|table|span|a|img|!--)[\s>-]/i.test(start) &&
    closed > 0
  );
}

/** Lines stand two apart, a blank between them. */
function numbersOutside(lines: readonly Line[], inside: ReadonlySet<string>): Set<number> {
  return new Set(lines.flatMap(({ mark }, i) => (inside.has(mark) ? [] : [2 * i + 1])));
}

function linesOf(root: Element): Line[] {
  const lines: Line[] = [];
  let run = "";
  let mark = "";
  const flush = (prefix: string) => {
    for (const part of run.split("\n")) {
      const text = part.split(LINE_BREAK).join(" ").replace(/\s+/g, " ").trim();
      if (text !== "") lines.push({ text: prefix + text, mark });
    }
    run = "";
  };
  const walk = (node: Node, prefix: string, block: string): void => {
    if (node.nodeType === 3) {
      if (run.trim() === "") mark = block;
      run += (node.textContent ?? "").replace(/\s+/g, " ");
      return;
    }
    if (!isElement(node)) return;
    const name = node.localName;
    if (SILENT.has(name) || node.hasAttribute("hidden")) return;
    const own = node.getAttribute("data-line") ?? block;
    if (name === "br") run += "\n";
    else if (name === "img") return;
    else if (name === "sup" || (name === "a" && /^#/.test(node.getAttribute("href") ?? ""))) run += noteMark(node);
    else if (name === "a") run += link(node);
    else if (INLINE.has(name)) for (const child of node.childNodes) walk(child, prefix, block);
    else {
      flush(prefix);
      const inner = prefixOf(node, prefix);
      for (const child of node.childNodes) walk(child, inner, own);
      flush(inner);
    }
  };
  walk(root, "", "");
  flush("");
  return lines;
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function prefixOf(element: Element, outer: string): string {
  const name = element.localName;
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level) return `${"#".repeat(Number(level))} `;
  if (name === "blockquote") return "> ";
  if (name !== "li") return outer;
  if (element.parentElement?.localName !== "ol") return "- ";
  const items = [...element.parentElement.children].filter((child) => child.localName === "li");
  return `${items.indexOf(element) + 1}. `;
}

/** A raised figure or a link within the page is a note's number; other raised or linked words stay as they are. */
function noteMark(element: Element): string {
  const text = (element.textContent ?? "").replace(/\s+/g, " ").trim();
  const number = /^\[?(\d{1,3})\]?$/.exec(text)?.[1];
  if (number) return `[${number}]`;
  return /^[↑↩^]/u.test(text) ? "" : text;
}

function link(element: Element): string {
  const text = (element.textContent ?? "").replace(/\s+/g, " ");
  const href = element.getAttribute("href") ?? "";
  if (!/^https?:\/\/[^\s()]+$/i.test(href) || text.trim() === "" || /[[\]]/.test(text)) return text;
  return text.trim() === href ? text : `[${text.trim()}](${href})`;
}
