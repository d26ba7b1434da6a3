"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { TextField } from "#components/ui/field";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";

/** Gives the text as it is saved now a name. */
export function NameVersion({ scenarioId }: { scenarioId: string }) {
  const ready = useHydrated();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    await trpc.rationale.nameVersion.mutate({ scenarioId, title: String(form.get("title") ?? "") });
    setOpen(false);
    toast("Version named");
    router.refresh();
    return null;
  });
  return (
    <>
      <button type="button" className="link small" disabled={!ready} onClick={() => setOpen(true)}>
        Name this version
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Name this version">
        {open ? (
          <form className="stack mt-3" onSubmit={onSubmit}>
            <TextField
              name="title"
              label="Name"
              hint="Up to 200 characters, such as “Before the hearing”. It names the text as it is saved now."
              maxLength={200}
              required
              autoFocus
              error={fieldErrors.title ?? message ?? undefined}
            />
            <div className="row">
              <Button type="submit" variant="primary" busy={busy}>
                Name it
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
