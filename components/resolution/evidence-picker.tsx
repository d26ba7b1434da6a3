"use client";

import { useId } from "react";
import { Button } from "#components/ui/button";
import { fileSize } from "#components/ui/format";
import { ProblemLine } from "#components/ui/problem-line";
import { EVIDENCE_ACCEPT, MAX_EVIDENCE_FILES } from "#core/evidence";
import type { useEvidenceFiles } from "./use-evidence-files";

interface EvidencePickerProps {
  evidence: ReturnType<typeof useEvidenceFiles>;
  /** What the server said of the files as a whole. */
  error?: string | undefined;
}

/** Hands in files one by one; each shows by which hash it is kept. */
export function EvidencePicker({ evidence: { files, sending, problem, add, remove }, error }: EvidencePickerProps) {
  const id = useId();
  const full = files.length >= MAX_EVIDENCE_FILES;
  const wrong = problem ?? error;
  return (
    <fieldset className="field">
      <legend>
        Files <span className="muted font-normal">optional</span>
      </legend>
      {files.length > 0 ? (
        <ul className="evidence-files">
          {files.map((file) => (
            <li key={file.id} className="row between">
              <span className="small">
                {file.name}{" "}
                <span className="muted">
                  {fileSize(file.size)}, SHA-256 <code title={file.sha256}>{file.sha256.slice(0, 12)}…</code>
                </span>
              </span>
              <Button variant="quiet" small onClick={() => remove(file.id)} aria-label={`Leave out ${file.name}`}>
                Leave out
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="row">
        <label className="btn file-button" htmlFor={id}>
          {sending === null ? "Add a file" : "Sending…"}
          <input
            id={id}
            className="vh"
            type="file"
            multiple
            accept={EVIDENCE_ACCEPT}
            disabled={full || sending !== null}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              void add([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
        </label>
        <span className="small muted" role="status">
          {sending === null ? null : `${sending} is on its way.`}
        </span>
      </div>
      <p className="hint" id={`${id}-hint`}>
        PDF, images or plain text, up to 10 MB each and {MAX_EVIDENCE_FILES} together. Whoever reads the question reads
        them.
      </p>
      <ProblemLine>{wrong}</ProblemLine>
    </fieldset>
  );
}
