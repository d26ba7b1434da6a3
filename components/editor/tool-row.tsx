"use client";

import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";

export interface Tool {
  /** Its accessible name; `face` is what is drawn. */
  name: string;
  face: ReactNode;
  keys?: string;
  /** For what is on or off. */
  pressed?: boolean;
  /** For what opens something. */
  expanded?: boolean;
  /** Nothing to do now; it keeps its place among the stops, so that the focus is not lost. */
  idle?: boolean;
  run: () => void;
}

/** A toolbar: one stop in the tab order; arrow keys, Home and End move inside it, Esc goes back to the text. */
export function ToolRow({ label, tools, onLeave }: { label: string; tools: readonly Tool[]; onLeave?: () => void }) {
  const row = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const last = tools.length - 1;
  const at = Math.min(stop, last);

  function move(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === "Escape") return onLeave?.();
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setStop(to);
    row.current?.querySelectorAll("button")[to]?.focus();
  }

  return (
    <div className="tools" role="toolbar" aria-label={label} aria-controls="rationale-text" onKeyDown={move} ref={row}>
      {tools.map(({ name, face, keys, pressed, expanded, idle, run }, index) => (
        <button
          key={name}
          type="button"
          tabIndex={index === at ? 0 : -1}
          onFocus={() => setStop(index)}
          aria-label={name}
          aria-pressed={pressed}
          aria-expanded={expanded}
          aria-disabled={idle || undefined}
          aria-keyshortcuts={keys}
          onMouseDown={(event) => event.preventDefault()} // the selection in the text stays
          onClick={() => {
            if (!idle) run();
          }}
        >
          {face}
        </button>
      ))}
    </div>
  );
}
