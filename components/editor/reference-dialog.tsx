"use client";

import type { Editor } from "@tiptap/core";
import { type KeyboardEvent, useId, useState } from "react";
import { Dialog } from "#components/ui/dialog";
import { EntryList, moved, optionId } from "./entry-list";
import { matching, type PaletteEntry, type ReferenceKind } from "./palette";
import { KIND_WORDS } from "./suggest-list";
import type { PaletteState } from "./use-palette";

const TITLES: Record<ReferenceKind, { title: string; field: string; hint: string }> = {
  words: {
    title: "Cite the brief",
    field: "Passage or note",
    hint: "By its words or its number. In the text: [ or ¶.",
  },
  question: { title: "Show a forecast", field: "Question", hint: "By its words. In the text: # or /." },
  member: { title: "Mention a member", field: "Name", hint: "They get a notice. In the text: @." },
};

interface ReferenceDialogProps {
  editor: Editor;
  kind: ReferenceKind | null;
  palette: PaletteState;
  onClose: () => void;
}

/** Search for what to insert, for whoever would rather not type it in the text. It goes where the caret was. */
export function ReferenceDialog({ editor, kind, palette, onClose }: ReferenceDialogProps) {
  return (
    <Dialog open={kind !== null} onClose={onClose} title={kind ? TITLES[kind].title : ""}>
      {kind ? <Search key={kind} editor={editor} kind={kind} palette={palette} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Search({ editor, kind, palette, onClose }: ReferenceDialogProps & { kind: ReferenceKind }) {
  const id = useId();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const entries = palette.kind === "here" ? matching(palette.palette, kind, query) : [];
  const { field, hint } = TITLES[kind];

  function choose(entry: PaletteEntry) {
    onClose();
    editor
      .chain()
      .focus()
      .insertContent([entry.node(), { type: "text", text: " " }])
      .run();
  }
  function onKeyDown(event: KeyboardEvent) {
    const to = moved(event.key, active, entries.length);
    const chosen = entries[active];
    if (to !== null) setActive(to);
    else if (event.key === "Enter" && chosen && !event.nativeEvent.isComposing) choose(chosen);
    else return;
    event.preventDefault();
  }

  return (
    <div className="stack mt-4 reference-search">
      <label htmlFor={`${id}-field`} className="b small">
        {field}
      </label>
      <input
        id={`${id}-field`}
        className="input"
        role="combobox"
        autoComplete="off"
        aria-expanded={entries.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={entries.length > 0 ? optionId(`${id}-list`, active) : undefined}
        aria-describedby={`${id}-hint`}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        ref={(input) => input?.setAttribute("autofocus", "")} // for the dialog, which opens after this
      />
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <EntryList
        id={`${id}-list`}
        label={KIND_WORDS[kind].label}
        entries={entries}
        active={active}
        onActive={setActive}
        onChoose={choose}
      />
      <p className="small muted" role="status">
        {palette.kind === "failed" ? palette.why : null}
        {palette.kind === "here" && entries.length === 0 ? KIND_WORDS[kind].none : null}
      </p>
    </div>
  );
}
