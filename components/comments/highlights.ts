import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { threadId } from "./thread";

/** In place of a thread's id: the words that are about to be commented on. */
export const CHOSEN = "chosen";

export interface Highlight {
  id: string;
  from: number;
  to: number;
  /** Where the words are, without a sign of it in the text: of a thread that is resolved. */
  quiet: boolean;
}

interface Shown {
  highlights: readonly Highlight[];
  active: string | null;
}

interface Drawn extends Shown {
  decorations: DecorationSet;
}

const KEY = new PluginKey<Drawn>("comments");
const NONE: Drawn = { highlights: [], active: null, decorations: DecorationSet.empty };

/**
 * Words under comment, drawn over the text: nothing of a comment is in the document. Between two looks at where the words
 * are, what is drawn moves along with what is typed.
 *
 * @param onPress told of the thread whose words were pressed
 */
export const highlighting = (onPress: (id: string) => void) =>
  Extension.create({
    name: "comments",
    addProseMirrorPlugins: () => [
      new Plugin<Drawn>({
        key: KEY,
        state: {
          init: () => NONE,
          apply(tr, drawn) {
            const shown: Partial<Shown> | undefined = tr.getMeta(KEY);
            if (shown) {
              const next = { ...drawn, ...shown };
              return {
                ...next,
                decorations: DecorationSet.create(tr.doc, loud(next.highlights).map(draw(next.active))),
              };
            }
            if (!tr.docChanged) return drawn;
            const highlights = drawn.highlights
              .map((one) => ({ ...one, from: tr.mapping.map(one.from, 1), to: tr.mapping.map(one.to, -1) }))
              .filter(({ from, to }) => from < to);
            return { ...drawn, highlights, decorations: drawn.decorations.map(tr.mapping, tr.doc) };
          },
        },
        props: {
          decorations: (state) => KEY.getState(state)?.decorations,
          handleClick(view, pos) {
            const id = threadAt(KEY.getState(view.state) ?? NONE, pos);
            if (id) onPress(id);
            return false;
          },
        },
      }),
    ],
  });

const loud = (highlights: readonly Highlight[]) => highlights.filter(({ quiet }) => !quiet);

const draw =
  (active: string | null) =>
  ({ id, from, to }: Highlight) =>
    Decoration.inline(from, to, {
      nodeName: "mark",
      class: id === active || id === CHOSEN ? "commented on" : "commented",
      ...(id === CHOSEN ? {} : { "data-thread": id, "aria-details": threadId(id) }),
    });

export const HIGHLIGHTS = KEY;

/** The innermost of the threads at a position: the one with the fewest words. */
export function threadAt({ highlights }: Pick<Shown, "highlights">, pos: number): string | null {
  const here = loud(highlights).filter(({ id, from, to }) => id !== CHOSEN && from <= pos && pos <= to);
  return here.toSorted((a, b) => a.to - a.from - (b.to - b.from))[0]?.id ?? null;
}
