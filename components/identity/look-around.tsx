"use client";

import { useState } from "react";
import { Note } from "#components/ui/note";
import { SecHead } from "#components/ui/sec-head";
import { useHydrated } from "#components/ui/use-hydrated";
import { enter } from "./enter";
import { problemOf } from "./why-not";

interface LookAroundProps {
  accounts: readonly { email: string; name: string; role: string; may: string }[];
  password: string;
  next: string;
}

/** The demo's people, one press each. */
export function LookAround({ accounts, password, next }: LookAroundProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [entering, setEntering] = useState<string | null>(null);
  const hydrated = useHydrated();

  async function enterAs(email: string) {
    setEntering(email);
    const why = await enter({ email, password }, next);
    setProblem(problemOf(why));
    if (why) setEntering(null);
  }

  return (
    <section aria-labelledby="look-around">
      <SecHead title="Look around" id="look-around">
        <span className="small muted">demo data</span>
      </SecHead>
      {problem ? <Note kind="bad">{problem}</Note> : null}
      <ul className="demo">
        {accounts.map(({ email, name, role, may }) => (
          <li key={email}>
            <button
              type="button"
              disabled={!hydrated || entering !== null}
              aria-busy={entering === email || undefined}
              onClick={() => enterAs(email)}
            >
              <b>{name}</b>
              <span>{role}</span>
              <span className="col-span-full">{may}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
