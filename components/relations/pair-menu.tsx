"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import type { PairState } from "./matrix-cells";

type Choice = "IMPLIES" | "EXCLUSIVE" | "NONE";

interface PairMenuProps {
  a: number;
  b: number;
  state: PairState;
  onChoose: (choice: Choice) => void;
  onClose: () => void;
}

/** The choices of a cell. Arrows move, Enter chooses, Esc goes back to the cell. */
export function PairMenu({ a, b, state, onChoose, onClose }: PairMenuProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const items = ref.current?.querySelectorAll<HTMLElement>("button");
    const chosen = ref.current?.querySelector<HTMLElement>("[aria-checked=true]") ?? items?.[0];
    chosen?.focus();
  }, []);
  useEffect(() => {
    const outside = ({ target }: Event) => {
      if (target instanceof Node && !ref.current?.contains(target)) onClose();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [onClose]);

  const choices: { choice: Choice; words: string; on: boolean }[] = [
    { choice: "IMPLIES", words: `${a} implies ${b}`, on: state.own.some(({ kind }) => kind === "IMPLIES") },
    {
      choice: "EXCLUSIVE",
      words: `${a} and ${b} exclude each other`,
      on: state.own.some(({ kind }) => kind === "EXCLUSIVE"),
    },
    { choice: "NONE", words: "No relation", on: state.mark === "none" },
  ];

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      onClose();
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const items = [...(ref.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const now = items.findIndex((item) => item.contains(document.activeElement));
    items[(now + step + items.length) % items.length]?.focus();
  }

  return (
    <div
      ref={ref}
      role="menu"
      tabIndex={-1}
      className="pop menu pair-menu"
      aria-label={`Relation of ${a} and ${b}`}
      onKeyDown={onKeyDown}
    >
      {choices.map(({ choice, words, on }) => (
        <button
          key={choice}
          type="button"
          role="menuitemradio"
          aria-checked={on}
          onClick={(event) => {
            event.stopPropagation();
            onChoose(choice);
          }}
        >
          <span>{words}</span>
          <span aria-hidden="true">{on ? "✓" : ""}</span>
        </button>
      ))}
      {state.larger ? <p className="small muted p-2">Part of a larger set: withdraw that one in the list.</p> : null}
    </div>
  );
}
