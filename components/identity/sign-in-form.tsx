"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { useHydrated } from "#components/ui/use-hydrated";
import { enter } from "./enter";

/** The form is a POST in the markup too: pressed before its script answers, it must not put a password in the address. */
export function SignInForm({ next }: { next: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const hydrated = useHydrated();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const why = await enter(textOf(form, "email"), textOf(form, "password"), next);
    setProblem(why);
    setBusy(why === null);
  }

  return (
    <form className="stack-4 mt-4" method="post" onSubmit={submit}>
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      {problem ? <Note kind="bad">{problem}</Note> : null}
      <div className="row between">
        <Button variant="primary" type="submit" busy={busy} disabled={!hydrated}>
          Sign in
        </Button>
        <Link className="small" href="/forgot-password">
          Forgot your password?
        </Link>
      </div>
    </form>
  );
}
