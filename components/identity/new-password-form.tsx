"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";
import { enterByTicket } from "./enter";
import { problemOf } from "./why-not";

/** Sets a password by a reset link and goes in with it. */
export function NewPasswordForm({ token }: { token: string }) {
  const hydrated = useHydrated();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const password = textOf(form, "password");
    const { ticket } = await trpc.access.resetPassword.mutate({ token, password });
    return problemOf(await enterByTicket(ticket, "/"));
  });
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      <TextField
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 10 characters. You are signed out everywhere else."
        error={fieldErrors.password}
      />
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button variant="primary" type="submit" busy={busy} disabled={!hydrated}>
        Set the password
      </Button>
    </form>
  );
}
