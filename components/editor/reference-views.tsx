"use client";

import type { Node } from "@tiptap/core";
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react";
import { useRouter } from "next/navigation";
import { createContext, type MouseEvent, useContext, useEffect, useSyncExternalStore } from "react";
import { NO_REFERENCES } from "#core/rationale-references";
import type { ReferenceBook } from "./reference-book";
import { ChipFace, CitationFace, MentionFace } from "./reference-faces";
import { Chip, Citation, Mention } from "./reference-nodes";

/** Where the references of the open text are read. */
export const ReferencesOpen = createContext<ReferenceBook | null>(null);

const FACES = { citation: CitationFace, mention: MentionFace, chip: ChipFace };
const NEVER = () => () => {};

/** A reference as the editor shows it: the server's own face, for this reader. */
function ReferenceView({ node, selected }: NodeViewProps) {
  const router = useRouter();
  const book = useContext(ReferencesOpen);
  const none = () => NO_REFERENCES;
  const references = useSyncExternalStore(book?.subscribe ?? NEVER, book?.read ?? none, none);
  const { name } = node.type;
  const { attrs } = node;
  useEffect(() => book?.want(name, attrs), [book, name, attrs]);
  const Face = name === "citation" || name === "mention" || name === "chip" ? FACES[name] : null;

  /** Inside the text the browser would put the caret beside the link; a plain press goes where it leads. */
  function go(event: MouseEvent) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.push(link.getAttribute("href") ?? "");
  }

  return (
    <NodeViewWrapper as="span" className={selected ? "reference on" : "reference"} data-kind={name} onClick={go}>
      {Face ? <Face attrs={attrs} references={references} /> : null}
    </NodeViewWrapper>
  );
}

const drawn = (node: Node) =>
  node.extend({
    priority: 200, // before the key that breaks a line
    addNodeView: () => ReactNodeViewRenderer(ReferenceView, { as: "span" }),
    // A reference that the arrow keys have come to is followed like a link.
    addKeyboardShortcuts() {
      return {
        "Mod-Enter": ({ editor }) => {
          const { from, to } = editor.state.selection;
          const element =
            editor.state.doc.nodeAt(from)?.type === this.type && to === from + 1 && editor.view.nodeDOM(from);
          const link = element instanceof Element ? element.querySelector("a") : null;
          link?.click();
          return link !== null;
        },
      };
    },
  });

/** The three kinds of reference as they are drawn in the live editor. */
export const DRAWN_REFERENCES = [Citation, Mention, Chip].map(drawn);
