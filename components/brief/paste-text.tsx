"use client";

import { type DragEvent, useId, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { useHydrated } from "#components/ui/use-hydrated";
import { oversizeOf, type Upload, uploadOf } from "./upload";

interface PasteTextProps {
  text: string;
  busy: boolean;
  error: string | undefined;
  onText: (text: string) => void;
  onRead: (upload: Upload) => void;
  onProblem: (message: string) => void;
}

/** Step 1: a text to paste, or a file to choose or to drop on it. */
export function PasteText({ text, busy, error, onText, onRead, onProblem }: PasteTextProps) {
  const [over, setOver] = useState(false);
  const ready = useHydrated();
  const fileId = useId();

  async function take(file: File | undefined) {
    if (!file) return;
    const tooLong = oversizeOf(file.size);
    if (tooLong !== null) return onProblem(tooLong);
    try {
      onRead(await uploadOf(file));
    } catch {
      onProblem("This file could not be opened. Choose it again, or paste its text.");
    }
  }

  function drop(event: DragEvent) {
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (!file) return; // Dropped words land in the field by themselves.
    event.preventDefault();
    void take(file);
  }

  return (
    <form
      className="paste"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onRead({ kind: "text", text });
      }}
    >
      <Field
        label="Text of the brief"
        error={error}
        hint="Plain text, Markdown or HTML, up to 2 MB. Notes such as [1], (1) or ¹ are found and tied to their sources."
      >
        {(wiring) => (
          <textarea
            {...wiring}
            className={over ? "input paste-field over" : "input paste-field"}
            value={text}
            spellCheck={false}
            onChange={(event) => onText(event.target.value)}
            onDragOver={(event) => {
              if (event.dataTransfer.types.includes("Files")) event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={drop}
          />
        )}
      </Field>
      <div className="row mt-4">
        <Button type="submit" variant="primary" busy={busy} disabled={!ready}>
          {busy ? "Reading…" : "Read the text"}
        </Button>
        <span className="small muted">or</span>
        <label className="btn file-button" htmlFor={fileId}>
          Choose a file
          <input
            id={fileId}
            className="vh"
            type="file"
            accept=".txt,.md,.markdown,.html,.htm,text/plain,text/markdown,text/html"
            disabled={!ready || busy}
            onChange={(event) => {
              void take(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </label>
        <span className="small muted">or drop it on the field.</span>
      </div>
      <noscript>
        <p className="note warn">Bringing in a brief needs JavaScript. Reading briefs does not.</p>
      </noscript>
    </form>
  );
}
