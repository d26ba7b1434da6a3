import { mergeAttributes, Node } from "@tiptap/core";

/**
 * The three kinds of reference in a rationale. Each holds ids alone and is one unit to the caret: what it says to a reader
 * is drawn from what the server looked up for that reader.
 */
const reference = (name: string, attributes: readonly string[], kind: string) =>
  Node.create({
    name,
    group: "inline",
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () =>
      Object.fromEntries(
        attributes.map((attribute) => [
          attribute,
          {
            default: null,
            parseHTML: (element: HTMLElement) => readAttribute(element.getAttribute(`data-${attribute}`)),
            renderHTML: (attrs: Record<string, unknown>) =>
              attrs[attribute] == null ? {} : { [`data-${attribute}`]: String(attrs[attribute]) },
          },
        ]),
      ),
    parseHTML: () => [{ tag: `span[data-reference="${kind}"]` }],
    renderHTML: ({ HTMLAttributes }) => ["span", mergeAttributes({ "data-reference": kind }, HTMLAttributes)],
  });

/** Offsets and note numbers are numbers again after a copy and paste. */
function readAttribute(text: string | null): string | number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : text;
}

/** A passage of a brief (`version`, `start`, `end`, `exact`) or one of its notes (`version`, `source`). */
export const Citation = reference("citation", ["version", "start", "end", "exact", "source"], "citation");

/** A member of the team (`member`); `mark` tells this mention from others, so that nobody is told of it twice. */
export const Mention = reference("mention", ["member", "mark"], "mention");

/** The crowd of a question. */
export const Chip = reference("chip", ["question"], "chip");
