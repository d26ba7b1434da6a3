"use client";

import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { ProblemLine } from "#components/ui/problem-line";
import { toast } from "#components/ui/toast";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";

interface UseNumbersProps {
  teamId: string;
  /** What moves, and from which number. */
  moves: readonly { questionId: string; from: number; to: number }[];
}

const REASON = "Taken over from the nearest coherent set.";

/** Saves an offered set as ordinary forecasts, all or none, and offers the way back. */
export function UseNumbers({ teamId, moves }: UseNumbersProps) {
  const hydrated = useHydrated();
  const { act, busy, problem } = useAct();

  const save = (way: "to" | "back") =>
    trpc.forecast.submitTogether.mutate({
      teamId,
      forecasts: moves.map(({ questionId, from, to }) => ({
        questionId,
        probability: way === "to" ? to : from,
        over: way === "to" ? from : to,
      })),
      reason: way === "to" ? REASON : undefined,
    });

  async function use() {
    if (!(await act(() => save("to")))) return;
    toast(`Saved ${moves.length === 1 ? "one forecast" : `${moves.length} forecasts`}.`, {
      label: "Undo",
      run: () => void act(() => save("back"), "Your numbers stand again as they did."),
    });
  }

  return (
    <div className="stack">
      <div>
        <Button busy={busy} disabled={!hydrated} onClick={use}>
          Use these numbers
        </Button>
      </div>
      <ProblemLine>{problem}</ProblemLine>
    </div>
  );
}
