"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";

interface TagFieldProps {
  value: readonly string[];
  /** Tags that the team has already. */
  known: readonly string[];
  disabled?: boolean;
  error?: string | null;
  hint?: string;
  onChange: (tags: string[]) => void;
}

/** The tags of a question: each can be taken off, one more is typed or chosen; Enter adds it. */
export function TagField({ value, known, disabled, error, hint, onChange }: TagFieldProps) {
  const [text, setText] = useState("");
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const typed = text.replace(/\s+/gu, " ").trim();
  const has = (name: string) => value.some((tag) => tag.toLowerCase() === name.toLowerCase());

  function add() {
    if (typed === "") return;
    setText("");
    if (!has(typed)) onChange([...value, known.find((tag) => tag.toLowerCase() === typed.toLowerCase()) ?? typed]);
  }

  function remove(name: string) {
    onChange(value.filter((tag) => tag !== name));
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter") return;
    event.preventDefault(); // the form around it is not what Enter means here
    add();
  }

  return (
    <Field label="Tags" optional hint={hint} error={error}>
      {(wiring) => (
        <>
          {value.length > 0 ? (
            <ul className="tag-row mb-2" aria-label="Tags put on">
              {value.map((name) => (
                <li key={name} className="tag">
                  {name}
                  <button
                    type="button"
                    className="tag-off"
                    aria-label={`Take off tag ${name}`}
                    disabled={disabled}
                    onClick={() => remove(name)}
                  >
                    ×
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <div className="row flex-nowrap">
            <input
              {...wiring}
              ref={input}
              className="input"
              list={listId}
              maxLength={60}
              autoComplete="off"
              value={text}
              disabled={disabled}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKeyDown}
            />
            <Button className="nw" onClick={add} disabled={disabled || typed === ""}>
              Add tag
            </Button>
          </div>
          <datalist id={listId}>
            {known
              .filter((name) => !has(name))
              .map((name) => (
                <option key={name} value={name} />
              ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
