"use client";

import { useEffect, useState } from "react";
import { Who } from "#components/ui/who";
import { Present } from "#core/rationale";
import type { RationaleProvider } from "./rationale-provider";

/** Who else has this rationale open, each person once, whatever they may do with it. */
export function Presence({ provider, viewer }: { provider: RationaleProvider; viewer: string }) {
  const [people, setPeople] = useState<readonly Present[]>([]);
  useEffect(() => {
    const read = () => setPeople((before) => changed(before, othersIn(provider, viewer)));
    provider.awareness?.on("change", read);
    read();
    return () => provider.awareness?.off("change", read);
  }, [provider, viewer]);
  if (people.length === 0) return null;
  return (
    <ul className="people" aria-label="Also here">
      {people.map(({ id, name, series }) => (
        <li key={id}>
          <Who name={name} caret={`var(--series-${series})`} />
        </li>
      ))}
    </ul>
  );
}

function othersIn(provider: RationaleProvider, viewer: string): Present[] {
  const people = new Map<string, Present>();
  for (const state of provider.awareness?.getStates().values() ?? []) {
    const present = Present.safeParse(state.user);
    if (present.success && present.data.id !== viewer) people.set(present.data.id, present.data);
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** The same list unless somebody came or went: carets move all the time. */
function changed(before: readonly Present[], now: readonly Present[]): readonly Present[] {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
