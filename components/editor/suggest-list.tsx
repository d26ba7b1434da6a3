"use client";

import type { Editor } from "@tiptap/core";
import { useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { EntryList, moved, optionId } from "./entry-list";
import { matching, type PaletteEntry, type ReferenceKind } from "./palette";
import type { SuggestBox, Suggesting } from "./suggest";
import type { PaletteState } from "./use-palette";

export const KIND_WORDS: Record<ReferenceKind, { label: string; none: string }> = {
  member: { label: "Members of the team", none: "Nobody in the team is called that." },
  question: { label: "Questions of the brief", none: "No question of the brief has these words." },
  words: { label: "Passages and notes of the brief", none: "No passage or note has these words." },
};

interface SuggestListProps {
  editor: Editor;
  box: SuggestBox;
  palette: PaletteState;
  load: () => void;
}

/** The list under the caret while somebody types a reference. The text keeps the focus: arrows move, Enter or Tab takes, Esc puts it away. */
export function SuggestList({ editor, box, palette, load }: SuggestListProps) {
  const now = useSyncExternalStore(box.subscribe, box.now, box.now);
  useEffect(() => {
    if (now) load();
  }, [now, load]);
  if (!now || palette.kind === "none") return null;
  const entries = palette.kind === "here" ? matching(palette.palette, now.kind, now.query) : [];
  // Whoever goes on writing after a key that meant nothing is not to be followed about.
  if (entries.length === 0 && now.query.includes(" ")) return null;
  return (
    <Open
      key={`${now.kind} ${now.query}`}
      editor={editor}
      box={box}
      now={now}
      entries={entries}
      failed={palette.kind === "failed" ? palette.why : null}
    />
  );
}

interface OpenProps {
  editor: Editor;
  box: SuggestBox;
  now: Suggesting;
  entries: readonly PaletteEntry[];
  failed: string | null;
}

function Open({ editor, box, now, entries, failed }: OpenProps) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const { label, none } = KIND_WORDS[now.kind];

  // Before the next key can come.
  useLayoutEffect(() => {
    box.onKey = (event) => {
      const to = moved(event.key, active, entries.length);
      const chosen = entries[active];
      if (to !== null) setActive(to);
      else if ((event.key === "Enter" || event.key === "Tab") && chosen && !event.isComposing) now.choose(chosen);
      else return false;
      return true;
    };
    return () => {
      box.onKey = () => false;
    };
  }, [box, now, entries, active]);

  useEffect(() => {
    const text = editor.view.dom;
    if (entries.length === 0) return;
    text.setAttribute("aria-controls", id);
    text.setAttribute("aria-activedescendant", optionId(id, active));
    frame.current?.querySelector(`[id="${CSS.escape(optionId(id, active))}"]`)?.scrollIntoView({ block: "nearest" });
    return () => {
      text.removeAttribute("aria-controls");
      text.removeAttribute("aria-activedescendant");
    };
  }, [editor, entries, active, id]);

  // Under the words, or above them where a keyboard or the window's edge leaves no room.
  useLayoutEffect(() => {
    const place = () => {
      const words = now.at();
      const list = frame.current;
      if (!words || !list) return;
      const { offsetTop = 0, height = window.innerHeight } = window.visualViewport ?? {};
      const below = offsetTop + height - words.bottom;
      const above = below < list.offsetHeight + 8 && words.top - offsetTop > below;
      list.style.top = `${Math.max(offsetTop, above ? words.top - list.offsetHeight - 4 : words.bottom + 4)}px`;
      const { clientWidth } = document.documentElement;
      list.style.left = `${Math.max(8, Math.min(words.left, clientWidth - list.offsetWidth - 8))}px`;
    };
    place();
    window.addEventListener("scroll", place, { passive: true });
    window.visualViewport?.addEventListener("resize", place);
    return () => {
      window.removeEventListener("scroll", place);
      window.visualViewport?.removeEventListener("resize", place);
    };
  }, [now]);

  return (
    <div className="pop reference-list" ref={frame}>
      {entries.length > 0 ? (
        <EntryList
          id={id}
          label={label}
          entries={entries}
          active={active}
          onActive={setActive}
          onChoose={(entry) => now.choose(entry)}
        />
      ) : (
        <p className="small muted">{failed ?? none}</p>
      )}
      <p className="vh" role="status">
        {entries.length > 0 ? `${entries.length} found. Arrow keys choose, Enter inserts.` : (failed ?? none)}
      </p>
    </div>
  );
}
