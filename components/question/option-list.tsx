"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { ProblemLine } from "#components/ui/problem-line";
import { MOST_OPTIONS } from "#core/question";

interface Option {
  readonly id: number;
  readonly text: string;
}

interface OptionListProps {
  options: readonly Option[];
  onChange: (options: readonly Option[]) => void;
  error?: string | undefined;
  disabled: boolean;
}

/**
 * Options in their order, by keyboard as by mouse: Enter adds one below, Alt and an arrow moves one, each with a button
 * that does the same. The last stands for all others and stays last.
 */
export function OptionList({ options, onChange, error, disabled }: OptionListProps) {
  const list = useRef<HTMLOListElement>(null);
  const [said, say] = useState("");
  const last = options.length - 1;

  /** The field of an option, once it is drawn. */
  const focus = (id: number) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>(`[data-option="${id}"]`)?.focus());
  function add(after: number) {
    if (options.length >= MOST_OPTIONS) return;
    const id = Math.max(...options.map((option) => option.id)) + 1;
    const at = Math.min(after + 1, last);
    onChange(options.toSpliced(at, 0, { id, text: "" }));
    say(`Option ${at + 1} added.`);
    focus(id);
  }
  function remove(at: number) {
    const next = options[at + 1] ?? options[at - 1];
    onChange(options.toSpliced(at, 1));
    say(`Option ${at + 1} removed; ${options.length - 1} left.`);
    if (next) focus(next.id);
  }
  function move(at: number, by: 1 | -1) {
    const to = at + by;
    const option = options[at];
    if (!option || to < 0 || to >= last || at === last) return;
    onChange(options.toSpliced(at, 1).toSpliced(to, 0, option));
    say(`${option.text || "The option"} is now number ${to + 1}.`);
    focus(option.id);
  }
  function keys(event: KeyboardEvent, at: number) {
    if (event.key === "Enter") {
      event.preventDefault();
      add(at);
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(at, event.key === "ArrowUp" ? -1 : 1);
    }
  }

  return (
    <div className="field">
      <p className="font-medium">Options</p>
      <ol className="stack" ref={list} aria-label="Options">
        {options.map(({ id, text }, at) => {
          const name = text || `option ${at + 1}`;
          return (
            <li key={id} className="row flex-nowrap">
              <input
                className="input flex-1 min-w-0"
                data-option={id}
                aria-label={at === last ? "Last option, for all others" : `Option ${at + 1}`}
                value={text}
                disabled={disabled}
                onKeyDown={(event) => keys(event, at)}
                onChange={(event) => onChange(options.with(at, { id, text: event.target.value }))}
              />
              {at === last ? (
                <span className="small muted">for all others</span>
              ) : (
                <>
                  <Button
                    variant="quiet"
                    disabled={disabled || at === 0}
                    aria-label={`Move ${name} up`}
                    onClick={() => move(at, -1)}
                  >
                    ↑
                  </Button>
                  <Button
                    variant="quiet"
                    disabled={disabled || at === last - 1}
                    aria-label={`Move ${name} down`}
                    onClick={() => move(at, 1)}
                  >
                    ↓
                  </Button>
                  <Button
                    variant="quiet"
                    disabled={disabled || options.length <= 2}
                    aria-label={`Remove ${name}`}
                    onClick={() => remove(at)}
                  >
                    ×
                  </Button>
                </>
              )}
            </li>
          );
        })}
      </ol>
      <p>
        <Button disabled={disabled || options.length >= MOST_OPTIONS} onClick={() => add(last - 1)}>
          Add an option
        </Button>
      </p>
      <p className="hint">Enter adds one below, Alt and an arrow moves one. More can be added once it is published.</p>
      <p className="vh" role="status">
        {said}
      </p>
      <ProblemLine>{error}</ProblemLine>
    </div>
  );
}
