import fc from "fast-check";
import type { RationaleNode } from "#core/rationale";
import type { ReadReferences } from "#core/rationale-references";

export const VERSION = "0198c5a0-7c00-7000-8000-000000000001";
export const MEMBER = "0198c5a0-7c00-7000-8000-000000000002";
export const OPEN_QUESTION = "0198c5a0-7c00-7000-8000-000000000003";
export const HIDDEN_QUESTION = "0198c5a0-7c00-7000-8000-000000000004";

export const REFERENCES: ReadReferences = {
  citations: new Map([
    [`${VERSION} 0 5`, { mark: "¶ 1", text: "alpha", href: "/briefs/b#p1", brief: "The *brief*", url: null }],
    [
      `${VERSION} 2`,
      {
        mark: "note 2",
        text: "A [report]",
        href: "/briefs/b#note-2",
        brief: "The *brief*",
        url: "https://x.example/a_b",
      },
    ],
  ]),
  members: new Map([[MEMBER, "Analyst 1"]]),
  questions: new Map([
    [OPEN_QUESTION, { title: "Will it?", href: "/questions/q", crowd: 0.35, hidden: false }],
    [HIDDEN_QUESTION, { title: "Will it not?", href: "/questions/r", crowd: null, hidden: true }],
  ]),
};

/** Words with everything that Markdown, HTML and XML could trip over. */
const words = fc
  .array(
    fc.constantFrom(
      "a",
      "word",
      " ",
      "*",
      "_",
      "#",
      "- ",
      "1. ",
      "+",
      "=",
      "|",
      "<b>",
      "&amp;",
      "`",
      "\\",
      "[x]",
      "(y)",
      "!",
      "~~",
      "^",
      "é",
      "Я",
      "🛰",
      "“q”",
      ":",
      ">",
      "https://a.example/b_c",
      "www.a.example",
      "x@y.example",
      "$",
      "3)",
      "---",
      "\t",
      "  ",
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((pieces) => pieces.join(""));

const marks = fc
  .subarray(["bold", "italic", "link"] as const)
  .map((types) =>
    types.map((type) => (type === "link" ? { type, attrs: { href: "https://a.example/b_(c)" } } : { type })),
  );

const text = fc.record({ text: words, marks }).map(
  ({ text: written, marks: worn }): RationaleNode => ({
    type: "text",
    text: written,
    ...(worn.length > 0 ? { marks: worn } : {}),
  }),
);

const reference = fc.constantFrom<RationaleNode>(
  { type: "citation", attrs: { version: VERSION, start: 0, end: 5, exact: "alpha", source: null } },
  { type: "citation", attrs: { version: VERSION, source: 2, start: null, end: null, exact: null } },
  { type: "citation", attrs: { version: VERSION, start: 7, end: 9, exact: "lost *words*", source: null } },
  { type: "mention", attrs: { member: MEMBER } },
  { type: "chip", attrs: { question: OPEN_QUESTION } },
  { type: "chip", attrs: { question: HIDDEN_QUESTION } },
);

const inlines = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: fc.constant<RationaleNode>({ type: "hardBreak" }) },
    { weight: 2, arbitrary: reference },
  ),
  { maxLength: 5 },
);

const paragraph = inlines.map(
  (content): RationaleNode => ({ type: "paragraph", ...(content.length > 0 ? { content } : {}) }),
);
const heading = inlines.map((content): RationaleNode => ({ type: "heading", attrs: { level: 3 }, content }));

const cell = (type: string) =>
  paragraph.map((child): RationaleNode => ({ type, attrs: { colspan: 1, rowspan: 1 }, content: [child] }));
const table: fc.Arbitrary<RationaleNode> = fc
  .record({ columns: fc.integer({ min: 1, max: 3 }), rows: fc.integer({ min: 0, max: 2 }), headed: fc.boolean() })
  .chain(({ columns, rows, headed }) => {
    const row = (type: string) =>
      fc
        .array(cell(type), { minLength: columns, maxLength: columns })
        .map((content): RationaleNode => ({ type: "tableRow", content }));
    return fc
      .tuple(
        row(headed ? "tableHeader" : "tableCell"),
        fc.array(row("tableCell"), { minLength: rows, maxLength: rows }),
      )
      .map(([head, body]): RationaleNode => ({ type: "table", content: [head, ...body] }));
  });

const { block } = fc.letrec<{ block: RationaleNode; item: RationaleNode }>((tie) => ({
  block: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    paragraph,
    heading,
    fc.array(tie("block"), { minLength: 1, maxLength: 3 }).map((content) => ({ type: "blockquote", content })),
    fc.array(tie("item"), { minLength: 1, maxLength: 3 }).map((content) => ({ type: "bulletList", content })),
    fc
      .record({
        start: fc.integer({ min: 0, max: 12 }),
        content: fc.array(tie("item"), { minLength: 1, maxLength: 3 }),
      })
      .map(({ start, content }) => ({ type: "orderedList", attrs: { start }, content })),
    table,
  ),
  item: fc
    .tuple(paragraph, fc.array(tie("block"), { maxLength: 2 }))
    .map(([first, rest]) => ({ type: "listItem", content: [first, ...rest] })),
}));

/** Any text that the editor can write, whatever its words. */
export const documentArbitrary: fc.Arbitrary<RationaleNode> = fc
  .array(block, { minLength: 1, maxLength: 5 })
  .map((content) => ({ type: "doc", content }));
