import { renderJSONContentToReactElement } from "@tiptap/static-renderer/json/react";
import type { ReactNode } from "react";
import { type RationaleNode, safeHref } from "#core/rationale";

type Rendered = { children?: ReactNode };
type Attributes = Record<string, unknown>;

/** How each node and mark of the rationale reads on a page. The editor's schema is held to this list by a test. */
export const NODES = {
  doc: ({ children }: Rendered) => <>{children}</>,
  paragraph: ({ children }: Rendered) => <p>{children}</p>,
  heading: ({ children }: Rendered) => <h3>{children}</h3>,
  blockquote: ({ children }: Rendered) => <blockquote>{children}</blockquote>,
  bulletList: ({ children }: Rendered) => <ul>{children}</ul>,
  orderedList: ({ children, node }: Rendered & { node: { attrs?: Attributes } }) => (
    <ol start={typeof node.attrs?.start === "number" ? node.attrs.start : undefined}>{children}</ol>
  ),
  listItem: ({ children }: Rendered) => <li>{children}</li>,
  hardBreak: () => <br />,
  text: ({ node }: { node: { text?: string } }) => node.text,
};

export const MARKS = {
  bold: ({ children }: Rendered) => <strong>{children}</strong>,
  italic: ({ children }: Rendered) => <em>{children}</em>,
  link: ({ children, mark }: Rendered & { mark: { attrs?: Attributes } }) => {
    const href = safeHref(mark.attrs?.href);
    return href ? (
      <a href={href} rel="noopener noreferrer nofollow">
        {children}
      </a>
    ) : (
      children
    );
  },
};

const render = renderJSONContentToReactElement({
  nodeMapping: named(NODES),
  markMapping: named(MARKS),
  // What this version does not know keeps its words.
  unhandledNode: ({ children, node }) => <>{children ?? node.text}</>,
  unhandledMark: ({ children }) => <>{children}</>,
});

/** Without inherited properties: a node that calls itself `constructor` is an unknown one. */
function named<Table extends object>(table: Table): Table {
  return Object.assign(Object.create(null), table);
}

/** The rationale as text: on paper, without script, and until the editor is there. */
export function RationaleText({ text }: { text: RationaleNode }) {
  return render({ content: text });
}
