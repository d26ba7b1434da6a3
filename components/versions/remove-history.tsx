"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { TextArea } from "#components/ui/field";
import { ProblemLine } from "#components/ui/problem-line";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";

/** Removes for good what the rationale said and no longer says. For admins. */
export function RemoveHistory({ scenarioId, edits }: { scenarioId: string; edits: number }) {
  const ready = useHydrated();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const [reason, words] = [form.get("reason"), form.get("words")].map((value) => String(value ?? ""));
    await trpc.rationale.redact.mutate({ scenarioId, reason: reason ?? "", words });
    setOpen(false);
    toast("The history was removed");
    router.refresh();
    return null;
  });
  return (
    <>
      <Button variant="danger" small disabled={!ready} onClick={() => setOpen(true)}>
        Remove the history
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Remove the history">
        {open ? (
          <form className="stack mt-3" onSubmit={onSubmit}>
            <p className="small">
              The text stays as it is now. All {edits} edits that led to it, who made them, and the texts of all
              versions go for good; nobody can bring them back. Everybody who has the rationale open is asked to reload.
            </p>
            <TextArea
              name="reason"
              label="Reason"
              hint="Kept, and shown in place of the removed texts. Do not repeat the words here."
              rows={3}
              maxLength={1000}
              required
              autoFocus
              error={fieldErrors.reason}
            />
            <TextArea
              name="words"
              label="Words that must be gone"
              hint="One a line. They are looked for in the text as it is now and in the names of versions, and kept nowhere."
              optional
              rows={3}
              maxLength={2000}
              error={fieldErrors.words}
            />
            <ProblemLine>{message}</ProblemLine>
            <div className="row">
              <Button type="submit" variant="danger" busy={busy}>
                Remove for good
              </Button>
              <Button variant="quiet" onClick={() => setOpen(false)}>
                Cancel
              </Button>
            </div>
          </form>
        ) : null}
      </Dialog>
    </>
  );
}
