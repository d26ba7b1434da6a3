"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { useHydrated } from "#components/ui/use-hydrated";

interface CodeFieldProps {
  error?: string;
  /** Asked for in a second step, it takes the focus. */
  take?: boolean;
  /** The first code of all: there are no recovery codes yet. */
  first?: boolean;
}

/**
 * Six digits of an authenticator, or, once those have been set up, a recovery code. A phone shows the keys of what is typed;
 * without script one field takes either.
 */
export function CodeField({ error, take, first }: CodeFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const hydrated = useHydrated();
  const [recovery, setRecovery] = useState(false);
  useEffect(() => {
    if (take) input.current?.focus();
  }, [take]);
  const either = !hydrated && !first;
  return (
    <div className="stack">
      <Field
        label={recovery ? "Recovery code" : "One-time code"}
        hint={hintOf({ first, either, recovery })}
        error={error}
      >
        {(wiring) => (
          <input
            {...wiring}
            key={recovery ? "recovery" : "digits"}
            ref={input}
            className="input code-input"
            name="code"
            inputMode={either || recovery ? undefined : "numeric"}
            autoComplete={recovery ? "off" : "one-time-code"}
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            maxLength={40}
            required
          />
        )}
      </Field>
      {hydrated && !first ? (
        <p>
          <Button
            small
            type="button"
            onClick={() => {
              setRecovery(!recovery);
              requestAnimationFrame(() => input.current?.focus());
            }}
          >
            {recovery ? "Use the authenticator instead" : "Use a recovery code instead"}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

function hintOf({ first, either, recovery }: { first?: boolean; either: boolean; recovery: boolean }): string {
  if (first) return "The six digits that it shows then.";
  if (recovery) return "One of the ten that you kept. Each works once; capitals and hyphens do not matter.";
  return `The six digits that your authenticator shows${either ? ", or a recovery code" : ""}.`;
}
