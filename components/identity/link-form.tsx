"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { CodeField } from "./code-field";
import { enterByLink } from "./enter";
import { whyNot } from "./why-not";

interface LinkFormProps {
  token: string;
  next: string;
  asksCode: boolean;
  error: string | null;
}

/** The press that takes a sign-in link; with or without script. */
export function LinkForm({ token, next, asksCode, error }: LinkFormProps) {
  const [problem, setProblem] = useState(error);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = textOf(new FormData(event.currentTarget), "code");
    setBusy(true);
    setProblem(null);
    const why = await enterByLink({ token, code }, next);
    setProblem(why);
    setBusy(why === null);
  }

  return (
    <form className="stack-4" action="/api/enter/link" method="post" onSubmit={submit}>
      <p className="small ink2">The link works once, for whoever presses this.</p>
      {asksCode ? <CodeField take /> : null}
      {problem ? <Note kind="bad">{whyNot(problem)}</Note> : null}
      <Button variant="primary" type="submit" busy={busy}>
        Sign in
      </Button>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="next" value={next} />
    </form>
  );
}
