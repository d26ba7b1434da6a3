"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { TextField } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { CodeField } from "./code-field";
import { enter } from "./enter";
import { asksForCode, whyNot } from "./why-not";

interface SignInFormProps {
  next: string;
  /** The word by which an earlier try was refused. */
  error: string | null;
  /** Where another way in stands first. */
  second: boolean;
}

/** It goes in without script too: sent as it stands, the server answers with a redirect. With script what was typed stays. */
export function SignInForm({ next, error, second }: SignInFormProps) {
  const [problem, setProblem] = useState(error);
  const [asksCode, setAsksCode] = useState(asksForCode(error));
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const given = { email: textOf(form, "email"), password: textOf(form, "password"), code: textOf(form, "code") };
    const why = await enter(given, next);
    setProblem(why);
    if (asksForCode(why)) setAsksCode(true);
    setBusy(why === null);
  }

  return (
    <form className="stack-4 mt-4" action="/api/enter/password" method="post" onSubmit={submit}>
      <input type="hidden" name="next" value={next} />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      {problem === "code-needed" ? <Note kind="info">{whyNot(problem)}</Note> : null}
      {asksCode ? <CodeField take={problem === "code-needed"} /> : null}
      {problem && problem !== "code-needed" ? <Note kind="bad">{whyNot(problem)}</Note> : null}
      <div className="row between">
        <Button variant={second && !asksCode ? undefined : "primary"} type="submit" busy={busy}>
          Sign in
        </Button>
        <Link className="small" href="/forgot-password">
          Forgot your password?
        </Link>
      </div>
    </form>
  );
}
