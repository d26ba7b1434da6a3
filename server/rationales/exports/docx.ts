import {
  Document,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  type INumberingOptions,
  LevelFormat,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { type RationaleNode, safeHref } from "#core/rationale";
import type { ReadReferences } from "#core/rationale-references";
import { type Footnote, footnoteFor, footnotesOf } from "#server/rationales/exports/footnotes";
import type { ExportedRationale } from "#server/rationales/exports/html";
import { chipLabel, mentionLabel } from "#server/rationales/exports/labels";

const BULLETS = "bullets";
/** Twentieths of a point that a level of a list or quote is set in. */
const INDENT = 360;
/** Word numbers nine levels of a list, from 0. */
const DEEPEST = 8;

/** The text as a Word document, citations as footnotes. */
export async function rationaleDocx(rationale: ExportedRationale): Promise<Buffer> {
  const { title, text, references, address, at } = rationale;
  const notes = footnotesOf(text, references, address);
  const ordered: { start: number }[] = [];
  const context: Context = { references, notes, ordered, quoted: 0, list: null };
  const body = blocks(text.content ?? [], context);
  const document = new Document({
    title,
    creator: "Bellwether",
    numbering: numbering(ordered),
    footnotes: Object.fromEntries(
      [...notes.values()].map(({ number, words, href }) => [
        number,
        { children: [new Paragraph(footnote(words, href))] },
      ]),
    ),
    sections: [
      {
        children: [
          new Paragraph({ text: plain(title), heading: HeadingLevel.TITLE }),
          ...body,
          new Paragraph({ children: [new TextRun({ text: `As of ${at}`, italics: true, size: 18 })] }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

interface Context {
  references: ReadReferences;
  notes: ReadonlyMap<string, Footnote>;
  /** Numbered lists so far: each counts on its own. */
  ordered: { start: number }[];
  /** How deep in quotations. */
  quoted: number;
  /** The list that a paragraph belongs to; `marked` while the item's own mark is still to be set. */
  list: { reference: string; level: number; marked: boolean } | null;
}

function blocks(content: readonly RationaleNode[], context: Context): (Paragraph | Table)[] {
  return content.flatMap((node) => block(node, context));
}

function block(node: RationaleNode, context: Context): (Paragraph | Table)[] {
  const content = node.content ?? [];
  switch (node.type) {
    case "paragraph":
      return [new Paragraph({ ...place(context), children: inline(content, context) })];
    case "heading":
      return [
        new Paragraph({ ...place(context), heading: HeadingLevel.HEADING_2, children: inline(content, context) }),
      ];
    case "blockquote":
      return blocks(content, { ...context, quoted: context.quoted + 1 });
    case "bulletList":
      return items(content, BULLETS, context);
    case "orderedList": {
      const { start } = node.attrs ?? {};
      context.ordered.push({ start: typeof start === "number" && Number.isInteger(start) && start >= 0 ? start : 1 });
      return items(content, `ordered-${context.ordered.length}`, context);
    }
    case "table":
      return [table(content, context)];
    default:
      return INLINE.has(node.type)
        ? [new Paragraph({ ...place(context), children: inline([node], context) })]
        : blocks(content, context);
  }
}

const INLINE = new Set(["text", "hardBreak", "citation", "mention", "chip"]);

function items(content: readonly RationaleNode[], reference: string, context: Context): (Paragraph | Table)[] {
  const level = Math.min((context.list?.level ?? -1) + 1, DEEPEST);
  return content.flatMap((item) => {
    const list = { reference, level, marked: false };
    return blocks(item.content ?? [], { ...context, list });
  });
}

/** Where a paragraph stands: with its item's mark, under it, or in a quotation. */
function place({ list, quoted }: Context) {
  const style = quoted > 0 ? { style: "IntenseQuote" } : {};
  if (list && !list.marked) {
    list.marked = true;
    return { ...style, numbering: { reference: list.reference, level: list.level } };
  }
  const depth = quoted + (list ? list.level + 1 : 0);
  return depth > 0 ? { ...style, indent: { left: depth * INDENT } } : style;
}

function table(rows: readonly RationaleNode[], context: Context): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      ({ content: cells = [] }) =>
        new TableRow({
          tableHeader: cells.length > 0 && cells.every(({ type }) => type === "tableHeader"),
          children: cells.map((cell) => {
            const inside = blocks(cell.content ?? [], { ...context, list: null, quoted: 0 });
            return new TableCell({
              columnSpan: count(cell.attrs?.colspan),
              rowSpan: count(cell.attrs?.rowspan),
              shading: cell.type === "tableHeader" ? { fill: "EEEEEE" } : undefined,
              children: inside.length > 0 ? inside : [new Paragraph({})],
            });
          }),
        }),
    ),
  });
}

const count = (value: unknown): number =>
  typeof value === "number" && Number.isInteger(value) && value > 1 ? value : 1;

function inline(content: readonly RationaleNode[], context: Context): ParagraphChild[] {
  return content.flatMap((node): ParagraphChild[] => {
    switch (node.type) {
      case "text":
        return [run(node)];
      case "hardBreak":
        return [new TextRun({ break: 1 })];
      case "citation": {
        const note = footnoteFor(node, context.notes);
        return note ? [new FootnoteReferenceRun(note.number)] : [];
      }
      case "mention":
        return [new TextRun(plain(mentionLabel(node, context.references)))];
      case "chip":
        return [new TextRun(plain(chipLabel(node, context.references)))];
      default:
        return node.text === undefined ? inline(node.content ?? [], context) : [new TextRun(plain(node.text))];
    }
  });
}

function run(node: RationaleNode): ParagraphChild {
  const marks = node.marks ?? [];
  const worn = new Set(marks.map(({ type }) => type));
  const href = safeHref(marks.find(({ type }) => type === "link")?.attrs?.href);
  const text = new TextRun({
    text: plain(node.text ?? ""),
    bold: worn.has("bold") || undefined,
    italics: worn.has("italic") || undefined,
    style: href ? "Hyperlink" : undefined,
  });
  return href ? new ExternalHyperlink({ link: href, children: [text] }) : text;
}

function footnote(words: string, href: string | null) {
  const link = href && safeHref(href);
  const text = new TextRun(plain(words));
  if (!link) return { children: [text] };
  const address = new TextRun({ text: ` ${link}`, style: "Hyperlink" });
  return { children: [text, new ExternalHyperlink({ link, children: [address] })] };
}

/** XML 1.0 has no place for most control characters and for halves of surrogate pairs. */
const plain = (text: string): string =>
  text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");

function numbering(ordered: readonly { start: number }[]): INumberingOptions {
  const levels = Array.from({ length: DEEPEST + 1 }, (_, level) => level);
  const paragraph = (level: number) => ({
    paragraph: { indent: { left: (level + 1) * INDENT, hanging: INDENT } },
  });
  const bullets = levels.map((level) => ({
    level,
    format: LevelFormat.BULLET,
    text: level % 2 === 0 ? "•" : "–",
    style: paragraph(level),
  }));
  const numbers = ordered.map(({ start }, index) => ({
    reference: `ordered-${index + 1}`,
    levels: levels.map((level) => ({
      level,
      start,
      format: LevelFormat.DECIMAL,
      text: `%${level + 1}.`,
      style: paragraph(level),
    })),
  }));
  return { config: [{ reference: BULLETS, levels: bullets }, ...numbers] };
}
