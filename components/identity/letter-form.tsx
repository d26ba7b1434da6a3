"use client";

import Link from "next/link";
import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { useSubmit } from "#components/ui/use-submit";
import { whyNot } from "./why-not";

const SENT = "letter-sent";

/** Asks for a sign-in link. What it says afterwards is the same whether the address has an account or not. */
export function LetterForm({ next, outcome }: { next: string; outcome: string | null }) {
  const [asked, setAsked] = useState(outcome === SENT);
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    await trpc.access.requestSignInLink.mutate({ email: textOf(form, "email"), next });
    setAsked(true);
    return null;
  });
  if (asked)
    return (
      <div className="stack-4" role="status">
        <Note kind="good">{whyNot(SENT)}</Note>
        <p className="small ink2">
          Nothing came? Look among the unwanted mail, check the address, or{" "}
          <Link href="/sign-in">sign in with your password</Link>.
        </p>
      </div>
    );
  const problem = message ?? (busy || !outcome ? null : whyNot(outcome));
  return (
    <form className="stack-4" action="/api/enter/letter" method="post" onSubmit={onSubmit} noValidate>
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required error={fieldErrors.email} />
      {problem ? <Note kind="bad">{problem}</Note> : null}
      <div className="row between">
        <Button variant="primary" type="submit" busy={busy}>
          E-mail me a link
        </Button>
        <Link className="small" href="/sign-in">
          Use your password
        </Link>
      </div>
      <input type="hidden" name="next" value={next} />
    </form>
  );
}
