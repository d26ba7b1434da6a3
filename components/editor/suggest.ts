import { Extension } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { exitSuggestion, Suggestion, type SuggestionProps } from "@tiptap/suggestion";
import { askingFor, type PaletteEntry, type ReferenceKind } from "./palette";

/** What somebody is asking for by typing, and where their caret is. */
export interface Suggesting {
  kind: ReferenceKind;
  query: string;
  /** Of the words typed so far, in the window; null when they are not to be seen. */
  at: () => DOMRect | null;
  choose: (entry: PaletteEntry) => void;
  dismiss: () => void;
}

const KEY = new PluginKey("references");

/** Between the editor, which sees the typing, and the list, which is drawn by React. */
export class SuggestBox {
  #now: Suggesting | null = null;
  readonly #listeners = new Set<() => void>();
  /** What the open list does with a key; false leaves it to the text. */
  onKey: (event: KeyboardEvent) => boolean = () => false;

  readonly now = (): Suggesting | null => this.#now;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  set(now: Suggesting | null): void {
    this.#now = now;
    for (const listener of this.#listeners) listener();
  }
}

/** References by typing: “@” for people, “#” or “/” for questions, “[” or “¶” for passages and notes. */
export function suggesting(box: SuggestBox) {
  return Extension.create({
    name: "suggesting",
    addProseMirrorPlugins() {
      const show = ({ text, editor, clientRect, command }: SuggestionProps<PaletteEntry, PaletteEntry>) => {
        const asking = askingFor(text);
        if (!asking) return box.set(null);
        box.set({
          kind: asking.kind,
          query: asking.query,
          at: clientRect ?? (() => null),
          choose: command,
          dismiss: () => exitSuggestion(editor.view, KEY),
        });
      };
      return [
        Suggestion<PaletteEntry, PaletteEntry>({
          editor: this.editor,
          pluginKey: KEY,
          allowSpaces: true, // once put away by Esc it stays away until the next one begins
          decorationClass: "asking",
          findSuggestionMatch({ $position }) {
            const text = $position.nodeBefore?.isText ? ($position.nodeBefore.text ?? "") : "";
            const asking = askingFor(text);
            if (!asking) return null;
            const from = $position.pos - asking.length;
            return { range: { from, to: $position.pos }, query: asking.query, text: text.slice(-asking.length) };
          },
          command({ editor, range, props: entry }) {
            editor
              .chain()
              .focus()
              .insertContentAt(range, [entry.node(), { type: "text", text: " " }])
              .run();
          },
          render: () => ({
            onStart: show,
            onUpdate: show,
            onExit: () => box.set(null),
            onKeyDown: ({ event }) => box.onKey(event),
          }),
        }),
      ];
    },
  });
}
