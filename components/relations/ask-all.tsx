"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { counted } from "#components/ui/format";
import { ProblemLine } from "#components/ui/problem-line";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

interface AskAllProps {
  briefId: string;
  /** What is not asked yet among the scenarios that take forecasts, under either condition. */
  missing: { scenarioIds: readonly string[]; given: number; givenNot: number };
}

/** Makes every question that is missing among the scenarios chosen, with one press for each condition. */
export function AskAll({ briefId, missing }: AskAllProps) {
  const hydrated = useHydrated();
  const { act, busy, problem } = useAct();
  const { scenarioIds, given, givenNot } = missing;
  const sides = [
    { holds: true, left: given, words: "“if”" },
    { holds: false, left: givenNot, words: "“if not”" },
  ].filter(({ left }) => left > 0);
  if (sides.length === 0) return null;
  return (
    <div className="row mb-4">
      {sides.map(({ holds, left, words }) => (
        <Button
          key={words}
          small
          busy={busy}
          disabled={!hydrated}
          onClick={() =>
            void act(
              () => trpc.relation.askAllConditionals.mutate({ briefId, scenarioIds: [...scenarioIds], holds }),
              `Asked ${counted(left, "question", "questions")}.`,
            )
          }
        >
          Ask all {words} that are missing ({left})
        </Button>
      ))}
      <ProblemLine>{problem}</ProblemLine>
    </div>
  );
}
