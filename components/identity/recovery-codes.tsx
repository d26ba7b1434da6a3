"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";

/** The recovery codes, this once: to copy, to print, or to save. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const head = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState("");
  useEffect(() => head.current?.focus(), []);
  const text = `Recovery codes for Bellwether at ${location.host}. Each lets you in once.\n\n${codes.join("\n")}\n`;
  return (
    <div className="stack-4">
      <h3 className="sec" tabIndex={-1} ref={head}>
        Your recovery codes
      </h3>
      <Note kind="warn">
        They are not shown again. Keep them where you find them without your phone: each lets you in once.
      </Note>
      <ul className="code-list" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row">
        <Button
          small
          onClick={() =>
            navigator.clipboard.writeText(text).then(
              () => setSaid("Copied."),
              () => setSaid("The browser did not let us copy. Save or print them."),
            )
          }
        >
          Copy
        </Button>
        <a
          className="btn btn-sm"
          download="bellwether-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          Save as a file
        </a>
        <Button small onClick={() => window.print()}>
          Print
        </Button>
        <span className="small muted" role="status">
          {said}
        </span>
      </div>
      <Button variant="primary" onClick={done}>
        I have kept them
      </Button>
    </div>
  );
}
