"use client";

import { useState } from "react";
import { Button } from "#components/ui/button";
import { TextArea } from "#components/ui/field";
import { Note } from "#components/ui/note";

/** Words of the reader that could not be saved, to be copied by a press or by hand. */
export function LeftWordsNote({ words, onDismiss }: { words: string; onDismiss: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(words).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Note kind="warn">
      <TextArea
        label="Words of yours that were not saved"
        hint="They were typed before the history of this rationale was removed. Copy what should go into the text again."
        rows={4}
        value={words}
        readOnly
        onFocus={(event) => event.target.select()}
      />
      <div className="row mt-2">
        <Button small onClick={copy}>
          Copy
        </Button>
        <Button small variant="quiet" onClick={onDismiss}>
          Dismiss
        </Button>
        <span className="small" role="status">
          {copied ? "Copied." : ""}
        </span>
      </div>
    </Note>
  );
}
