"use client";

import type { ReactNode } from "react";
import { Select } from "#components/ui/field";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

interface RoleSelectProps<Role extends string> {
  /** Whose role, for those who do not see the row. */
  label: string;
  role: Role;
  roles: readonly Role[];
  words: Readonly<Record<Role, string>>;
  change: (role: Role) => Promise<unknown>;
}

/** A role that changes as it is chosen. Refused, it goes back and says why. */
export function RoleSelect<Role extends string>({
  label,
  role,
  roles,
  words,
  change,
}: RoleSelectProps<Role>): ReactNode {
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  return (
    <Select
      label={label}
      hideLabel
      value={role}
      error={problem}
      disabled={busy || !hydrated}
      onChange={(event) => {
        const chosen = roles.find((candidate) => candidate === event.target.value);
        if (chosen) void act(() => change(chosen), "The role has changed.");
      }}
    >
      {roles.map((candidate) => (
        <option key={candidate} value={candidate}>
          {words[candidate]}
        </option>
      ))}
    </Select>
  );
}
