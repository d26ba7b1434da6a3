"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

/** Asks for everything to be recomputed. */
export function StartRescoring() {
  const { act, busy, problem } = useAct();
  const hydrated = useHydrated();
  return (
    <>
      <Button
        variant="primary"
        busy={busy}
        disabled={!hydrated}
        onClick={() => act(() => trpc.score.recompute.mutate(), "Recomputing has begun. You can leave this page.")}
      >
        Recompute all scores
      </Button>
      {problem ? <Note kind="bad">{problem}</Note> : null}
    </>
  );
}
