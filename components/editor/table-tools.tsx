"use client";

import type { ChainedCommands, Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { ToolRow } from "./tool-row";
import { newUndoStep } from "./undo-step";

const ACTS: readonly { name: string; act: (chain: ChainedCommands) => ChainedCommands }[] = [
  { name: "Row above", act: (chain) => chain.addRowBefore() },
  { name: "Row below", act: (chain) => chain.addRowAfter() },
  { name: "Column before", act: (chain) => chain.addColumnBefore() },
  { name: "Column after", act: (chain) => chain.addColumnAfter() },
  { name: "Header row", act: (chain) => chain.toggleHeaderRow() },
  { name: "Delete row", act: (chain) => chain.deleteRow() },
  { name: "Delete column", act: (chain) => chain.deleteColumn() },
  { name: "Delete table", act: (chain) => chain.deleteTable() },
];

/** What one can do with the table that the caret is in. */
export function TableTools({ editor }: { editor: Editor }) {
  const inTable = useEditorState({ editor, selector: ({ editor: now }) => now.isActive("table") });
  if (!inTable) return null;
  return (
    <ToolRow
      label="Table"
      tools={ACTS.map(({ name, act }) => ({
        name,
        face: name,
        run: () => {
          newUndoStep(editor);
          act(editor.chain().focus()).run();
        },
      }))}
    />
  );
}
