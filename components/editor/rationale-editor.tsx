"use client";

import Collaboration from "@tiptap/extension-collaboration";
import CollaborationCaret from "@tiptap/extension-collaboration-caret";
import { EditorContent, useEditor } from "@tiptap/react";
import { useCallback, useEffect, useState } from "react";
import { beginComment } from "#components/comments/begin-comment";
import { useComments } from "#components/comments/comments-around";
import { highlighting } from "#components/comments/highlights";
import { saved } from "#components/comments/saved";
import { SelectionComment } from "#components/comments/selection-comment";
import { useThreadsInText } from "#components/comments/use-threads-in-text";
import { RATIONALE_FIELD } from "#core/rationale";
import type { ReadReferences } from "#core/rationale-references";
import { caret, caretSelection } from "./caret";
import { rationaleSchema } from "./extensions";
import { Headings } from "./headings";
import { Pasting } from "./paste";
import { PendingCitation } from "./pending-citation";
import { Presence } from "./presence";
import type { RationaleProvider, SaveState } from "./rationale-provider";
import { DRAWN_REFERENCES, ReferencesOpen } from "./reference-views";
import { SuggestBox, suggesting } from "./suggest";
import { SuggestList } from "./suggest-list";
import { ToolRow } from "./tool-row";
import { commentTool, Toolbar } from "./toolbar";
import { useLiveDocument } from "./use-live-document";
import { usePalette } from "./use-palette";
import { useReferenceBook } from "./use-reference-book";
import { WritingKeys } from "./writing-keys";

interface RationaleEditorProps {
  scenarioId: string;
  viewer: string;
  /** How often the history of the text had been removed when the page came. */
  generation: number;
  /** As the server said with the page; the connection says it again. */
  mayEdit: boolean;
  /** What the text's references say to the reader, as far as the page knows. */
  references: ReadReferences;
  onSaveState: (state: SaveState) => void;
  onKept: (kept: boolean) => void;
  /** Whether the shared text is here, so that the one that came with the page can go. */
  onLive: (live: boolean) => void;
}

/** The live document. Loaded in the browser only, in place of the text that came with the page. */
export default function RationaleEditor({ onLive, ...props }: RationaleEditorProps) {
  const provider = useLiveDocument(props);
  useEffect(() => {
    onLive(provider !== null);
    return () => onLive(false);
  }, [provider, onLive]);
  return provider ? <Live provider={provider} {...props} /> : null;
}

type LiveProps = Omit<RationaleEditorProps, "generation" | "onLive" | "onSaveState" | "onKept"> & {
  provider: RationaleProvider;
};

function Live({ provider, scenarioId, viewer, mayEdit, references }: LiveProps) {
  const [mayWrite, setMayWrite] = useState(mayEdit && provider.authorizedScope !== "readonly");
  const [box] = useState(() => new SuggestBox());
  const { palette, load } = usePalette(scenarioId);
  const { board, mayComment } = useComments();
  const book = useReferenceBook({ scenarioId, viewer, references });
  const editor = useEditor({
    immediatelyRender: true,
    injectCSS: false, // editor.css has it
    extensions: [
      ...rationaleSchema(DRAWN_REFERENCES),
      Headings,
      Pasting,
      suggesting(box),
      highlighting((id) => board.set({ active: id })),
      Collaboration.configure({ document: provider.document, field: RATIONALE_FIELD }),
      CollaborationCaret.configure({ provider, user: {}, render: caret, selectionRender: caretSelection }),
    ],
    editable: mayWrite,
    editorProps: {
      attributes: {
        id: "rationale-text",
        class: "doc reading",
        role: "textbox",
        "aria-label": "Rationale",
        "aria-multiline": "true",
        "aria-autocomplete": "list",
        "data-shortcut": "e",
        "data-shortcut-label": "Edit the rationale",
      },
    },
  });
  const savedNow = useCallback(() => saved(provider), [provider]);
  useEffect(() => {
    // After a new connection the right to write may be another.
    const admitted = () => setMayWrite(provider.authorizedScope !== "readonly");
    provider.on("authenticated", admitted);
    return () => void provider.off("authenticated", admitted);
  }, [provider]);
  useEffect(() => {
    editor.setEditable(mayWrite, false);
    editor.view.dom.setAttribute("aria-readonly", String(!mayWrite));
    editor.view.dom.setAttribute("tabindex", "0"); // who only reads selects words and comes to those under comment, too
  }, [editor, mayWrite]);
  useThreadsInText(editor, provider, savedNow);
  const comment = () => beginComment(board, editor, provider.document);
  return (
    <ReferencesOpen value={book}>
      <div className="doc-bar">
        {mayWrite ? (
          <Toolbar editor={editor} palette={palette} load={load} onComment={mayComment ? comment : null} />
        ) : (
          <span className="small muted">You may read this rationale.</span>
        )}
        {!mayWrite && mayComment ? <ToolRow label="Text" tools={[commentTool(comment)]} /> : null}
        <Presence provider={provider} viewer={viewer} />
      </div>
      {mayWrite ? <PendingCitation editor={editor} scenarioId={scenarioId} /> : null}
      <EditorContent editor={editor} />
      {mayWrite ? <SuggestList editor={editor} box={box} palette={palette} load={load} /> : null}
      {mayComment ? <SelectionComment editor={editor} document={provider.document} /> : null}
      {mayWrite ? <WritingKeys /> : null}
    </ReferencesOpen>
  );
}
