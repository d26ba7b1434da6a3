"use client";

import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import type * as Y from "yjs";
import { Button } from "#components/ui/button";
import { beginComment } from "./begin-comment";
import { useBoard, useComments } from "./comments-around";

/** Under selected words of the rationale: what one may do with them. By keyboard it is Ctrl+Alt+M. */
export function SelectionComment({ editor, document }: { editor: Editor; document: Y.Doc }) {
  const { board } = useComments();
  const { composing } = useBoard(board);
  const [at, setAt] = useState<{ top: number; left: number } | null>(null);

  useEffect(() => {
    let pressing = false;
    const look = () => {
      const { empty, to } = editor.state.selection;
      const inText = window.document.activeElement === editor.view.dom;
      if (empty || pressing || !inText) return setAt(null);
      const words = editor.view.coordsAtPos(to);
      setAt({ top: words.bottom + 6, left: Math.max(8, Math.min(words.left, window.innerWidth - 130)) });
    };
    // While the pointer is down it would stand in its way.
    const down = () => {
      pressing = true;
    };
    const up = () => {
      pressing = false;
      look();
    };
    editor.on("selectionUpdate", look);
    editor.on("blur", look);
    window.document.addEventListener("pointerdown", down);
    window.document.addEventListener("pointerup", up);
    window.document.addEventListener("pointercancel", up);
    addEventListener("scroll", look, { passive: true });
    return () => {
      editor.off("selectionUpdate", look);
      editor.off("blur", look);
      window.document.removeEventListener("pointerdown", down);
      window.document.removeEventListener("pointerup", up);
      window.document.removeEventListener("pointercancel", up);
      removeEventListener("scroll", look);
    };
  }, [editor]);

  if (!at || composing) return null;
  return (
    <div className="comment-pop pop" role="toolbar" aria-label="Selected words" style={at}>
      <Button
        variant="quiet"
        small
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => beginComment(board, editor, document)}
      >
        Comment
      </Button>
    </div>
  );
}
