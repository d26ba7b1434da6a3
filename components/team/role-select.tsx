"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Select } from "#components/ui/field";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";
import { withArticle } from "./role-words";

interface RoleSelectProps<Role extends string> {
  /** Whose role, for those who do not see the row. */
  label: string;
  /** Whose role, for the question. */
  name: string;
  role: Role;
  roles: readonly Role[];
  words: Readonly<Record<Role, string>>;
  /** What each role may do, in a sentence. */
  means: Readonly<Record<Role, string>>;
  change: (role: Role) => Promise<unknown>;
}

/** A role to choose. What it will mean is said before it changes; refused, it stays and says why. */
export function RoleSelect<Role extends string>({
  label,
  name,
  role,
  roles,
  words,
  means,
  change,
}: RoleSelectProps<Role>): ReactNode {
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  const [chosen, setChosen] = useState<Role | null>(null);
  async function confirm(to: Role) {
    setChosen(null);
    await act(() => change(to), `${name}: ${words[to]} from now on.`);
  }
  return (
    <>
      <Select
        label={label}
        hideLabel
        value={role}
        error={problem}
        disabled={busy || !hydrated}
        onChange={(event) => setChosen(roles.find((candidate) => candidate === event.target.value) ?? null)}
      >
        {roles.map((candidate) => (
          <option key={candidate} value={candidate}>
            {words[candidate]}
          </option>
        ))}
      </Select>
      <Dialog open={chosen !== null} onClose={() => setChosen(null)} title={`Another role for ${name}`}>
        {chosen ? (
          <div className="stack-4">
            <p>
              From <b>{words[role]}</b> to <b>{words[chosen]}</b>. It holds at their next request, on every page that
              they have open too.
            </p>
            <Note kind="info">{means[chosen]}</Note>
            <div className="row">
              <Button variant="primary" onClick={() => void confirm(chosen)}>
                Make {name} {withArticle(words[chosen])}
              </Button>
              <Button onClick={() => setChosen(null)}>Leave it</Button>
            </div>
          </div>
        ) : null}
      </Dialog>
    </>
  );
}
