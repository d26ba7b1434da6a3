import { renderJSONContentToReactElement } from "@tiptap/static-renderer/json/react";
import type { ReactNode } from "react";
import { OutsideLink } from "#components/ui/outside-link";
import type { RationaleNode } from "#core/rationale";
import { NO_REFERENCES, type ReadReferences } from "#core/rationale-references";
import { ChipFace, CitationFace, MentionFace } from "./reference-faces";

type Rendered = { children?: ReactNode };
type Attributes = Record<string, unknown>;
type WithAttributes = { node: { attrs?: Attributes } };

/** How each node and mark of the rationale reads on a page. The editor's schema is held to this list by a test. */
export const NODES = nodesFor(NO_REFERENCES);

function nodesFor(references: ReadReferences) {
  return {
    doc: ({ children }: Rendered) => <>{children}</>,
    paragraph: ({ children }: Rendered) => <p>{children}</p>,
    heading: ({ children }: Rendered) => <h3>{children}</h3>,
    blockquote: ({ children }: Rendered) => <blockquote>{children}</blockquote>,
    bulletList: ({ children }: Rendered) => <ul>{children}</ul>,
    orderedList: ({ children, node }: Rendered & WithAttributes) => (
      <ol start={typeof node.attrs?.start === "number" ? node.attrs.start : undefined}>{children}</ol>
    ),
    listItem: ({ children }: Rendered) => <li>{children}</li>,
    hardBreak: () => <br />,
    table: ({ children }: Rendered) => (
      <div className="doc-table">
        <table>
          <tbody>{children}</tbody>
        </table>
      </div>
    ),
    tableRow: ({ children }: Rendered) => <tr>{children}</tr>,
    tableHeader: ({ children, node }: Rendered & WithAttributes) => <th {...spans(node.attrs)}>{children}</th>,
    tableCell: ({ children, node }: Rendered & WithAttributes) => <td {...spans(node.attrs)}>{children}</td>,
    citation: ({ node }: WithAttributes) => <CitationFace attrs={node.attrs} references={references} />,
    mention: ({ node }: WithAttributes) => <MentionFace attrs={node.attrs} references={references} />,
    chip: ({ node }: WithAttributes) => <ChipFace attrs={node.attrs} references={references} />,
    text: ({ node }: { node: { text?: string } }) => node.text,
  };
}

/** How many columns and rows a cell takes, where it is more than one of each. */
export function spans(attrs: Attributes = {}): { colSpan?: number; rowSpan?: number } {
  const { colspan, rowspan } = attrs;
  return {
    ...(typeof colspan === "number" && colspan > 1 ? { colSpan: colspan } : {}),
    ...(typeof rowspan === "number" && rowspan > 1 ? { rowSpan: rowspan } : {}),
  };
}

export const MARKS = {
  bold: ({ children }: Rendered) => <strong>{children}</strong>,
  italic: ({ children }: Rendered) => <em>{children}</em>,
  link: ({ children, mark }: Rendered & { mark: { attrs?: Attributes } }) => (
    <OutsideLink href={String(mark.attrs?.href)}>{children}</OutsideLink>
  ),
};

/** Without inherited properties: a node that calls itself `constructor` is an unknown one. */
function named<Table extends object>(table: Table): Table {
  return Object.assign(Object.create(null), table);
}

/** The rationale as text: on paper, without script, and until the editor is there. */
export function RationaleText({
  text,
  references = NO_REFERENCES,
}: {
  text: RationaleNode;
  references?: ReadReferences;
}) {
  return drawing(references)(text);
}

/** Draws nodes, each by itself, with what references say to the reader. */
export function drawing(references: ReadReferences): (node: RationaleNode) => ReactNode {
  const render = renderJSONContentToReactElement({
    nodeMapping: named(nodesFor(references)),
    markMapping: named(MARKS),
    // What this version does not know keeps its words.
    unhandledNode: ({ children, node }) => <>{children ?? node.text}</>,
    unhandledMark: ({ children }) => <>{children}</>,
  });
  return (content) => render({ content });
}
