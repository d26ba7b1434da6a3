import type { Editor } from "@tiptap/core";
import type * as Y from "yjs";
import { toast } from "#components/ui/toast";
import { chosenWords } from "./choose-words";
import type { CommentBoard } from "./comment-board";

/** Asks beside the text what there is to say of the selected words; what cannot be commented on is said. */
export function beginComment(board: CommentBoard, editor: Editor, document: Y.Doc): void {
  const chosen = chosenWords(editor, document);
  if ("refused" in chosen) toast(chosen.refused);
  else board.set({ composing: chosen });
}
