"use client";

import { useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import type { BriefDraft } from "#core/brief/brief";
import type { Decision } from "#core/brief/decisions";
import type { BriefFields } from "./check-panel";
import { oversize, type Upload } from "./upload";

/** A text that was read and is looked through before it is saved. */
export interface Checking {
  upload: Upload;
  draft: BriefDraft;
  digest: string;
  decisions: Record<number, Decision>;
  fields: BriefFields;
}

/**
 * A text on its way into a brief, first or next version: pasted, read, looked through. What is typed and decided stays
 * through every error and every step back.
 */
export function useBriefText(teamId: string, fieldsOf: (draft: BriefDraft) => BriefFields) {
  const [text, setText] = useState("");
  const [checking, setChecking] = useState<Checking | null>(null);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});

  /** What goes wrong stands at the given field, unless it is another's. */
  async function run(act: () => Promise<void>, field: "text" | "save") {
    setBusy(true);
    setErrors({});
    try {
      await act();
    } catch (error) {
      const { message, fieldErrors } = problemOf(error);
      setErrors({ [field]: message, ...fieldErrors });
    } finally {
      setBusy(false);
    }
  }

  function read(upload: Upload) {
    const tooLong = oversize(upload);
    if (tooLong !== null) return setErrors({ text: tooLong });
    void run(async () => {
      const { draft, digest } = await trpc.brief.preview.mutate({ teamId, upload });
      setChecking({ upload, draft, digest, decisions: {}, fields: fieldsOf(draft) });
      window.scrollTo(0, 0);
    }, "text");
  }

  return {
    checking,
    errors,
    busy,
    run,
    /** What the first step needs. */
    paste: {
      text,
      onText: setText,
      busy,
      error: errors.text,
      onRead: read,
      onProblem: (message: string) => setErrors({ text: message }),
    },
    /** What the second step needs, beside what it leads to. */
    check: {
      errors,
      busy,
      onChange: setChecking,
      onBack() {
        setErrors({});
        setChecking(null);
      },
    },
  };
}
