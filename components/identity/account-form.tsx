"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";
import { enter } from "./enter";
import { problemOf } from "./why-not";

interface AccountFormProps {
  kind: "set-up" | "invitation";
  token: string;
  /** The address that an invitation is meant for; it cannot be another. */
  email: string | null;
}

/** Makes an account by a link and goes in with it. */
export function AccountForm({ kind, token, email }: AccountFormProps) {
  const hydrated = useHydrated();
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const password = textOf(form, "password");
    const account = { token, name: textOf(form, "name"), email: textOf(form, "email"), password };
    const made = kind === "set-up" ? trpc.access.setUp : trpc.access.acceptInvitation;
    const { email: address } = await made.mutate(account);
    return problemOf(await enter({ email: address, password }, "/"));
  });
  return (
    <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
      <TextField label="Your name" name="name" autoComplete="name" required error={fieldErrors.name} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={email ?? ""}
        readOnly={email !== null}
        error={fieldErrors.email}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 10 characters; four or five words that do not belong together are easy to keep."
        error={fieldErrors.password}
      />
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button variant="primary" type="submit" busy={busy} disabled={!hydrated}>
        {kind === "set-up" ? "Make the first account" : "Accept the invitation"}
      </Button>
    </form>
  );
}
