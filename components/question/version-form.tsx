"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useId } from "react";
import { Button } from "#components/ui/button";
import { TextArea } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { toast } from "#components/ui/toast";
import { useSubmit } from "#components/ui/use-submit";

interface VersionFormProps {
  title: string;
  /** What the press is called. */
  act: string;
  /** What the press does beyond what its fields say. */
  hint?: string;
  /** The fields, with what was wrong with each. */
  children: (fieldErrors: Readonly<Record<string, string | undefined>>) => ReactNode;
  /** @returns what was done, in a sentence, or what is wrong before anything is sent */
  save: (form: FormData) => Promise<{ done: string } | { wrong: string }>;
  onClose: () => void;
}

/** A small change of a published question by a new version: a field, the reason that forecasters read, and the press. */
export function VersionForm({ title, act, hint, children, save, onClose }: VersionFormProps) {
  const router = useRouter();
  const titleId = useId();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const saved = await save(form);
    if ("wrong" in saved) return saved.wrong;
    toast(saved.done);
    onClose();
    router.refresh();
    return null;
  });
  return (
    <form className="stack-4 max-w-measure" onSubmit={onSubmit} aria-labelledby={titleId} noValidate>
      <h3 className="sec" id={titleId}>
        {title}
      </h3>
      {children(fieldErrors)}
      <TextArea label="Reason" name="reason" required rows={2} error={fieldErrors.reason} hint="Forecasters read it." />
      {message ? <Note kind="bad">{message}</Note> : null}
      <div className="row">
        <Button variant="primary" type="submit" busy={busy}>
          {act}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
      {hint ? <p className="hint">{hint}</p> : null}
    </form>
  );
}
