"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { LinkForm } from "./link-form";

interface Tool {
  /** Its accessible name; `face` is what is drawn. */
  name: string;
  face: ReactNode;
  keys?: string;
  active: (editor: Editor) => boolean;
  run: (editor: Editor) => void;
}

const TOOLS: readonly Tool[] = [
  {
    name: "Bold",
    face: <b>B</b>,
    keys: "Control+B",
    active: (editor) => editor.isActive("bold"),
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    name: "Italic",
    face: <i className="serif">I</i>,
    keys: "Control+I",
    active: (editor) => editor.isActive("italic"),
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: "Heading",
    face: "Heading",
    active: (editor) => editor.isActive("heading"),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  },
  {
    name: "Quote",
    face: "Quote",
    active: (editor) => editor.isActive("blockquote"),
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  {
    name: "List",
    face: "List",
    active: (editor) => editor.isActive("bulletList"),
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
];
const LINK = TOOLS.length;

/** One stop in the tab order; arrow keys, Home and End move inside it. */
export function Toolbar({ editor }: { editor: Editor }) {
  const [stop, setStop] = useState(0);
  const [linking, setLinking] = useState(false);
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => [...TOOLS.map((tool) => tool.active(now)), now.isActive("link")],
  });

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const to = {
      ArrowRight: (stop + 1) % (LINK + 1),
      ArrowLeft: (stop + LINK) % (LINK + 1),
      Home: 0,
      End: LINK,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setStop(to);
    event.currentTarget.querySelectorAll("button")[to]?.focus();
  }

  const common = (index: number) => ({
    type: "button" as const,
    tabIndex: index === stop ? 0 : -1,
    onFocus: () => setStop(index),
  });
  return (
    <>
      <div className="tools" role="toolbar" aria-label="Text" aria-controls="rationale-text" onKeyDown={move}>
        {TOOLS.map((tool, index) => (
          <button
            key={tool.name}
            {...common(index)}
            aria-label={tool.name}
            aria-pressed={active[index]}
            aria-keyshortcuts={tool.keys}
            onMouseDown={(event) => event.preventDefault()} // the selection in the text stays
            onClick={() => tool.run(editor)}
          >
            {tool.face}
          </button>
        ))}
        <button
          {...common(LINK)}
          aria-pressed={active[LINK]}
          aria-expanded={linking}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setLinking(!linking)}
        >
          Link
        </button>
      </div>
      {linking ? <LinkForm editor={editor} onDone={() => setLinking(false)} /> : null}
    </>
  );
}
