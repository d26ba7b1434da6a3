import { safeHref } from "#core/rationale";

/** What is left of pasted HTML, and what had to go. */
export interface CleanedPaste {
  html: string;
  /** Pictures that were left out. */
  images: number;
}

const DROPPED =
  "style, script, title, meta, link, head, xml, noscript, template, iframe, object, embed, svg, canvas, audio, video, form, input, button, select, textarea, .msocomtxt, .msocomanchor, .Apple-interchange-newline";
/** What stands for itself; every other element gives way to what is in it. */
const KEPT = new Set("P H3 BLOCKQUOTE UL OL LI A STRONG EM BR TABLE TBODY TR TH TD DIV SPAN".split(" "));
/** Attributes that mean something here, by element. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  A: ["href"],
  OL: ["start"],
  TH: ["colspan", "rowspan"],
  TD: ["colspan", "rowspan"],
};
const RENAMED: Readonly<Record<string, string>> = {
  H1: "h3",
  H2: "h3",
  H4: "h3",
  H5: "h3",
  H6: "h3",
  B: "strong",
  I: "em",
  CITE: "em",
  ...Object.fromEntries(
    "ADDRESS ARTICLE ASIDE CENTER DD DETAILS DL DT FIELDSET FIGCAPTION FIGURE FOOTER HEADER MAIN NAV PRE SECTION SUMMARY"
      .split(" ")
      .map((name) => [name, "div"]),
  ),
};

/** How the editor says of its own copies where they were cut. */
const OWN_SLICE = "data-pm-slice";

/**
 * Pasted HTML as the rationale can take it: structure and emphasis stay, everything else of Word, Google Docs and web pages
 * goes. Lists that Word writes as paragraphs become lists. The schema is what admits; this is what understands.
 *
 * @param document a page of its own, parsed from the clipboard: it is changed
 */
export function cleanPaste(document: Document): CleanedPaste {
  const { body } = document;
  removeComments(body);
  for (const element of [...body.querySelectorAll("*")]) if (isHidden(element)) element.remove();
  for (const element of [...body.querySelectorAll(DROPPED)]) element.remove();
  const pictures = [...body.querySelectorAll("img, picture, v\\:shape, v\\:imagedata")];
  for (const picture of pictures) picture.remove();
  wordLists(document);
  nestLists(body);
  for (const element of [...body.querySelectorAll("*")].reverse()) settle(document, element);
  return { html: body.innerHTML, images: pictures.filter(({ tagName }) => /^(IMG|V:SHAPE)$/i.test(tagName)).length };
}

function removeComments(node: Node): void {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === 8 || child.nodeType === 7) child.parentNode?.removeChild(child);
    else removeComments(child);
  }
}

const styleOf = (element: Element): string =>
  (element.getAttribute("style") ?? "").toLowerCase().replace(/\s*([:;])\s*/g, "$1");

function isHidden(element: Element): boolean {
  return /(^|;)(display:none|mso-hide:all|mso-element:comment-list|visibility:hidden)/.test(styleOf(element));
}

/** An element becomes what it means here, or gives way to its contents. Called for the innermost first. */
function settle(document: Document, element: Element): void {
  if (element.hasAttribute("data-reference")) return; // one of ours, copied from a rationale
  const style = styleOf(element);
  const name = element.tagName.toUpperCase();
  if (/^(SPAN|FONT|P|DIV)$/.test(name)) {
    if (/(^|;)font-weight:(bold|[6-9]00)/.test(style)) wrapContents(document, element, "strong");
    if (/(^|;)font-style:(italic|oblique)/.test(style)) wrapContents(document, element, "em");
  }
  if (name === "A") {
    link(element);
    return;
  }
  const plainBold = /^(B|STRONG)$/.test(name) && /(^|;)font-weight:(normal|[1-4]00)/.test(style);
  const target = plainBold ? null : quoteOf(element, name);
  if (target === null || !KEPT.has(target.toUpperCase())) {
    unwrap(element);
    return;
  }
  const settled = target.toUpperCase() === name ? element : renamed(document, element, target);
  const allowed = ATTRIBUTES[target.toUpperCase()] ?? [];
  for (const { name: attribute } of [...settled.attributes])
    if (attribute !== OWN_SLICE && !allowed.includes(attribute)) settled.removeAttribute(attribute);
  if (target.toUpperCase() === "SPAN") unwrap(settled);
}

/** Word's quotes are paragraphs of a style. */
function quoteOf(element: Element, name: string): string {
  if (name === "P" && /\bMso(Intense)?Quote\b/.test(element.className)) return "blockquote";
  return RENAMED[name] ?? name;
}

function link(element: Element): void {
  const href = safeHref(direct(element.getAttribute("href")));
  if (!href || element.textContent?.trim() === "") {
    unwrap(element);
    return;
  }
  for (const { name } of [...element.attributes]) element.removeAttribute(name);
  element.setAttribute("href", href);
}

/** Google Docs leads every link past itself. */
function direct(href: string | null): string | null {
  if (!href || !URL.canParse(href)) return href;
  const { hostname, pathname, searchParams } = new URL(href);
  return hostname === "www.google.com" && pathname === "/url" ? (searchParams.get("q") ?? href) : href;
}

function wrapContents(document: Document, element: Element, name: string): void {
  const wrapper = document.createElement(name);
  while (element.firstChild) wrapper.appendChild(element.firstChild);
  element.appendChild(wrapper);
}

function renamed(document: Document, element: Element, name: string): Element {
  const made = document.createElement(name);
  for (const { name: attribute, value } of [...element.attributes]) made.setAttribute(attribute, value);
  while (element.firstChild) made.appendChild(element.firstChild);
  element.replaceWith(made);
  return made;
}

function unwrap(element: Element): void {
  const parent = element.parentNode;
  while (element.firstChild) parent?.insertBefore(element.firstChild, element);
  element.remove();
}

const LIST_STYLE = /mso-list:\s*l\d+\s+level(\d)/i;

/** Word writes a list as paragraphs that say their level and carry their own bullet or number. */
function wordLists(document: Document): void {
  /** The open list of each level. */
  let open: Element[] = [];
  let before: Element | null = null;
  for (const paragraph of [...document.body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const level = Number(LIST_STYLE.exec(paragraph.getAttribute("style") ?? "")?.[1] ?? 0);
    if (level === 0) continue;
    if (paragraph.previousElementSibling !== before) open = [];
    const mark = takeMark(paragraph);
    const name = /^\(?([0-9]+|[a-z]{1,4})[.)]/i.test(mark) ? "ol" : "ul";
    const item = document.createElement("li");
    const depth = Math.min(level, open.length + 1);
    open = open.slice(0, depth);
    let list = open[depth - 1];
    if (!list || list.tagName.toLowerCase() !== name) {
      list = document.createElement(name);
      const start = Number.parseInt(mark.replace(/^\(/, ""), 10);
      if (name === "ol" && start > 1) list.setAttribute("start", String(start));
      const within = open[depth - 2]?.lastElementChild;
      if (within) within.appendChild(list);
      else paragraph.before(list);
      open[depth - 1] = list;
    }
    const words = document.createElement("p");
    while (paragraph.firstChild) words.appendChild(paragraph.firstChild);
    item.appendChild(words);
    list.appendChild(item);
    paragraph.remove();
    before = open[0] ?? null;
  }
}

/** Takes the bullet or number out of a paragraph. @returns it */
function takeMark(paragraph: Element): string {
  const marked = [...paragraph.querySelectorAll("span")].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""),
  );
  const mark = (marked?.textContent ?? "").trim();
  marked?.remove();
  return mark;
}

/** Google Docs and old pages put a list beside the item that it belongs to. */
function nestLists(body: Element): void {
  for (const list of [...body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")]) {
    const item = list.previousElementSibling;
    if (item?.tagName.toUpperCase() === "LI") item.appendChild(list);
  }
}
