"use client";

import Collaboration from "@tiptap/extension-collaboration";
import CollaborationCaret from "@tiptap/extension-collaboration-caret";
import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useState } from "react";
import { Present, RATIONALE_FIELD } from "#core/rationale";
import { rationaleSchema } from "./extensions";
import { Presence } from "./presence";
import { RationaleProvider, type SaveState } from "./rationale-provider";
import { Toolbar } from "./toolbar";

interface RationaleEditorProps {
  scenarioId: string;
  viewer: string;
  onSaveState: (state: SaveState) => void;
  /** Whether the shared text is here, so that the one that came with the page can go. */
  onLive: (live: boolean) => void;
}

/** The live document. Loaded in the browser only, in place of the text that came with the page. */
export default function RationaleEditor({ scenarioId, viewer, onSaveState, onLive }: RationaleEditorProps) {
  const [provider, setProvider] = useState<RationaleProvider | null>(null);
  useEffect(() => {
    const opened = new RationaleProvider({
      url: `${window.location.protocol === "https:" ? "wss:" : "ws:"}//${window.location.host}/collab`,
      scenarioId,
      onSaveState,
    });
    opened.on("synced", () => {
      setProvider(opened);
      onLive(true);
    });
    const flush = () => opened.flushPendingUpdates();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      opened.destroy();
      setProvider(null);
      onLive(false);
    };
  }, [scenarioId, onSaveState, onLive]);
  return provider ? <Live provider={provider} viewer={viewer} /> : null;
}

function Live({ provider, viewer }: { provider: RationaleProvider; viewer: string }) {
  const [mayWrite, setMayWrite] = useState(provider.authorizedScope !== "readonly");
  const editor = useEditor({
    immediatelyRender: true,
    injectCSS: false, // editor.css has it
    extensions: [
      ...rationaleSchema(),
      Collaboration.configure({ document: provider.document, field: RATIONALE_FIELD }),
      CollaborationCaret.configure({ provider, user: {}, render: caret, selectionRender: selection }),
    ],
    editable: mayWrite,
    editorProps: {
      attributes: {
        id: "rationale-text",
        class: "doc reading",
        role: "textbox",
        "aria-label": "Rationale",
        "aria-multiline": "true",
        "data-shortcut": "e",
        "data-shortcut-label": "Edit the rationale",
      },
    },
  });
  useEffect(() => {
    // After a new connection the right to write may be another.
    const admitted = () => setMayWrite(provider.authorizedScope !== "readonly");
    provider.on("authenticated", admitted);
    return () => void provider.off("authenticated", admitted);
  }, [provider]);
  useEffect(() => {
    editor.setEditable(mayWrite, false);
    editor.view.dom.setAttribute("aria-readonly", String(!mayWrite));
  }, [editor, mayWrite]);
  return (
    <>
      <div className="doc-bar">
        {mayWrite ? <Toolbar editor={editor} /> : <span className="small muted">You may read this rationale.</span>}
        <Presence provider={provider} viewer={viewer} />
      </div>
      <EditorContent editor={editor} />
    </>
  );
}

/** Somebody else's caret, under the name that the server gave them. */
function caret(user: unknown): HTMLElement {
  const present = Present.safeParse(user);
  const element = document.createElement("span");
  element.className = "caret";
  element.dataset.who = present.data?.name ?? "";
  element.style.setProperty("--cc", `var(--series-${present.data?.series ?? 1})`);
  return element;
}

function selection(user: unknown) {
  const series = Present.safeParse(user).data?.series ?? 1;
  return { class: "theirs", style: `--cc: var(--series-${series})` };
}
