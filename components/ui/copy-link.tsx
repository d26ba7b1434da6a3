"use client";

import { useState } from "react";
import { Button } from "./button";
import { TextField } from "./field";

interface CopyLinkProps {
  label: string;
  hint: string;
  link: string;
  /** What the press is called. */
  act?: string;
}

/** A link, or another secret, that is shown this once: to be copied by a press, or by hand where the browser does not let us. */
export function CopyLink({ label, hint, link, act = "Copy the link" }: CopyLinkProps) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="stack mt-3">
      <TextField label={label} hint={hint} value={link} readOnly onFocus={(event) => event.target.select()} />
      <div className="row">
        <Button small onClick={copy}>
          {act}
        </Button>
        <span className="small muted" role="status">
          {copied ? "Copied." : ""}
        </span>
      </div>
    </div>
  );
}
