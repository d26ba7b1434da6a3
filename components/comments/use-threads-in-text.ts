"use client";

import type { Editor } from "@tiptap/core";
import { useEffect } from "react";
import type * as Y from "yjs";
import { placeOfQuote, wordsOf } from "#core/comment-anchor";
import { beginComment } from "./begin-comment";
import type { ChosenWords, OpenText } from "./comment-board";
import { useBoard, useComments } from "./comments-around";
import { CHOSEN, HIGHLIGHTS, type Highlight, threadAt } from "./highlights";
import { proseOffsets, toRange } from "./prose-offsets";
import { sharedWords, spanIn } from "./shared-words";
import type { ThreadView } from "./thread";

interface Connected {
  document: Y.Doc;
}

/** How long typing goes on before it is looked where the words are, in milliseconds: what is drawn moves along meanwhile. */
const SETTLE = 120;

/** Draws the words under comment in the open text, and leads from them to their threads and back. */
export function useThreadsInText(editor: Editor, { document }: Connected, saved: OpenText["saved"]): void {
  const { board, comments, mayComment } = useComments();
  const { active, composing } = useBoard(board);
  const { threads } = comments;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      if (editor.isDestroyed) return;
      const found = highlightsOf(editor, document, threads);
      const chosen = composing && highlightOf(editor, document, composing);
      if (!found) return; // one of the two copies is a step behind: its own change comes
      if (editor.view.composing) return soon(); // somebody is putting a character together
      const next = { highlights: chosen ? [...found, chosen] : found, active };
      if (!isShown(editor, next)) editor.view.dispatch(editor.state.tr.setMeta(HIGHLIGHTS, next));
      const there = new Set(found.map(({ id }) => id));
      board.set({ placed: new Map(threads.map(({ id }) => [id, there.has(id)])) });
    };
    const soon = () => {
      timer ??= setTimeout(look, SETTLE);
    };
    look();
    document.on("update", soon);
    return () => {
      clearTimeout(timer);
      document.off("update", soon);
    };
  }, [editor, document, board, threads, active, composing]);

  useEffect(() => {
    board.text = {
      saved,
      focus: () => editor.view.dom.focus({ preventScroll: true }),
      goTo(threadId) {
        const at = HIGHLIGHTS.getState(editor.state)?.highlights.find(({ id }) => id === threadId);
        if (!at) return;
        editor.commands.setTextSelection(at);
        editor.view.dom.focus({ preventScroll: true });
        editor.view.dom.querySelector(`[data-thread="${threadId}"]`)?.scrollIntoView({ block: "center" });
      },
    };
    return () => {
      board.text = null;
      board.set({ placed: null });
    };
  }, [editor, board, saved]);

  useEffect(() => {
    const dom = editor.view.dom;
    const moved = () => {
      const shown = HIGHLIGHTS.getState(editor.state);
      const { empty, from } = editor.state.selection;
      if (!shown || !empty || !editor.isFocused) return;
      const here = threadAt(shown, from);
      if (here !== board.read().active) board.set({ active: here });
    };
    const pressed = (event: KeyboardEvent) => {
      const asked = event.code === "KeyM" && event.ctrlKey && event.altKey && !event.getModifierState("AltGraph");
      if (!asked) return;
      event.preventDefault();
      const shown = HIGHLIGHTS.getState(editor.state);
      const here = shown ? threadAt(shown, editor.state.selection.from) : null;
      if (here && (editor.state.selection.empty || here === board.read().active))
        board.set({ active: here, focus: here });
      else if (mayComment) beginComment(board, editor, document);
    };
    editor.on("selectionUpdate", moved);
    dom.addEventListener("keydown", pressed);
    return () => {
      editor.off("selectionUpdate", moved);
      dom.removeEventListener("keydown", pressed);
    };
  }, [editor, document, board, mayComment]);
}

/** The words that somebody is about to comment on. */
function highlightOf(editor: Editor, document: Y.Doc, chosen: ChosenWords): Highlight | null {
  const span = spanIn(document, sharedWords(document), chosen);
  const range = span && toRange(proseOffsets(editor.state.doc), span);
  return range && { id: CHOSEN, ...range, quiet: false };
}

/** Whether just this is drawn already: whoever is selecting words is not to be disturbed for nothing. */
function isShown(editor: Editor, next: { highlights: readonly Highlight[]; active: string | null }): boolean {
  const { highlights, active } = HIGHLIGHTS.getState(editor.state) ?? {};
  return active === next.active && JSON.stringify(highlights) === JSON.stringify(next.highlights);
}

/** Where the words are in the editor's positions; null while the shared text and the editor's differ. */
function highlightsOf(
  editor: Editor,
  document: Connected["document"],
  threads: readonly ThreadView[],
): Highlight[] | null {
  const flat = sharedWords(document);
  const prose = proseOffsets(editor.state.doc);
  if (flat.text.length > 0 && flat.text.length !== prose.length) return null;
  const words = wordsOf(flat.text);
  return threads.flatMap(({ id, anchor, resolved }) => {
    const span = placeOfQuote(words, anchor.quote, spanIn(document, flat, anchor));
    const range = span && toRange(prose, span);
    return range ? [{ id, ...range, quiet: resolved !== null }] : [];
  });
}
