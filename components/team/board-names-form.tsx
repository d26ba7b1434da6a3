"use client";

import { trpc } from "#components/trpc-client";
import { Select } from "#components/ui/field";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

const WORDS = {
  NAMES: "everybody’s name and line",
  INITIALS: "initials instead of names",
  OWN: "only their own line, and the crowd’s",
} as const;
type Shown = keyof typeof WORDS;
const CHOICES: readonly Shown[] = ["NAMES", "INITIALS", "OWN"];

/** What forecasters and observers see of each other on the leaderboard. Changes as it is chosen. */
export function BoardNamesForm({ teamId, shown }: { teamId: string; shown: Shown }) {
  const { act, busy, problem } = useAct();
  const ready = useHydrated();
  return (
    <Select
      label="Forecasters and observers see"
      value={shown}
      disabled={busy || !ready}
      error={problem}
      hint="Leads, leaders and admins always see names. The page of a resolved question shows everybody’s forecasts by name whatever is chosen here."
      onChange={(event) => {
        const chosen = CHOICES.find((choice) => choice === event.target.value);
        if (chosen) {
          void act(
            () => trpc.team.setBoardNames.mutate({ teamId, shown: chosen }),
            `The leaderboard now shows them ${WORDS[chosen]}.`,
          );
        }
      }}
    >
      {CHOICES.map((choice) => (
        <option key={choice} value={choice}>
          {WORDS[choice]}
        </option>
      ))}
    </Select>
  );
}
