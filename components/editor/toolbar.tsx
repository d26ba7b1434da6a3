"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useEffect, useState } from "react";
import { LinkForm } from "./link-form";
import type { ReferenceKind } from "./palette";
import { ReferenceDialog } from "./reference-dialog";
import { TableTools } from "./table-tools";
import { type Tool, ToolRow } from "./tool-row";
import { newUndoStep } from "./undo-step";
import type { PaletteState } from "./use-palette";

interface ToolbarProps {
  editor: Editor;
  palette: PaletteState;
  load: () => void;
  /** Begins a comment on what is selected; null for whoever may not comment. */
  onComment: (() => void) | null;
}

/** What one can do with the text. `Alt+F10` leads here from it, as in other editors. */
export function Toolbar({ editor, palette, load, onComment }: ToolbarProps) {
  const [linking, setLinking] = useState(false);
  const [inserting, setInserting] = useState<ReferenceKind | null>(null);
  const now = useEditorState({ editor, selector: ({ editor: current }) => stateOf(current) });

  useEffect(() => {
    const text = editor.view.dom;
    const reach = (event: KeyboardEvent) => {
      if (event.key !== "F10" || !event.altKey) return;
      event.preventDefault();
      const bars = text.closest("section")?.querySelectorAll<HTMLElement>('[role="toolbar"]');
      [...(bars ?? [])].at(-1)?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
    };
    text.addEventListener("keydown", reach);
    return () => text.removeEventListener("keydown", reach);
  }, [editor]);

  const chain = () => {
    newUndoStep(editor);
    return editor.chain().focus();
  };
  const insert = (kind: ReferenceKind, name: string, face: string): Tool => ({
    name,
    face,
    run: () => {
      load();
      setInserting(kind);
    },
  });
  const tools: Tool[] = [
    { name: "Undo", face: <Turn />, keys: "Control+Z", idle: !now.undo, run: () => chain().undo().run() },
    { name: "Redo", face: <Turn back />, keys: "Control+Shift+Z", idle: !now.redo, run: () => chain().redo().run() },
    { name: "Bold", face: <b>B</b>, keys: "Control+B", pressed: now.bold, run: () => chain().toggleBold().run() },
    {
      name: "Italic",
      face: <i className="serif">I</i>,
      keys: "Control+I",
      pressed: now.italic,
      run: () => chain().toggleItalic().run(),
    },
    {
      name: "Heading",
      face: "Heading",
      pressed: now.heading,
      run: () => chain().toggleHeading({ level: 3 }).run(),
    },
    { name: "Quote", face: "Quote", pressed: now.quote, run: () => chain().toggleBlockquote().run() },
    { name: "List", face: "List", pressed: now.bullets, run: () => chain().toggleBulletList().run() },
    { name: "Numbered list", face: "Numbered", pressed: now.numbers, run: () => chain().toggleOrderedList().run() },
    {
      name: "Table",
      face: "Table",
      idle: now.table,
      run: () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    },
    insert("words", "Cite passage", "Cite passage"),
    insert("question", "Forecast", "Forecast"),
    insert("member", "Mention", "Mention"),
    ...(onComment ? [commentTool(onComment)] : []),
    { name: "Link", face: "Link", pressed: now.link, expanded: linking, run: () => setLinking(!linking) },
  ];
  return (
    <>
      <ToolRow label="Text" tools={tools} onLeave={() => editor.commands.focus()} />
      <TableTools editor={editor} />
      {linking ? <LinkForm editor={editor} onDone={() => setLinking(false)} /> : null}
      <ReferenceDialog editor={editor} kind={inserting} palette={palette} onClose={() => setInserting(null)} />
    </>
  );
}

export const commentTool = (run: () => void): Tool => ({
  name: "Comment",
  face: "Comment",
  keys: "Control+Alt+M",
  run,
});

function stateOf(editor: Editor) {
  return {
    bold: editor.isActive("bold"),
    italic: editor.isActive("italic"),
    heading: editor.isActive("heading"),
    quote: editor.isActive("blockquote"),
    bullets: editor.isActive("bulletList"),
    numbers: editor.isActive("orderedList"),
    table: editor.isActive("table"),
    link: editor.isActive("link"),
    undo: editor.can().undo(),
    redo: editor.can().redo(),
  };
}

function Turn({ back = false }: { back?: boolean }) {
  return (
    <svg viewBox="0 0 14 14" className="ic" aria-hidden="true">
      <path d={back ? "M10 2l3 3-3 3M13 5H5a4 4 0 0 0 0 8h3" : "M4 2L1 5l3 3M1 5h8a4 4 0 0 1 0 8H6"} />
    </svg>
  );
}
