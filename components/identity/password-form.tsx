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

/** Changes the password. It ends every session, and this browser signs in again with the new one. */
export function PasswordForm({ email }: { email: string }) {
  const hydrated = useHydrated();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const password = textOf(form, "password");
    const { ticket } = await trpc.account.changePassword.mutate({ current: textOf(form, "current"), password });
    return problemOf(await enterByTicket(ticket, "/account"));
  });
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        label="Present password"
        name="current"
        type="password"
        autoComplete="current-password"
        required
        error={fieldErrors.current}
      />
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
      <Button type="submit" busy={busy} disabled={!hydrated}>
        Change the password
      </Button>
    </form>
  );
}
