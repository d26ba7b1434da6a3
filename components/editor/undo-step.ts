import type { Editor } from "@tiptap/core";
import { yUndoPluginKey } from "@tiptap/y-tiptap";

/** What is done next is undone by itself: typing flows together, what a button did does not. */
export function newUndoStep(editor: Editor): void {
  yUndoPluginKey.getState(editor.state)?.undoManager?.stopCapturing();
}
