"use client";

import { useEffect, useRef } from "react";
import { Field } from "#components/ui/field";

/** Six digits of an authenticator, or, once those have been set up, a recovery code. Asked for in a second step, it takes the focus. */
export function CodeField({ error, take, first }: { error?: string; take?: boolean; first?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (take) input.current?.focus();
  }, [take]);
  return (
    <Field
      label="One-time code"
      hint={
        first
          ? "The six digits that it shows then."
          : "The six digits that your authenticator shows, or a recovery code."
      }
      error={error}
    >
      {(wiring) => (
        <input
          {...wiring}
          ref={input}
          className="input"
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          required
        />
      )}
    </Field>
  );
}
