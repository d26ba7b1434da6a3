"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type SubmitEvent, useEffect, useRef, useState } from "react";
import { problemOf } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextArea } from "#components/ui/field";

interface CommentFieldProps {
  label: string;
  before?: string;
  /** What the press that sends it is called. */
  send: string;
  /** Sends it. @returns what is wrong, where it was not sent at all */
  onSend: (body: string) => Promise<unknown>;
  /** Called when it was sent, or put away. */
  onDone: (sent: boolean) => void;
  onChange?: (body: string) => void;
}

/** Where something is said. It has the focus when it opens; Ctrl+Enter sends, Esc puts it away. */
export function CommentField({ label, before = "", send, onSend, onDone, onChange }: CommentFieldProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [body, setBody] = useState(before);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");

  useEffect(() => {
    const field = form.current?.querySelector("textarea");
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || body.trim() === "") return;
    setBusy(true);
    setFailure("");
    try {
      const problem = await onSend(body);
      if (typeof problem === "string") {
        setFailure(problem);
        setBusy(false);
        return;
      }
      router.refresh();
      onDone(true);
    } catch (error) {
      setFailure(problemOf(error).message);
      setBusy(false);
    }
  }
  function pressed(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
    else if (event.key === "Escape" && !event.nativeEvent.isComposing) onDone(false);
    else return;
    event.preventDefault();
  }

  return (
    <form className="stack comment-field" ref={form} onSubmit={submit} onKeyDown={pressed}>
      <TextArea
        label={label}
        hint="An @ and a name tells that person."
        rows={3}
        value={body}
        maxLength={8000}
        error={failure}
        onChange={(event) => {
          setBody(event.target.value);
          onChange?.(event.target.value);
        }}
      />
      <div className="row">
        <Button type="submit" small variant="primary" busy={busy} disabled={body.trim() === ""}>
          {send}
        </Button>
        <Button small variant="quiet" onClick={() => onDone(false)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
