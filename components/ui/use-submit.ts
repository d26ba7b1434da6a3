"use client";

import { type FormEvent, useState } from "react";
import { type Problem, problemOf } from "#components/trpc-client";

/** Sends a form once at a time and keeps what went wrong beside it. `send` throws to say so; a string it returns is a problem too. */
export function useSubmit(send: (form: FormData) => Promise<string | null | undefined>) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      const message = await send(form);
      if (message) setProblem({ message, fieldErrors: {}, signedOut: false });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  const fieldErrors: Readonly<Record<string, string | undefined>> = problem?.fieldErrors ?? {};
  /** What belongs to no field in particular. */
  const message = problem && Object.keys(problem.fieldErrors).length === 0 ? problem.message : null;
  return { onSubmit, busy, message, fieldErrors };
}
