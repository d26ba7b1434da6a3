import type { Node } from "@tiptap/core";
import { TableKit } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";
import { safeHref } from "#core/rationale";
import { Chip, Citation, Mention } from "./reference-nodes";

/**
 * The nodes and marks of a rationale, and how they are typed: the schema that `RATIONALE_SCHEMA` numbers. Whoever changes
 * what is in it raises that number, and gives each new name its place in `rationale-text`.
 *
 * @param references the three kinds of reference; in a browser those that draw themselves
 */
export function rationaleSchema(references: readonly Node[] = [Citation, Mention, Chip]) {
  return [
    StarterKit.configure({
      heading: { levels: [3] }, // the page's own headings are above it
      undoRedo: false, // the shared document has its own, for one's own edits only
      code: false,
      codeBlock: false,
      horizontalRule: false,
      strike: false,
      underline: false,
      trailingNode: false,
      dropcursor: false,
      link: {
        openOnClick: false,
        defaultProtocol: "https",
        // On the way in (typed, pasted, from another browser) and out (drawn): one rule.
        isAllowedUri: (href) => safeHref(href) !== null,
        HTMLAttributes: { rel: "noopener noreferrer nofollow", target: null },
      },
    }),
    TableKit.configure({ table: { resizable: false } }),
    ...references,
  ];
}
