"use client";

import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";

/** Asks for a reset link. What it says afterwards is the same whether the address has an account or not. */
export function ResetRequestForm() {
  const [asked, setAsked] = useState(false);
  const hydrated = useHydrated();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    await trpc.access.requestReset.mutate({ email: textOf(form, "email") });
    setAsked(true);
    return null;
  });
  if (asked)
    return (
      <div role="status">
        <Note kind="good">
          If that address has an account, a letter with a link is on its way. It works for an hour.
        </Note>
      </div>
    );
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required error={fieldErrors.email} />
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button variant="primary" type="submit" busy={busy} disabled={!hydrated}>
        Send me a link
      </Button>
    </form>
  );
}
